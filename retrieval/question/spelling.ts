import { foldTables, IDEOGRAPH } from "../normalise.ts";
import { findTerm, type Postings } from "../lexical/postings.ts";
import { hangulOf, plainHangul } from "../lexicon/hangul-names.ts";
import { splitPinyin, syllableName, syllableNumber, syllableOf } from "../lexicon/syllables.ts";

/** Words that ask and that join, which a question in pinyin holds and an article may not. */
const ASKING_WORDS =
  "什么时候 什么 时候 多少钱 多少 几条 几个 几天 几点 几号 怎么 怎样 哪里 哪天 有没有 吗 的 到 有 了 能 可以 从 去 是 在 开";

/** So many names are taken to be spelt by one word. */
const MOST_NAMES = 4;
/** A longer word is no name; and so many beginnings of names are gone on with, since what is typed may spell any number. */
const MOST_SYLLABLES = 6;
const MOST_BEGINNINGS = 256;
/** A pair of characters in more passages than these is rather a word than a name. */
const RARE = 6;
/** What may follow a name in a Korean word: particles, and what firms are called by. */
const AFTER_NAME =
  /^(?:시|구|현|주|성|의류|복식|제의|제약|약업|방직|섬유|광업|수산|식품|회사|공사|그룹|집단|기업|공장|의료기기|의료기계|의료|복장|신소재|신재료|전기|전자|발전소|연초|은행)*(?:은|는|이|가|을|를|의|에|에서|도|만|로|으로|와|과|랑|이랑|하고|요|은요|는요)?$/u;

function isNameInHangul(name: string, rest: string): boolean {
  return name.length >= 2 && AFTER_NAME.test(rest);
}

/** What sounds like what in the corpus: typing by sound confuses characters read alike (华甸 for 桦甸). */
export class SoundIndex {
  readonly #postings: Postings;
  /** Characters of the corpus, folded, by syllable. */
  readonly #characters = new Map<number, number[]>();
  readonly #askingBigrams = new Set<number>();
  /** The same characters by how Korean transcribes them; made when first asked for. */
  #hangul: Map<string, number[]> | undefined;

  constructor(postings: Postings) {
    this.#postings = postings;
    const { kind } = foldTables();
    for (const [unit, frequency] of postings.unitFrequency.entries()) {
      if (frequency > 0 && kind[unit] === IDEOGRAPH) this.#add(unit);
    }
    for (const word of ASKING_WORDS.split(" ")) {
      for (const character of word) this.#add(character.charCodeAt(0));
      for (let index = 1; index < word.length; index++)
        this.#askingBigrams.add(bigram(word.charCodeAt(index - 1), word.charCodeAt(index)));
    }
  }

