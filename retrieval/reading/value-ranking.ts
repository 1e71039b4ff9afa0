import { type BlockInput, makeBlock } from "./block.ts";
import type { SentenceCandidate } from "./sentences.ts";
import { countersOf, isCompatible, isUnit, unitOf } from "./values.ts";
import { alignValues, CLAUSES, MISMATCHED, respectively, STATEMENTS } from "./value-alignment.ts";

export interface ValueInput extends BlockInput {
  focus: { before: string; after: string };
  /** Words for what is counted. */
  counted: string[];
  /** The question's Chinese words: its own text, and what its words in another language mean. */
  words: string[];
  /** Names of the things that it asks about, as the articles write them. */
  names: string[];
}

/** A value of the asked kind in a sentence; absolute positions. */
export interface ValueCandidate {
  start: number;
  end: number;
  sentence: SentenceCandidate;
  stated: boolean;
  unitAsked: boolean;
  /** Of another of several things that its sentence speaks of. */
  isOthers: boolean;
  /** The text on either side of it, folded. */
  before: string;
  after: string;
  /** Log-odds-like; comparable within a question. */
  score: number;
}

/** Values are sought in so many of the best sentences. */
const SENTENCES = 12;
/** Weights of the log-linear model, fitted on policy questions that ask for a date or a number. */
const PULL = 7.8;
const UNIT_ASKED = 2;
const LIKE_UNIT = 0.7;
const STATED = -3.2;
const SENTENCE = 1;

/** How far on either side of a value its words are looked for. */
const CONTEXT = 28;
/** A run of the question near the value pulls with e^(−distance / 6). */
const FOCUS_NEARNESS = 8;
/** What a word keeps of its pull across a comma: in 消毒液8.4吨、体温计326个 the neighbour belongs to the next item. */
const ACROSS = 0.4;
const FOCUS = 2.5;
const OBJECT = 4;
/** 46户中复工28户: what is counted over is seldom what is asked. */
const BASE = -4;
const BASE_AFTER = /^[^,。;\d]{0,8}中(?![旬国央小心])/u;

/** 由9条增加到14条: what it was before is seldom asked for. */
const CHANGED_BEFORE = /[由从][^\d,。;]{0,3}$/u;
const CHANGED_AFTER = /^(?:大幅|进一步)?(?:增|减|缩|降|升|提|延|调|扩|压)[^\d,。;]{0,4}[到至为]/u;
const CHANGED = -4;

const TOTAL_ASKED = /总共|一共|总数|总计|共有|全部有|in total|altogether|모두|전부/u;

/** 46户中复工28户: what is counted over is asked for by who asks for all. */
function basePenalty(after: string, question: string): number {
  if (!BASE_AFTER.test(after)) return 0;
  return TOTAL_ASKED.test(question) ? -BASE / 2 : BASE;
}

function bigramsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2));
}

/** 50户重点企业中有33户: a figure over a part of the things, named by a modifier that the question does not use. */
const PART_BASE = /\d+[户家个名辆]([\u4e00-\u9fff]{2,8}?)中/gu;
const PART = -3;

/** Whether the sentence up to a value counts over a part of what the question asks about. */
function countsOverPart(before: string, words: readonly string[]): boolean {
  return Array.from(before.matchAll(PART_BASE)).some(
    ([, base]) => !words.some((word) => word.includes(base!.slice(0, 2))),
  );
}

/** 未复产企业133户: what is not done is asked for by what is not done, and only by that. */
const NEGATION = /没有?(?!有)|未|尚未|不(?=开|能|复)|\bnot\b|n't\b|\bnever\b|\byet to\b|않|못|안 /u;
const NEGATED_VALUE = /(?:未|没有?|尚未|不)[^,、。;\d]{0,8}$/u;
const POLARITY = -4;

/** 2月1日单向封闭的出口: a date inside an attribute of something else. */
const ATTRIBUTIVE = /^[^,。;]{2,8}的[^,。;]/;

