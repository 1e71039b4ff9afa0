import { readFileSync } from "node:fs";
import { fold } from "../normalise.ts";
import type { ConceptMention } from "./lexicon.ts";
import { groupByInitial, isOneSlip } from "./misspelt.ts";
import { stemsOf } from "./stems.ts";

/** The file that staff may extend; its head says how. */
export const GLOSSARY_FILE = new URL("glossary.txt", import.meta.url);

/** In front of a Chinese word that is one kind of the concept. */
const NARROWER = ">";

interface Concept {
  name: string;
  distinct: boolean;
  /** Words by which a text is known to be about it, narrower ones included. */
  chinese: string[];
}

/** `parts`: the word itself in Chinese or Korean, the stems of an English phrase. */
interface Entry {
  parts: string[];
  concepts: Concept[];
}

/** Words that begin alike, by their first character or stem, longest first. */
type Entries = Map<string, Entry[]>;

/** From this length on a word with one letter changed is hardly another word. */
const SAFE_LENGTH = 7;
const HANGUL = /[\uac00-\ud7a3]/;
const IDEOGRAPH = /[\u3400-\u9fff]/;
/** What may follow a Korean noun of one syllable, to the end of the word: particles and the copula. */
const PARTICLES =
  /^(?:들|값)?(?:은|는|이|가|을|를|의|에|도|만|로|와|과|랑|나|요|에서|에는|에도|에만|으로|로는|까지|부터|에서는|이랑|이나|하고|마다|밖에|처럼|보다|이란|인가요?|입니까|이에요|예요|이라도|조차)?(?![가-힣])/u;

/** Concepts with their words in Chinese, English and Korean, found in a text by longest match. */
export class Glossary {
  readonly #characters: Entries = new Map();
  readonly #stems: Entries = new Map();
  /** English words, by their first letter. */
  readonly #english: Map<string, string[]>;
  /** All Chinese words. */
  readonly #chinese: readonly string[];
  /** What the mentions of the same concepts share, made once: a word is met again and again. */
  readonly #meanings = new WeakMap<Concept[], Omit<ConceptMention, "start" | "end">>();

