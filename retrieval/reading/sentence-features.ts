import type { AnswerKind } from "../question/kind.ts";
import { shippedStyle } from "./answer-style.ts";
import type { QuestionWeights } from "./question-weights.ts";
import { findValues, isValueKind } from "./values.ts";

/** Features of a sentence in the order of its vector; those named first are set while candidates are chosen. */
export const SENTENCE_FEATURES = [
  "passageShare",
  "own",
  "inContext",
  "previousOwn",
  "nextOwn",
  "coverage",
  "contextCoverage",
  "longestRun",
  "expectedValue",
  "valueMissing",
  "length",
  "position",
  "firstSentence",
  "articleProbability",
  "articleShortfall",
  "numbersOfQuestion",
  "endsWithColon",
  "followsColon",
  "enumerator",
  "duplicateOfQuestion",
  "kind",
  "passageRank",
  "neighbourCoverage",
  "clauseHeadingCoverage",
  "clauseHeadingDistance",
  "isClauseHeading",
  "worthShare",
  "worthRank",
  "distanceFromWorthiest",
  "worth",
  "answerLikeness",
  "localCoverage",
  "localNeighbours",
  "localShare",
  "novelCoverage",
] as const;

const KIND_CODE: Record<AnswerKind, number> = {
  when: 0,
  duration: 1,
  percent: 2,
  money: 3,
  number: 4,
  telephone: 5,
  address: 6,
  who: 7,
  where: 8,
  yesno: 9,
  why: 10,
  what: 11,
  list: 12,
  how: 13,
};

/** Kinds as a number, neighbours alike, so that one threshold of a tree separates values from longer answers. */
export function kindCode(kind: AnswerKind): number {
  return KIND_CODE[kind];
}

/** What the question says to the features. */
interface Asked {
  weights: QuestionWeights;
  kind: AnswerKind;
  /** Numbers and dates of the folded question. */
  numbers: string[];
}

/** The features that the choice of candidates does not rest on. */
export function describe(folded: string, f: Float32Array, { weights, kind, numbers }: Asked): void {
  const value = isValueKind(kind) ? findValues(folded, kind).length : 0;
  f[8] = isValueKind(kind) ? Math.min(3, value) : 0.5;
  f[9] = isValueKind(kind) && value === 0 ? 1 : 0;
  f[10] = Math.log(folded.length + 1);
  f[15] = numbers.length === 0 ? 0.5 : numbers.filter((number) => folded.includes(number)).length / numbers.length;
  f[16] = /[::]$/.test(folded) ? 1 : 0;
  f[18] = /^(\(?[一二三四五六七八九十\d]{1,3}[)、.]|[一二三四五六七八九]是)/.test(folded) ? 1 : 0;
  measureShared(folded, f, weights);
  f[20] = kindCode(kind);
  f[30] = shippedStyle().likeness(folded);
}

/** A sentence measured so far: with its own score and that in its context, as shares of the best. */
interface Measured {
  sentence: number;
  article: number;
  features: Float32Array;
}

/** How each sentence stands among those of its article: its worth beside the worthiest, and how far it is from that. */
export function compareWithinArticles(all: readonly Measured[]): void {
  for (let from = 0, to = 0; from < all.length; from = to) {
    while (to < all.length && all[to]!.article === all[from]!.article) to++;
    const worths = new Float64Array(to - from);
    for (let at = 0; at < worths.length; at++) worths[at] = worth(all[from + at]!);
    // Numbers sort ten times faster without a function that compares.
    const sorted = worths.toSorted();
    const bar = sorted.at(-FARTHEST) ?? -Infinity;
    const worthiest = worths.indexOf(sorted.at(-1)!);
    for (let at = 0; at < worths.length; at++) {
      const { sentence, features: f } = all[from + at]!;
      f[29] = worths[at]!;
      f[26] = f[29]! / Math.max(1e-6, worths[worthiest]!);
      f[27] = worths[at]! < bar ? FARTHEST : Math.min(FARTHEST, rankAmong(worths, sorted, at));
      f[28] = Math.max(-FARTHEST, Math.min(FARTHEST, sentence - all[from + worthiest]!.sentence));
    }
  }
}

const FARTHEST = 20;

/** How many are greater than the one given, or equal and before it. `sorted`: the same, ascending. */
function rankAmong(values: Float64Array, sorted: Float64Array, at: number): number {
  const value = values[at]!;
  let rank = 0;
  while (sorted[sorted.length - 1 - rank]! > value) rank++;
  if (sorted[sorted.length - 2 - rank] === value)
    for (let other = 0; other < at; other++) if (values[other] === value) rank++;
  return rank;
}

function worth({ features }: Measured): number {
  return features[1]! + features[2]!;
}

/** Code units of the longest run that also runs through the question's bigrams, and the share of those that stand in the question. */
function measureShared(folded: string, f: Float32Array, weights: QuestionWeights): void {
  let [longest, run, shared, before] = [0, 0, 0, 0];
  for (let index = 0; index < folded.length; index++) {
    const unit = folded.charCodeAt(index);
    const rank = weights.rankOf(unit);
    if (rank !== 0) shared++;
    const bigram = before === 0 || rank === 0 ? -1 : weights.bigramAfter(before, unit);
    run = bigram >= 0 && weights.worths[bigram]! > 0 ? run + 1 : 0;
    if (run > longest) longest = run;
    before = rank;
  }
  f[7] = longest;
  f[19] = shared / Math.max(1, folded.length);
}
