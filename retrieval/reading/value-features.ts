import type { Question } from "../question/question.ts";
import type { BlockValue, ValueBlock } from "./block.ts";
import { logOdds } from "./linear-model.ts";
import type { SentenceCandidate } from "./sentences.ts";
import { alignValues, CLAUSES, respectively, STATEMENTS } from "./value-alignment.ts";
import { type DateAsked, datesOther } from "./value-dates.ts";
import { nearnessOf, type SaidAt } from "./value-nearness.ts";
import { countedPull, pairsOf, runPull } from "./value-pulls.ts";
import { countersOf, countsOthers, isCompatible, isCountIn, isUnit, unitOf } from "./values.ts";

/** Features of a value in the order of its vector; 0 or 1 where nothing else is said. */
export const VALUE_FEATURES = [
  // Log-odds: what value-alignment.ts says of the value among its neighbours, and the sentence's probability.
  "alignment",
  "mismatch",
  "sentence",
  // 0 to 1: share of the numbers and dates of the question that the sentence states; .5 when it has none.
  "numbersShared",
  // The sentence states a count that the question states: 50家 asks of 50户重点企业.
  "countShared",
  // 0 to 1: share of what the question is about in the sentence; also in the texts around it; in the value's clause.
  "ownSupport",
  "support",
  "clauseSupport",
  // 0 to 1: share of the value's clause that the question says too.
  "clausePrecision",
  // 0 to 1: how near what the question is about stands.
  "nearness",
  // How near the words stand that stand beside the one that asks (0 to 2), and those for what is counted (0 to 1).
  "focus",
  "object",
  "unitAsked",
  "likeUnit",
  "otherCounter",
  "stated",
  "share",
  "base",
  "baseAsked",
  "baseAlone",
  "changedFrom",
  "overPart",
  "otherPolarity",
  "otherDate",
  "monthless",
  // How many values the sentence has, at most 6.
  "values",
] as const;

/** How far on either side of a value its words are looked for, in code units. */
const CONTEXT = 28;
/** 46户中复工28户: what is counted over is asked for by who asks for all. */
const BASE_AFTER = /^[^,。;\d]{0,8}中(?![旬国央小心])/u;
/** What was done by some of them stands within so many code units. */
const DONE_LENGTH = 12;
const TOTAL_ASKED =
  /总共|一共|总数|总计|共有|共(?=多少|几)|全部有|\bare there\b|\btotal\b|altogether|(?:모두|전부|총) ?몇|몇 ?(?:곳|개|명|대|집|호)[이가]? ?있/u;
/** 由9条增加到14条: what it was before is seldom asked for. */
const CHANGED_BEFORE = /[由从][^\d,。;]{0,3}$/u;
const CHANGED_AFTER = /^(?:大幅|进一步)?(?:增|减|缩|降|升|提|延|调|扩|压)[^\d,。;]{0,4}[到至为]/u;
/** 50户重点企业中有33户: a figure over a part of the things, named by a modifier that the question does not use. */
const PART_BASE = /\d+[户家个名辆]([\u4e00-\u9fff]{2,8}?)中/gu;
/** 未复产企业133户: what is not done is asked for by what is not done, and only by that. */
const NEGATION = /没有?(?!有)|未|尚未|不(?=开|能|复)|\bnot\b|n't\b|\bnever\b|\byet to\b|않|못|안 /u;
/** 过半了没有 asks, and denies nothing. */
const ASKING_NOT = /没有?[?。!]*$/u;
const NEGATED_VALUE = /(?:未|没有?|尚未|不)[^,、。;\d]{0,8}$/u;

/** What of the question the features look at, computed once. */
export interface ValueAsked {
  question: Question;
  /** What its words mean, in Chinese. */
  meanings: readonly string[];
  counters: readonly string[] | null;
  /** Pairs of characters: of what stands before and after the word that asks, and of each of the things counted. */
  focusBefore: readonly string[];
  focusAfter: readonly string[];
  counted: readonly (readonly string[])[];
  isNegated: boolean;
  isTotalAsked: boolean;
}

export function valueAsked(question: Question): ValueAsked {
  return {
    question,
    meanings: question.concepts.flatMap(({ chinese }) => chinese),
    counters: countersOf(question.counted),
    focusBefore: pairsOf(question.focus.before),
    focusAfter: pairsOf(question.focus.after),
    counted: question.counted.map(pairsOf),
    isNegated: NEGATION.test(question.folded.replace(ASKING_NOT, "")),
    isTotalAsked: TOTAL_ASKED.test(question.folded),
  };
}

/** A value with what speaks for it. */
export interface MeasuredValue extends BlockValue {
  /** The text on either side of it, folded. */
  before: string;
  after: string;
  features: number[];
}