  /** `text`: lines of the glossary file. Throws for a line that has no Chinese word. */
  constructor(text: string) {
    const known = new Map<string, Entry>();
    const knownStems = new Map<string, Entry>();
    const english = new Set<string>();
    const allChinese = new Set<string>();
    for (const [index, line] of text.split("\n").entries()) {
      if (line.trim() === "" || line.startsWith("#")) continue;
      const distinct = line.startsWith("!");
      const [listed = [], phrases = [], korean = []] = line
        .slice(distinct ? 1 : 0)
        .split("|")
        .map(wordsOf);
      const own = listed.filter((word) => !word.startsWith(NARROWER));
      if (own.length === 0) throw new Error(`glossary line ${index + 1} has no Chinese word before the first |`);
      const chinese = listed.map((word) => (word.startsWith(NARROWER) ? word.slice(1) : word));
      const concept = { name: own[0]!, distinct, chinese };
      for (const word of chinese) allChinese.add(word);
      // 天 in 今天 is no day: a single character is a word of its own only where the file says that nothing stands for it.
      for (const word of own) if (word.length > 1 || distinct) add(this.#characters, known, [word], word[0]!, concept);
      for (const word of korean) add(this.#characters, known, [word], word[0]!, concept);
      for (const phrase of phrases) {
        for (const word of phrase.match(/[a-z]+/gu) ?? []) english.add(word);
        const stems = stemsOf(phrase).map(({ stem }) => stem);
        if (stems.length > 0) add(this.#stems, knownStems, stems, stems[0]!, concept);
      }
    }
    this.#english = groupByInitial(english);
    this.#chinese = [...allChinese];
    for (const list of this.#characters.values()) list.sort((a, b) => b.parts[0]!.length - a.parts[0]!.length);
    for (const list of this.#stems.values()) list.sort((a, b) => b.parts.length - a.parts.length);
  }

  /** The words of a folded text, in order, none overlapping another. */
  concepts(folded: string): ConceptMention[] {
    return [...this.#inCharacters(folded), ...this.#inStems(folded)].sort((a, b) => a.start - b.start);
  }

  /** The English word that one is a slip away from, when there is only one, number and tense aside. */
  wordMeant(word: string): string | null {
    // Of short words another letter makes another word: print is no point.
    const isAnother = (one: string) =>
      one.length === word.length && word.length < SAFE_LENGTH && [...one].sort().join("") !== [...word].sort().join("");
    const meant = (this.#english.get(word[0]!) ?? []).filter((one) => isOneSlip(word, one) && !isAnother(one));
    const stems = new Set(meant.flatMap((one) => stemsOf(one).map(({ stem }) => stem)));
    return stems.size === 1 ? meant[0]! : null;
  }

  #inCharacters(folded: string): ConceptMention[] {
    const mentions: ConceptMention[] = [];
    let last = -1;
    for (let at = 0; at < folded.length; at++) {
      const character = folded[at]!;
      const isKorean = HANGUL.test(character);
      if (!isKorean && !IDEOGRAPH.test(character)) continue;
      // A Korean word is known by its beginning: what follows may be particles, or the next noun of a compound.
      const continues = isKorean && at > 0 && HANGUL.test(folded[at - 1]!);
      if (continues && (at !== last || COPULA.test(folded.slice(at, at + 8)))) continue;
      const entry = this.#characters
        .get(character)
        ?.find(
          ({ parts: [word] }) => folded.startsWith(word!, at) && (!isKorean || endsWell(folded, at, word!, continues)),
        );
      if (entry === undefined) continue;
      last = at + entry.parts[0]!.length;
      mentions.push(this.#mention(at, last, entry.concepts));
      at = last - 1;
    }
    return mentions;
  }

  #inStems(folded: string): ConceptMention[] {
    const tokens = stemsOf(folded);
    const mentions: ConceptMention[] = [];
    for (let index = 0; index < tokens.length; index++) {
      const entry = this.#stems
        .get(tokens[index]!.stem)
        ?.find(({ parts }) => parts.every((stem, offset) => tokens[index + offset]?.stem === stem));
      if (entry === undefined) continue;
      const last = tokens[index + entry.parts.length - 1]!;
      mentions.push(this.#mention(tokens[index]!.start, last.end, entry.concepts));
      index += entry.parts.length - 1;
    }
    return mentions;
  }

  #mention(start: number, end: number, concepts: Concept[]): ConceptMention {
    let meaning = this.#meanings.get(concepts);
    if (meaning === undefined) {
      const distinct = concepts.every((concept) => concept.distinct);
      const chinese = [...new Set(concepts.flatMap((concept) => concept.chinese))];
      const goingOn = distinct ? this.#wordsGoingOn(chinese) : [];
      meaning = { concepts: concepts.map(({ name }) => name), distinct, chinese, goingOn };
      this.#meanings.set(concepts, meaning);
    }
    return { start, end, ...meaning };
  }

  /** Of a word of one character; a longer one keeps its sense before another: 无息 in 无息贷款. */
  #wordsGoingOn(words: readonly string[]): string[] {
    const characters = words.filter((word) => word.length === 1);
    return this.#chinese.filter(
      (longer) => !words.includes(longer) && characters.some((word) => longer.slice(0, -1).includes(word)),
    );
  }
}

let glossary: Glossary | undefined;

/** The glossary that ships, read on first use. */
export function openGlossary(): Glossary {
  glossary ??= new Glossary(readFileSync(GLOSSARY_FILE, "utf8"));
  return glossary;
}

function wordsOf(list: string): string[] {
  return list
    .split(",")
    .map((word) => fold(word.trim()))
    .filter((word) => word !== "");
}

function add(entries: Entries, known: Map<string, Entry>, parts: string[], first: string, concept: Concept): void {
  const key = parts.join(" ");
  const entry = known.get(key);
  if (entry !== undefined) {
    if (!entry.concepts.includes(concept)) entry.concepts.push(concept);
    return;
  }
  const added = { parts, concepts: [concept] };
  known.set(key, added);
  const list = entries.get(first);
  if (list === undefined) entries.set(first, [added]);
  else list.push(added);
}

/** 개인가요: what asks at the end of a word is no word, although 인가 (a permit) is one. */
const COPULA = /^(?:인가|일까|입니|인지|이에|이죠|이야|예)[가-힣]{0,3}(?![가-힣])/u;

/** Whether a Korean word may end where `word` does: one syllable begins too many others to be known by its beginning. */
function endsWell(folded: string, at: number, word: string, continues: boolean): boolean {
  if (word.length > 1) return true;
  return !continues && PARTICLES.test(folded.slice(at + 1, at + 6));
}