/** 3月9日公布, 12月11日从集团获悉: the day of the news, not of what it tells. */
const ANNOUNCED = /^[^,。;]{0,8}?(?:公布|发布|宣布|通报|印发|下发|下达|出台|召开|获悉|了解到|报道|介绍)/u;
const ANNOUNCING = /公布|发布|宣布|通报|印发|下发|出台|召开|获悉|报道|介绍|announce|publish|issue|release|발표|공포/u;

/** 截至2月14日: the day on which figures held. */
const AS_OF_BEFORE = /截[至止]到?$/u;
const AS_OF_ASKED = /截[至止]|数据|统计|数字|as of|figures|data|기준|통계/u;

const ATTRIBUTE = -4;
const MONTHLESS = -1;

/**
 * A date in an attribute dates something else, unless what is asked stands there and does not begin elsewhere in the
 * sentence (解除了…封闭的出口); one without its month is said better nearby. `words`: the question, and what its words mean.
 */
function datePenalty(
  value: string,
  { before, after, sentence }: { before: string; after: string; sentence: string },
  asked: string,
  words: readonly string[],
): number {
  const attribute = ATTRIBUTIVE.exec(after)?.[0];
  const [first, ...others] = bigramsOf(asked);
  const since = before.slice(before.search(/[日时][^日时]*$/u) + 1);
  const meanings = words.slice(1);
  const isAsked = (one: string) =>
    (first !== undefined &&
      (one.includes(first) ||
        (others.some((pair) => one.includes(pair)) && !sentence.replace(one, "").includes(first)))) ||
    (meanings.some((word) => one.includes(word)) && !meanings.some((word) => since.includes(word)));
  const isOther = attribute !== undefined && !isAsked(attribute);
  const isNews = ANNOUNCED.test(after) && !words.some((word) => ANNOUNCING.test(word));
  const isAsOf = AS_OF_BEFORE.test(before) && !AS_OF_ASKED.test(words[0]!);
  return (isOther ? ATTRIBUTE : 0) + (isNews || isAsOf ? ATTRIBUTE : 0) + (/^\d+日/u.test(value) ? MONTHLESS : 0);
}

/** Weights of the words before and after a value. In Chinese a date stands before its verb; what a figure counts stands before it when the question ends by asking for it. */
function sidesOf({ kind, focus }: ValueInput): { before: number; after: number } {
  if (kind === "when") return { before: 0.6, after: 1 };
  return /[\p{L}\p{N}]/u.test(focus.after) ? { before: 1, after: 1 } : { before: 1, after: 0.5 };
}

