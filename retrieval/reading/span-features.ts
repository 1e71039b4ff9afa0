import type { AnswerStyle } from "./answer-style.ts";
import { type Gap, type GapPulls, sharedEnd, sharedStart } from "./asking.ts";
import { type Block, type BlockInput, CLOSE, OPEN } from "./block.ts";
import { type Edge, SENTENCE_END } from "./span-edges.ts";
import { kindCode } from "./sentence-features.ts";

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
] as const;

const CLAUSE_END = ",;:。!?";
const ENUMERATOR = /^(\(?[一二三四五六七八九十\d]{1,3}[)、.]|[一二三四五六七八九]是)/;

/** What the question says to the features of spans. */
export interface Asked extends BlockInput {
  gap: Gap;
  /** Expected ln of the answer's length. */
  expectedLength: number;
  style: AnswerStyle;
}

/** Probabilities of the best sentence, and of the one before a block. */
export interface Beside {
  best: number;
  previous: number;
}

/** A start with what only depends on it, worked out once for all the spans that begin there. */
interface Start extends Edge {
  /** Where its clause begins and ends. */
  clause: number;
  clauseEnd: number;
  afterOpening: boolean;
  /** Length from which a span shows that it begins with an enumerator; Infinity where there is none. */
  enumeratorLength: number;
  /** What stands before it, shared with what the question says before its gap. */
  shared: number;
  odds: number;
}

export function startOf({ gap, style }: Asked, { folded }: Block, { at, kind }: Edge): Start {
  let clauseEnd = at + 1;
  while (clauseEnd < folded.length && !CLAUSE_END.includes(folded[clauseEnd]!)) clauseEnd++;
  return {
    at,
    kind,
    clauseEnd,
    clause: Math.max(0, folded.lastIndexOf(",", at - 2) + 1),
    afterOpening: at > 0 && OPEN.includes(folded[at - 1]!),
    enumeratorLength: ENUMERATOR.exec(folded.slice(at, at + 5))?.[0].length ?? Infinity,
    shared: sharedEnd(folded, at, gap.textBefore),
    odds: style.startOdds(folded, at),
  };
}

/** As `Start`, of the spans that end there. */
interface End extends Edge {
  /** Which of the block's sentences it stands in, and their probabilities up to that one, summed. */
  last: number;
  sum: number;
  nextIsEnumerated: boolean;
  beforeClosing: boolean;
  shared: number;
  odds: number;
}

export function endOf({ gap, style }: Asked, { folded, bounds }: Block, { at, kind }: Edge): End {
  let last = 0;
  let sum = bounds[0]!.probability;
  while (last + 1 < bounds.length && bounds[last + 1]!.start < at) sum += bounds[++last]!.probability;
  const next = bounds[last + 1];
  return {
    at,
    kind,
    last,
    sum,
    nextIsEnumerated: next !== undefined && ENUMERATOR.test(folded.slice(next.start, next.start + 5)),
    beforeClosing: CLOSE.includes(folded[at] ?? " "),
    shared: sharedStart(folded, at, gap.textAfter),
    odds: style.endOdds(folded, /[。;!?]/.test(folded[at - 1]!) ? at - 1 : at),
  };
}

/** What the spans of a block are measured against. */
interface Measure {
  input: Asked;
  block: Block;
  pulls: GapPulls;
  beside: Beside;
}

/** Computes the features of a span in place: all of them, whatever stood there. */
export function measureSpan(f: Float32Array, measure: Measure, start: Start, end: End): Float32Array {
  const { input, block, pulls, beside } = measure;
  measureText(f, input, block, beside.best, start, end);
  measureGap(f, input, pulls, start, end);
  measureNeighbours(f, block, beside, start, end);
  return f;
}

function measureText(f: Float32Array, input: BlockInput, block: Block, best: number, from: Start, to: End): void {
  const { sentence, folded, mass, units, bounds } = block;
  const [start, end] = [from.at, to.at];
  const length = end - start;
  const limit = bounds[0]!.end;
  const last = folded.length;
  const total = Math.max(1e-6, input.weights.bigramTotal);
  const head = Math.min(end, start + 6);
  const tail = Math.max(start, end - 6);
  const sum = to.sum;
  const touched = to.last + 1;
  f[0] = sentence.probability;
  f[1] = sum / touched;
  f[2] = sum;
  f[3] = best - sentence.probability;
  f[4] = block.rank;
  f[5] = (mass[end]! - mass[start]!) / total;
  f[6] = (mass[start]! - mass[Math.max(0, start - 25)]!) / total;
  f[7] = (mass[Math.min(last, end + 15)]! - mass[end]!) / total;
  f[8] = mass[start]! / total;
  f[9] = sentence.features[6]!;
  f[10] = (units[end]! - units[start]!) / length;
  f[11] = (units[head]! - units[start]!) / (head - start);
  f[12] = (units[end]! - units[tail]!) / (end - tail);
  f[13] = Math.log(length);
  f[14] = block.commas[end]! - block.commas[start]!;
  f[15] = block.enumerationCommas[end]! - block.enumerationCommas[start]!;
  f[16] = touched;
  f[17] = from.kind;
  f[18] = to.kind;
  f[19] = block.depth[end]! - block.depth[start]!;
  f[20] = kindCode(input.kind);
  measureValues(f, block, start, end, input.unit !== null);
  f[24] = (block.pullBefore[start]! + block.pullAfter[end]!) / total;
  f[26] = start / Math.max(1, limit);
  f[27] = start === 0 && to.kind === SENTENCE_END ? 1 : 0;
  f[28] = Math.log(limit + 1);
  f[29] = sentence.passageShare;
  f[30] = sentence.features[1]!;
  f[31] = sentence.features[2]!;
  f[32] = sentence.features[17]!;
  f[33] = Math.max(0, bounds[touched - 1]!.end - end);
  f[34] = input.weights.rankOf(folded.charCodeAt(start)) === 0 ? 0 : 1;
  f[35] = (mass[start]! - mass[from.clause]!) / total;
  f[36] = from.afterOpening && to.beforeClosing ? 1 : 0;
  f[37] = block.colons[end]! - block.colons[start]!;
  f[38] = length >= from.enumeratorLength ? 1 : 0;
  f[39] = sentence.features[13]!;
  f[40] = sentence.features[14]!;
  f[41] = sentence.features[5]!;
  f[42] = input.question.length;
  f[43] = (mass[Math.max(end, limit)]! - mass[end]!) / total;
  f[44] = sum / length;
}

/** How well the span fills the gap of the question, and how like an answer it looks. */
function measureGap(f: Float32Array, asked: Asked, pulls: GapPulls, start: Start, end: End): void {
  const total = Math.max(1e-6, asked.weights.bigramTotal);
  f[48] = pulls.before[start.at]! / total;
  f[49] = pulls.after[end.at]! / total;
  f[50] = pulls.afterMetBefore[start.at]! / total;
  f[51] = pulls.beforeMetAfter[end.at]! / total;
  f[52] = start.shared;
  f[53] = end.shared;
  f[54] = asked.expectedLength;
  f[55] = f[13]! - asked.expectedLength;
  f[56] = start.odds;
  f[57] = end.odds;
}

/** What the sentences before, at the end of, and after the span say. */
function measureNeighbours(f: Float32Array, { bounds, mass }: Block, beside: Beside, start: Start, end: End): void {
  f[45] = bounds[end.last]!.probability;
  f[46] = bounds[end.last + 1]?.probability ?? 0;
  f[47] = beside.previous;
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
