import type { QuestionWeights } from "./question-weights.ts";
import type { SentenceCandidate } from "./sentences.ts";
import { findValues, isUnit, unitOf } from "./values.ts";
import type { AnswerKind } from "../question/kind.ts";

/**
 * A sentence and those that follow it, as one folded text that spans are cut from, with running sums so that any span
 * is measured in constant time. Positions are relative to the sentence's start; arrays have at least one entry more than
 * units. They hold until the next block is laid out.
 */
export interface Block {
  sentence: SentenceCandidate;
  /** Rank of the sentence among the question's, from 0. */
  rank: number;
  folded: string;
  bounds: { start: number; end: number; probability: number }[];
  /** Summed weights of the question's bigrams that begin before each position. */
  mass: Float32Array;
  /** Summed code units that stand in the question. */
  units: Uint16Array;
  commas: Uint16Array;
  enumerationCommas: Uint16Array;
  colons: Uint16Array;
  /** Open brackets and quotation marks less closed ones. */
  depth: Int16Array;
  /** Pull of the question words before (after) each position: weights decayed by distance. */
  pullBefore: Float32Array;
  pullAfter: Float32Array;
  values: BlockValue[];
}

/** What of a block the values of a sentence are measured by. */
export type ValueBlock = Pick<Block, "folded" | "mass" | "values">;

/** A value of the asked kind. */
export interface BlockValue {
  start: number;
  end: number;
  /** The question itself states it. */
  stated: boolean;
  /** It carries the unit asked for. */
  unitAsked: boolean;
}

export const OPEN = "“《(「『【‘";
export const CLOSE = "”》)」』】’";
/** Longest answer in code units. */
export const MOST_LENGTH = 300;
/** A span may run on into so many sentences. */
const FOLLOWING = 4;
/** Decay of a question word's pull, in code units: 12 was best for dates and numbers. */
const NEARNESS = 12;

export interface BlockInput {
  weights: QuestionWeights;
  kind: AnswerKind;
  /** The question, folded. */
  question: string;
  unit: string | null;
}

/** What a comma or a stop between a word and a place takes from the word's pull. */
const CLAUSE_DAMPING = 0.5;

/** What a code unit is to a block, as bits. */
const COMMA = 1;
const ENUMERATION_COMMA = 2;
const COLON = 4;
const OPENS = 8;
const CLOSES = 16;
const CLAUSE_END = 32;
const marks = new Uint8Array(65_536);
for (const [bit, units] of [
  [COMMA, ","],
  [ENUMERATION_COMMA, "、"],
  [COLON, ":"],
  [OPENS, OPEN],
  [CLOSES, CLOSE],
  [CLAUSE_END, ",、;。"],
] as const)
  for (const unit of units) marks[unit.charCodeAt(0)]! |= bit;

/** Lays out `sentences[at]` and what follows it in the same section without a gap. */
export function makeBlock(
  input: BlockInput,
  sentences: SentenceCandidate[],
  at: number,
  rank: number,
  foldedAt: (start: number, end: number) => string,
): Block {
  const sentence = sentences[at]!;
  const bounds = [{ start: 0, end: sentence.end - sentence.start, probability: sentence.probability }];
  for (let next = at + 1; next < sentences.length && bounds.length <= FOLLOWING; next++) {
    const following = sentences[next]!;
    const consecutive =
      following.sentence === sentence.sentence + bounds.length && following.section === sentence.section;
    if (!consecutive || following.start - sentence.start > MOST_LENGTH) break;
    bounds.push({
      start: following.start - sentence.start,
      end: following.end - sentence.start,
      probability: following.probability,
    });
  }
  const folded = foldedAt(sentence.start, sentence.start + bounds.at(-1)!.end);
  return { sentence, rank, folded, bounds, ...sums(folded, input.weights), values: valuesOf(folded, input) };
}

/** Lays out a single sentence to measure its values; null where it has none. */
export function makeValueBlock(input: BlockInput, folded: string): ValueBlock | null {
  const values = valuesOf(folded, input);
  if (values.length === 0) return null;
  const worths = pairWorths(folded, input.weights);
  const mass = new Float32Array(folded.length + 1);
  for (let index = 0; index < folded.length; index++) mass[index + 1] = mass[index]! + worths[index]!;
  return { folded, mass, values };
}

