import type { GapPulls } from "./asking.ts";
import type { Block, BlockInput } from "./block.ts";
import { kindCode } from "./sentence-features.ts";
import { SENTENCE_END } from "./span-edges.ts";
import type { Asked, End, Start } from "./span-ends.ts";

export const SPAN_FEATURES = [
  "probability",
  "meanProbability",
  "sumProbability",
  "belowBest",
  "sentenceRank",
  "massInside",
  "massBefore25",
  "massAfter15",
  "massBeforeInSentence",
  "contextMass",
  "unitShare",
  "unitShareOfHead",
  "unitShareOfTail",
  "length",
  "commas",
  "enumerationCommas",
  "sentences",
  "startKind",
  "endKind",
  "unbalanced",
  "kind",
  "values",
  "valueShare",
  "unitAsked",
  "pull",
  "statedValues",
  "startPosition",
  "wholeSentences",
  "sentenceLength",
  "passageShare",
  "own",
  "inContext",
  "previousEndsWithColon",
  "restOfSentence",
  "firstUnitInQuestion",
  "clauseMassBefore",
  "quoted",
  "colonInside",
  "enumeratorAtStart",
  "articleProbability",
  "articleShortfall",
  "coverage",
  "questionLength",
  "massAfterInSentence",
  "probabilityDensity",
  "lastProbability",
  "nextProbability",
  "previousProbability",
  "gapBefore",
  "gapAfter",
  "gapAfterMetBefore",
  "gapBeforeMetAfter",
  "sharedBefore",
  "sharedAfter",
  "expectedLength",
  "lengthBeyondExpected",
  "startOdds",
  "endOdds",
  "firstClauseMass",
  "nextIsEnumerated",
  "likeness",
  "likenessOfSentence",
  "isBareLine",
  "localShare",
] as const;

/** Probabilities of the best sentence, and of the one before a block. */
export interface Beside {
  best: number;
  previous: number;
}

/** What the spans of a block are measured against. */
interface Measure {
  input: Asked;
  block: Block;
  pulls: GapPulls;
  /** Summed log-odds of answers before each position (answer-style.ts). */
  likenesses: Float32Array;
  beside: Beside;
}

/** Computes in place what all spans of a block share. */
export function measureBlock(f: Float32Array, { input, block, beside }: Measure): void {
  const { sentence, bounds } = block;
  f[0] = sentence.probability;
  f[3] = beside.best - sentence.probability;
  f[4] = block.rank;
  f[9] = sentence.features[6]!;
  f[20] = kindCode(input.kind);
  f[28] = Math.log(bounds[0]!.end + 1);
  f[29] = sentence.passageShare;
  f[30] = sentence.features[1]!;
  f[31] = sentence.features[2]!;
  f[32] = sentence.features[17]!;
  f[39] = sentence.features[13]!;
  f[40] = sentence.features[14]!;
  f[41] = sentence.features[5]!;
  f[42] = input.question.length;
  f[47] = beside.previous;
  f[54] = input.expectedLength;
  f[61] = sentence.features[30]!;
  // Headings and signatures end without a stop.
  f[62] = /[。!?;]$/u.test(sentence.folded) ? 0 : 1;
  f[63] = sentence.features[33]!;
}

/** Computes in place what all spans of a block share that begin at one place. */
export function measureStart(f: Float32Array, { input, block, pulls }: Measure, start: Start): void {
  const { mass, bounds, folded } = block;
  const { at } = start;
  const total = Math.max(1e-6, input.weights.bigramTotal);
  f[6] = (mass[at]! - mass[Math.max(0, at - 25)]!) / total;
  f[8] = mass[at]! / total;
  f[17] = start.kind;
  f[26] = at / Math.max(1, bounds[0]!.end);
  f[34] = input.weights.rankOf(folded.charCodeAt(at)) === 0 ? 0 : 1;
  f[35] = (mass[at]! - mass[start.clause]!) / total;
  f[48] = pulls.before[at]! / total;
  f[50] = pulls.afterMetBefore[at]! / total;
  f[52] = start.shared;
  f[56] = start.odds;
}