  #add(unit: number): void {
    const syllable = syllableOf(unit);
    const list = this.#characters.get(syllable);
    if (list === undefined) this.#characters.set(syllable, [unit]);
    else if (!list.includes(unit)) list.push(unit);
  }

  /** In how many passages a pair stands; once for the words that ask. */
  #frequency(gram: number): number {
    const term = findTerm(this.#postings, gram);
    if (term < 0) return this.#askingBigrams.has(gram) ? 1 : 0;
    return this.#postings.passageFrequency[term]!;
  }

  /**
   * The folded question with pairs that the corpus does not hold put right by pairs that it holds and that sound the same.
   * One of the two characters must stay: two wrong ones in a row are rather another word. Words that `wordsOf` finds are
   * left alone.
   */
  correct(folded: string, wordsOf: (folded: string) => { start: number; end: number }[]): string {
    const known = [...wordsOf(folded), ...commonWordsOf(folded)];
    const units = Array.from({ length: folded.length }, (_, index) => folded.charCodeAt(index));
    const isKnown = (at: number) => known.some(({ start, end }) => at >= start && at < end);
    const { kind } = foldTables();
    const asks = /什么|多少|几|何|怎|哪|谁|吗/u.test(folded);
    for (let at = 1; at < units.length; at++) {
      // 那 is written for 哪 where nothing else asks, and means itself elsewhere.
      if (asks && folded[at - 1] === "那") continue;
      // What a counter counts is a word of its own: 几条线 is not 几条县.
      if (/[几\d少][\u4e00-\u9fff]$/u.test(folded.slice(Math.max(0, at - 2), at))) continue;
      const [first, second] = [units[at - 1]!, units[at]!];
      if (kind[first] !== IDEOGRAPH || kind[second] !== IDEOGRAPH || (isKnown(at - 1) && isKnown(at))) continue;
      if (this.#frequency(bigram(first, second)) > 0) continue;
      // What its neighbours on the other side hold together is no mistake.
      const isHeldBefore = at > 1 && this.#frequency(bigram(units[at - 2]!, first)) > 0;
      const isHeldAfter = at + 1 < units.length && this.#frequency(bigram(second, units[at + 1]!)) > 0;
      const firstHeld = isGrammar(first) || isKnown(at - 1) || isHeldBefore;
      const secondHeld = isGrammar(second) || isKnown(at) || isHeldAfter;
      const best = this.#soundAlike(first, second, firstHeld, secondHeld);
      if (best === null) continue;
      const corrected = units.toSpliced(at - 1, 2, ...best);
      const words = wordsOf(String.fromCharCode(...corrected));
      // A word of the lexicon may grow by a correction, but not break: 办车辆通行证 is not 班车辆通行证.
      const isKept = known
        .filter(({ start, end }) => start === at || end === at)
        .every((word) => words.some(({ start, end }) => start <= word.start && end >= word.end));
      // What comes out has to be a word: of the lexicon, or going on what the corpus holds beside it (金达|莱); what goes on
      // a word of the lexicon alone may be anything (起步|价 is not 起步|加).
      const isWord =
        words.some(({ start, end }) => start <= at - 1 && end > at) ||
        (best[0] === first ? isHeldBefore : isHeldAfter) ||
        this.#askingBigrams.has(bigram(...best));
      if (isKept && isWord) units.splice(0, units.length, ...corrected);
    }
    return String.fromCharCode(...units);
  }

  #soundAlike(first: number, second: number, keepFirst: boolean, keepSecond: boolean): [number, number] | null {
    let best: [number, number] | null = null;
    let most = 0;
    const consider = (a: number, b: number) => {
      const frequency = this.#frequency(bigram(a, b));
      if (frequency > most) [best, most] = [[a, b], frequency];
    };
    if (!keepSecond) for (const unit of this.#characters.get(syllableOf(second)) ?? []) consider(first, unit);
    if (!keepFirst) for (const unit of this.#characters.get(syllableOf(first)) ?? []) consider(unit, second);
    return best;
  }

  /**
   * A question typed in pinyin as the characters that are most likely meant: the path through the characters read so with
   * the most pairs that the corpus or a question holds (Viterbi 1967). Null when it is not pinyin.
   */
  decodePinyin(folded: string): string | null {
    const words = folded.match(/[a-z]+/gu) ?? [];
    const syllables = words.map(splitPinyin);
    if (syllables.includes(null) || /[^a-z0-9\s?.,!'-]/u.test(folded)) return null;
    const columns = (syllables as string[][]).flat().map((name) => this.#characters.get(syllableNumber(name)) ?? []);
    if (columns.length < 4 || columns.some((column) => column.length === 0)) return null;
    let paths = columns[0]!.map((unit) => ({ units: [unit], score: 0 }));
    for (const column of columns.slice(1)) {
      paths = column.map((unit) => {
        const scored = paths.map((path) => ({ path, score: path.score + this.#pairScore(path.units.at(-1)!, unit) }));
        const best = scored.reduce((one, other) => (other.score > one.score ? other : one));
        return { units: [...best.path.units, unit], score: best.score };
      });
    }
    const best = paths.reduce((one, other) => (other.score > one.score ? other : one));
    return String.fromCharCode(...best.units);
  }

  /** The names of the corpus that a word spells, each character read so and each pair held by it: laboni, erdao. */
  namesSpelt(word: string): string[] {
    const syllables = splitPinyin(word);
    if (syllables === null || syllables.length < 2 || syllables.length > MOST_SYLLABLES) return [];
    let paths = [""];
    for (const [at, name] of syllables.entries()) {
      const units = this.#characters.get(syllableNumber(name)) ?? [];
      paths = paths
        .slice(0, MOST_BEGINNINGS)
        .flatMap((path) =>
          units
            .filter((unit) => at === 0 || findTerm(this.#postings, bigram(path.charCodeAt(at - 1), unit)) >= 0)
            .map((unit) => path + String.fromCharCode(unit)),
        );
    }
    return paths.slice(0, MOST_NAMES);
  }

  /**
   * The names of the corpus that a word in Hangul transcribes, and how much of it: 라보니는. A name of two characters has to
   * be rare; what follows it may be a particle or the firm's trade.
   */
  namesInHangul(word: string): { names: string[]; length: number } {
    this.#hangul ??= this.#inHangul();
    const plain = plainHangul(word);
    let paths = [{ name: "", at: 0 }];
    let best: { names: string[]; length: number } = { names: [], length: 0 };
    while (paths.length > 0) {
      paths = paths
        .slice(0, MOST_BEGINNINGS)
        .flatMap(({ name, at }) =>
          [1, 2].flatMap((length) =>
            (this.#hangul!.get(plain.slice(at, at + length)) ?? [])
              .filter((unit) => at + length <= plain.length && (name === "" || this.#follows(name, unit)))
              .map((unit) => ({ name: name + String.fromCharCode(unit), at: at + length })),
          ),
        )
        .filter(({ name }) => name.length <= MOST_SYLLABLES);
      const names = paths.filter(({ name, at }) => isNameInHangul(name, plain.slice(at)));
      const length = Math.max(0, ...names.map(({ at }) => at));
      if (length > 0)
        best = { names: [...new Set(names.filter(({ at }) => at === length).map(({ name }) => name))], length };
    }
    // 위에 was made one syllable of.
    return {
      names: best.names.slice(0, MOST_NAMES),
      length: best.length === 0 ? 0 : best.length + word.length - plain.length,
    };
  }

  /** Whether a name of the corpus may go on with a character; the first pair of a name of two has to be rare. */
  #follows(name: string, unit: number): boolean {
    const frequency = this.#frequency(bigram(name.charCodeAt(name.length - 1), unit));
    return frequency > 0 && (name.length > 1 || frequency <= RARE);
  }

  #inHangul(): Map<string, number[]> {
    const written = new Map<string, number[]>();
    for (const [syllable, units] of this.#characters) {
      const hangul = hangulOf(syllableName(syllable));
      if (hangul !== null) written.set(hangul, [...(written.get(hangul) ?? []), ...units]);
    }
    return written;
  }

  #pairScore(first: number, second: number): number {
    const gram = bigram(first, second);
    if (this.#askingBigrams.has(gram)) return 2;
    const frequency = this.#frequency(gram);
    return frequency === 0 ? 0 : 1 + 0.1 * Math.log(1 + frequency);
  }
}

/** Words that any text may do without, and that are no typing errors for it. */
const COMMON =
  /为止|截止|到底|究竟|大概|具体|左右|以上|以下|之前|之后|以前|以后|现在|目前|已经|还是|或者|因为|所以|如果|可以|需要|能够|知道|听说|据说/gu;

function commonWordsOf(folded: string): { start: number; end: number }[] {
  return Array.from(folded.matchAll(COMMON), ({ 0: text, index }) => ({ start: index, end: index + text.length }));
}

/** Characters of grammar, which nobody means another by: 末班车是几点 is not 末班车时几点. */
function isGrammar(unit: number): boolean {
  return "是的了吗呢吧和与在".includes(String.fromCharCode(unit));
}

function bigram(first: number, second: number): number {
  return ((first << 16) | second) >>> 0;
}