/** 2月9日12时: a question that names the day and asks for no time has stated it. */
const TIME_OF_DAY = /(?<=日)(?:[上下]午)?\d{1,2}[时点].*$/u;

function valuesOf(folded: string, input: BlockInput): BlockValue[] {
  const asksTime = /几[点时]|what time|몇 ?시/u.test(input.question);
  return findValues(folded, input.kind).map(({ start, end }) => {
    const text = folded.slice(start, end);
    return {
      start,
      end,
      stated: input.question.includes(asksTime ? text : text.replace(TIME_OF_DAY, "")),
      unitAsked: input.unit !== null && isUnit(unitOf(text), input.unit),
    };
  });
}

/** What the bigram that begins at each position is worth. Valid until the next call. */
function pairWorths(folded: string, weights: QuestionWeights): Float64Array {
  const length = folded.length;
  if (worthsOfPairs.length < length) worthsOfPairs = new Float64Array(2 * length);
  const worths = worthsOfPairs;
  let nextRank = length === 0 ? 0 : weights.rankOf(folded.charCodeAt(0));
  for (let index = 0; index < length; index++) {
    const rank = nextRank;
    worths[index] = 0;
    if (index + 1 === length) break;
    const next = folded.charCodeAt(index + 1);
    nextRank = weights.rankOf(next);
    if (rank === 0 || nextRank === 0) continue;
    const bigram = weights.bigramAfter(rank, next);
    if (bigram >= 0) worths[index] = weights.worths[bigram]!;
  }
  return worths;
}

let worthsOfPairs = new Float64Array(1024);

/** The sums of a block, which are overwritten by those of the next: arrays of their own would be most of a question's garbage. */
let sumsOf = roomFor(1024);

function roomFor(length: number) {
  return {
    length,
    mass: new Float32Array(length + 1),
    units: new Uint16Array(length + 1),
    commas: new Uint16Array(length + 1),
    enumerationCommas: new Uint16Array(length + 1),
    colons: new Uint16Array(length + 1),
    depth: new Int16Array(length + 1),
    pullBefore: new Float32Array(length + 1),
    pullAfter: new Float32Array(length + 1),
  };
}

function sums(folded: string, weights: QuestionWeights) {
  const { length } = folded;
  if (sumsOf.length < length) sumsOf = roomFor(2 * length);
  // What stands before the first position is 0 in each.
  const { mass, units, commas, enumerationCommas, colons, depth, pullBefore, pullAfter } = sumsOf;
  const worths = pairWorths(folded, weights);
  const decay = Math.exp(-1 / NEARNESS);
  for (let index = 0; index < length; index++) {
    const unit = folded.charCodeAt(index);
    const mark = marks[unit]!;
    mass[index + 1] = mass[index]! + worths[index]!;
    units[index + 1] = units[index]! + (weights.rankOf(unit) === 0 ? 0 : 1);
    commas[index + 1] = commas[index]! + (mark & COMMA ? 1 : 0);
    enumerationCommas[index + 1] = enumerationCommas[index]! + (mark & ENUMERATION_COMMA ? 1 : 0);
    colons[index + 1] = colons[index]! + (mark & COLON ? 1 : 0);
    depth[index + 1] = depth[index]! + (mark & OPENS ? 1 : mark & CLOSES ? -1 : 0);
    pullBefore[index + 1] = (pullBefore[index]! + worths[index]!) * decay * (mark & CLAUSE_END ? CLAUSE_DAMPING : 1);
  }
  pullAfter[length] = 0;
  for (let index = length - 1; index >= 0; index--) {
    const damping = marks[folded.charCodeAt(index)]! & CLAUSE_END ? CLAUSE_DAMPING : 1;
    pullAfter[index] = (pullAfter[index + 1]! + mass[index + 1]! - mass[index]!) * decay * damping;
  }
  return { mass, units, commas, enumerationCommas, colons, depth, pullBefore, pullAfter };
}