/** Computes in place what tells a span from the others that begin where it does. */
export function measureSpan(f: Float32Array, measure: Measure, start: Start, end: End): void {
  const { input, block, pulls, likenesses } = measure;
  measureText(f, input, block, start, end);
  measureGap(f, input, pulls, end);
  measureNeighbours(f, block, start, end);
  // The last bigram inside begins one before the end.
  const bigrams = end.at - start.at - 1;
  f[60] = bigrams < 1 ? 0 : (likenesses[end.at - 1]! - likenesses[start.at]!) / bigrams;
}

function measureText(f: Float32Array, input: BlockInput, block: Block, from: Start, to: End): void {
  const { folded, mass, units, bounds } = block;
  const [start, end] = [from.at, to.at];
  const length = end - start;
  const limit = bounds[0]!.end;
  const last = folded.length;
  const total = Math.max(1e-6, input.weights.bigramTotal);
  const head = Math.min(end, start + 6);
  const tail = Math.max(start, end - 6);
  const sum = to.sum;
  const touched = to.last + 1;
  f[1] = sum / touched;
  f[2] = sum;
  f[5] = (mass[end]! - mass[start]!) / total;
  f[7] = (mass[Math.min(last, end + 15)]! - mass[end]!) / total;
  f[10] = (units[end]! - units[start]!) / length;
  f[11] = (units[head]! - units[start]!) / (head - start);
  f[12] = (units[end]! - units[tail]!) / (end - tail);
  f[13] = Math.log(length);
  f[14] = block.commas[end]! - block.commas[start]!;
  f[15] = block.enumerationCommas[end]! - block.enumerationCommas[start]!;
  f[16] = touched;
  f[18] = to.kind;
  f[19] = block.depth[end]! - block.depth[start]!;
  measureValues(f, block, start, end, input.unit !== null);
  f[24] = (block.pullBefore[start]! + block.pullAfter[end]!) / total;
  f[27] = start === 0 && to.kind === SENTENCE_END ? 1 : 0;
  f[33] = Math.max(0, bounds[touched - 1]!.end - end);
  f[36] = from.afterOpening && to.beforeClosing ? 1 : 0;
  f[37] = block.colons[end]! - block.colons[start]!;
  f[38] = length >= from.enumeratorLength ? 1 : 0;
  f[43] = (mass[Math.max(end, limit)]! - mass[end]!) / total;
  f[44] = sum / length;
}

/** How well the end fills the gap of the question, and how like an answer the span looks. */
function measureGap(f: Float32Array, asked: Asked, pulls: GapPulls, end: End): void {
  const total = Math.max(1e-6, asked.weights.bigramTotal);
  f[49] = pulls.after[end.at]! / total;
  f[51] = pulls.beforeMetAfter[end.at]! / total;
  f[53] = end.shared;
  f[55] = f[13]! - asked.expectedLength;
  f[57] = end.odds;
}

/** What the sentences at the end of the span and after it say. */
function measureNeighbours(f: Float32Array, { bounds, mass }: Block, start: Start, end: End): void {
  f[45] = bounds[end.last]!.probability;
  f[46] = bounds[end.last + 1]?.probability ?? 0;
  const clauseEnd = Math.min(start.clauseEnd, end.at);
  f[58] = (mass[clauseEnd]! - mass[start.at]!) / (clauseEnd - start.at);
  f[59] = end.nextIsEnumerated ? 1 : 0;
}

function measureValues(f: Float32Array, block: Block, start: number, end: number, unitAsked: boolean): void {
  f[21] = f[22] = f[25] = 0;
  f[23] = unitAsked ? 0 : 0.5;
  for (const value of block.values) {
    if (value.start < start || value.end > end) continue;
    f[21]++;
    f[22] += (value.end - value.start) / (end - start);
    if (value.unitAsked) f[23] = 1;
    if (value.stated) f[25]++;
  }
}