/** The values of the asked kind in the best sentences, best first: near the question's words, with the asked unit, and not stated by the question itself. */
export function rankValues(
  input: ValueInput,
  sentences: SentenceCandidate[],
  foldedAt: (start: number, end: number) => string,
): ValueCandidate[] {
  const total = Math.max(1e-6, input.weights.bigramTotal);
  const sides = sidesOf(input);
  const isNegated = NEGATION.test(input.question);
  return sentences
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, SENTENCES)
    .flatMap((sentence, rank) => {
      const block = makeBlock(input, [sentence], 0, rank, foldedAt);
      const rivals = block.values.filter(({ start, end }) => mayAnswer(input, block.folded.slice(start, end)));
      const levels = input.kind === "when" ? [STATEMENTS] : [CLAUSES, STATEMENTS];
      const alignments = alignValues(block.folded, rivals, input.names, levels);
      const mismatches = respectively(block.folded, block.values, input.names);
      return block.values.map((value, index): ValueCandidate => {
        const { start, end, stated, unitAsked } = value;
        const alignment = mismatches[index]! + (alignments[rivals.indexOf(value)] ?? 0);
        const pull = (sides.before * block.pullBefore[start]! + sides.after * block.pullAfter[end]!) / total;
        const logit = Math.log((sentence.probability + 1e-3) / (1 - sentence.probability + 1e-3));
        const after = block.folded.slice(end, end + CONTEXT);
        const before = block.folded.slice(Math.max(0, start - CONTEXT), start);
        const focus = runPull(input.focus.before, before, true) + runPull(input.focus.after, after, false);
        const object = Math.max(0, ...input.counted.map((one) => objectPull({ before, after }, one)));
        const extra =
          FOCUS * focus +
          OBJECT * object +
          basePenalty(after, input.question) +
          (CHANGED_BEFORE.test(before) && CHANGED_AFTER.test(after) ? CHANGED : 0) +
          (input.kind === "when"
            ? datePenalty(
                block.folded.slice(start, end),
                { before, after, sentence: block.folded },
                input.focus.after,
                input.words,
              )
            : 0);
        const wholeBefore = block.folded.slice(0, start);
        const part = countsOverPart(wholeBefore, input.words) ? PART : 0;
        const polarity = NEGATED_VALUE.test(wholeBefore) === isNegated ? 0 : POLARITY;
        const score =
          alignment +
          part +
          polarity +
          extra +
          PULL * pull +
          unitBonus(value, input, block.folded.slice(start, end)) +
          (input.kind === "number" && block.folded[end - 1] === "%" ? SHARE : 0) +
          (stated ? STATED : 0) +
          SENTENCE * logit;
        return {
          start: sentence.start + start,
          end: sentence.start + end,
          sentence,
          stated,
          unitAsked,
          isOthers: alignment <= MISMATCHED,
          before,
          after,
          score,
        };
      });
    })
    .sort((a, b) => b.score - a.score || a.start - b.start);
}

/** A share is no number of things, unless it is asked for. */
const SHARE = -3;

/** Whether a value may be what is asked for, as far as its unit tells. */
function mayAnswer({ unit, kind }: ValueInput, value: string): boolean {
  return unit === null || kind === "duration" || isCompatible(unitOf(value), unit);
}

/** 33户 answers 几家 nearly as well as 33家; 个 counts anything. */
function unitBonus({ unitAsked }: { unitAsked: boolean }, { unit, kind, counted }: ValueInput, value: string): number {
  if (unitAsked) return UNIT_ASKED;
  if (unit === null && kind === "number") return counterBonus(unitOf(value), countersOf(counted));
  return unit !== null && unit !== "个" && !value.endsWith("个") && isCompatible(unitOf(value), unit) ? LIKE_UNIT : 0;
}

/** 5条 counts no passengers. */
const OTHER_COUNTER = -3;

function counterBonus(counter: string, expected: readonly string[] | null): number {
  if (expected === null) return 0;
  return expected.some((unit) => isUnit(counter, unit)) ? LIKE_UNIT : OTHER_COUNTER;
}

const SEPARATOR = /[、,;。:]|和/u;

/** How well a value fits one of several things asked about: named in its own list item, or else somewhere near. */
export function objectPull(value: Pick<ValueCandidate, "before" | "after">, object: string): number {
  const item = Math.max(
    runPull(object, value.after.split(SEPARATOR)[0]!, false),
    runPull(object, value.before.split(SEPARATOR).at(-1)!, true),
  );
  return Math.max(item, 0.4 * Math.max(runPull(object, value.after, false), runPull(object, value.before, true)));
}

/** The share of a run's bigrams in the text, each decayed by its distance from the value. `text` ends (or starts) at it. */
function runPull(run: string, text: string, atEnd: boolean): number {
  let pull = 0;
  let count = 0;
  for (let index = 1; index < run.length; index++) {
    const pair = run.slice(index - 1, index + 1);
    if (!/^[\p{L}\p{N}]{2}$/u.test(pair)) continue;
    count++;
    const at = atEnd ? text.lastIndexOf(pair) : text.indexOf(pair);
    if (at < 0) continue;
    const between = atEnd ? text.slice(at + 2) : text.slice(0, at);
    pull += Math.exp(-between.length / FOCUS_NEARNESS) * (/[、,;。]/u.test(between) ? ACROSS : 1);
  }
  return count === 0 ? 0 : pull / Math.min(count, 3);
}