/** Measures the values of a sentence. `said`: where it names what the question is about; `support`: how much of that it shares. */
export function measureValues(
  block: ValueBlock,
  sentence: SentenceCandidate,
  asked: ValueAsked,
  said: SaidAt,
  support: { own: number; near: number },
): MeasuredValue[] {
  const { folded, values } = block;
  const { question } = asked;
  const rivals = values.filter(({ start, end }) => mayAnswer(question, folded.slice(start, end)));
  const levels = question.kind === "when" ? [STATEMENTS] : [CLAUSES, STATEMENTS];
  // A part of what the question says names a thing; a part of another word for it may be another word: 全省 of 全省各地.
  const names = question.names.filter((name) => question.folded.includes(name) || folded.includes(name));
  const alignments = alignValues(folded, rivals, names, levels);
  const isList = question.distributive || question.objects.length > 1;
  const mismatches = isList ? values.map(() => 0) : respectively(folded, values, question.names);
  const isCountShared = Number(question.numbers.some((number) => isCountIn(folded, number, question.folded)));
  const logit = logOdds(sentence.probability);
  return values.map((value, index) => {
    const { start, end } = value;
    const text = folded.slice(start, end);
    const before = folded.slice(Math.max(0, start - CONTEXT), start);
    const after = folded.slice(end, end + CONTEXT);
    const nearness = nearnessOf(block, value, said);
    const features = [
      alignments[rivals.indexOf(value)] ?? 0,
      mismatches[index]!,
      logit,
      sentence.features[15]!,
      isCountShared,
      support.own,
      support.near,
      nearness.clause,
      nearness.precision,
      nearness.mean,
      runPull(asked.focusBefore, before, true) + runPull(asked.focusAfter, after, false),
      countedPull(asked.counted, before, after),
      ...unitFeatures(value, text, asked),
      Number(value.stated),
      Number(question.kind === "number" && text.endsWith("%")),
      ...formFeatures({ before, after, whole: folded.slice(0, start) }, asked),
      ...dateFeatures(text, { before, after, sentence: folded }, asked),
      Math.min(6, values.length),
    ];
    return { ...value, before, after, features };
  });
}

/** unitAsked, likeUnit, otherCounter: 33户 answers 几家 nearly as well as 33家; 个 counts anything; 5条 counts no passengers. */
function unitFeatures({ unitAsked }: BlockValue, text: string, { question, counters }: ValueAsked): number[] {
  const { unit, kind } = question;
  const own = unitOf(text);
  if (unitAsked) return [1, 0, 0];
  if (unit === null && kind === "number" && counters !== null) {
    const counts = counters.some((one) => isUnit(own, one));
    return [0, Number(counts), Number(!counts)];
  }
  if (unit === null && kind === "number" && countsOthers(own, question.counted)) return [0, 0, 1];
  return [0, Number(unit !== null && unit !== "个" && !text.endsWith("个") && isCompatible(own, unit)), 0];
}

/** base, baseAsked, baseAlone, changedFrom, overPart, otherPolarity */
function formFeatures(
  { before, after, whole }: { before: string; after: string; whole: string },
  { question, meanings, isNegated, isTotalAsked }: ValueAsked,
): number[] {
  const isBase = BASE_AFTER.test(after);
  const words = [question.folded, ...meanings];
  // Who does not name what part of them did asks for all.
  const done = after
    .replace(/^[^,。;]{0,8}中/u, "")
    .slice(0, DONE_LENGTH)
    .split(/[,;。]/u)[0]!;
  const isDoneNamed = words.some((word) => namesDone(word, done));
  const overPart = Array.from(whole.matchAll(PART_BASE)).some(
    ([, base]) => !words.some((word) => word.includes(base!.slice(0, 2))),
  );
  return [
    isBase && !isTotalAsked && isDoneNamed,
    isBase && isTotalAsked,
    isBase && !isTotalAsked && !isDoneNamed,
    CHANGED_BEFORE.test(before) && CHANGED_AFTER.test(after),
    overPart,
    NEGATED_VALUE.test(whole) !== isNegated,
  ].map(Number);
}

/** Whether a word of what the question means, or the question itself, is said in what was done: 复工28户. */
function namesDone(words: string, done: string): boolean {
  if (words.length === 2) return done.includes(words);
  for (let at = 1; at < done.length; at++) {
    if (isIdeograph(done, at - 1) && isIdeograph(done, at) && words.includes(done.slice(at - 1, at + 1))) return true;
  }
  return false;
}

function isIdeograph(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0x4e00 && unit <= 0x9fff;
}

/** otherDate, monthless */
function dateFeatures(
  text: string,
  around: { before: string; after: string; sentence: string },
  { question, meanings }: ValueAsked,
): number[] {
  if (question.kind !== "when") return [0, 0];
  const asked: DateAsked = { question: question.folded, after: question.focus.after, meanings };
  return [datesOther(around, asked), /^\d+日/u.test(text)].map(Number);
}

/** Whether a value may be what is asked for, as far as its unit tells. */
function mayAnswer({ unit, kind }: Question, value: string): boolean {
  return unit === null || kind === "duration" || isCompatible(unitOf(value), unit);
}
