import { CLOSE, type Block, type BlockInput, makeBlock, MOST_LENGTH, OPEN } from "./block.ts";
import { type AnswerStyle, shippedStyle } from "./answer-style.ts";
import { type Gap, gapOf, type GapPulls, gapPulls, sharedEnd, sharedStart } from "./asking.ts";
import { type Edge, endEdges, SENTENCE_END, startEdges } from "./span-edges.ts";
import { FeatureRows } from "./forest.ts";
import { kindCode } from "./sentence-features.ts";
import type { SentenceCandidate } from "./sentences.ts";

/** A run of text that may be the answer; absolute positions. */
export interface SpanCandidate {
  start: number;
  end: number;
  /** The sentence that it starts in. */
  sentence: SentenceCandidate;
  features: Float32Array;
  /** Estimated F1 of the span against the answer. */
  score: number;
}

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

/** Spans start in the best sentences only; the best span is among them for a ROUGE-L of .9. */
const SENTENCES = 6;

const CLAUSE_END = ",;:。!?";
const ENUMERATOR = /^(\(?[一二三四五六七八九十\d]{1,3}[)、.]|[一二三四五六七八九]是)/;

/** What the question says to the features of spans. */
interface Asked extends BlockInput {
  gap: Gap;
  /** Expected ln of the answer's length. */
  expectedLength: number;
  style: AnswerStyle;
}

/** All spans worth ranking, with their features. `sentences` in text order, with probabilities. */
export function spanCandidates(
  input: BlockInput,
  sentences: SentenceCandidate[],
  foldedAt: (start: number, end: number) => string,
): SpanCandidate[] {
  const ranked = sentences
    .map((sentence, at) => ({ sentence, at }))
    .sort((a, b) => b.sentence.probability - a.sentence.probability || a.at - b.at);
  const best = ranked[0]?.sentence.probability ?? 0;
  const style = shippedStyle();
  const expectedLength = style.expectedLength(input.question, input.kind);
  const asked: Asked = { ...input, gap: gapOf(input.question, input.weights), expectedLength, style };
  return ranked.slice(0, SENTENCES).flatMap(({ at }, rank) => {
    const previous = sentences[at - 1];
    const isNeighbour = previous?.sentence === sentences[at]!.sentence - 1;
    return blockSpans(asked, makeBlock(input, sentences, at, rank, foldedAt), {
      best,
      previous: isNeighbour ? previous.probability : 0,
    });
  });
}

/** Probabilities of the best sentence, and of the one before a block. */
interface Beside {
  best: number;
  previous: number;
}

function blockSpans(input: Asked, block: Block, beside: Beside): SpanCandidate[] {
  const spans: SpanCandidate[] = [];
  const pulls = gapPulls(block.folded, input.gap);
  const rows = new FeatureRows(SPAN_FEATURES.length);
  const ends = endEdges(block);
  for (const start of startEdges(block).map((edge) => startOf(block, edge))) {
    for (const end of ends) {
      const length = end.at - start.at;
      if (length < 1 || length > MOST_LENGTH) continue;
      const features = spanFeatures(rows.next(), input, block, beside.best, start, end);
      measureGap(features, input, block, pulls, start.at, end.at);
      measureNeighbours(features, block, beside, start.at, end.at);
      const origin = block.sentence.start;
      spans.push({ start: origin + start.at, end: origin + end.at, sentence: block.sentence, features, score: 0 });
    }
  }
  return spans;
}

/** A start with what only depends on it, worked out once for all the spans that begin there. */
interface Start extends Edge {
  /** Where its clause begins. */
  clause: number;
  afterOpening: boolean;
  /** Length from which a span shows that it begins with an enumerator; Infinity where there is none. */
  enumeratorLength: number;
}

function startOf({ folded }: Block, { at, kind }: Edge): Start {
  return {
    at,
    kind,
    clause: Math.max(0, folded.lastIndexOf(",", at - 2) + 1),
    afterOpening: at > 0 && OPEN.includes(folded[at - 1]!),
    enumeratorLength: ENUMERATOR.exec(folded.slice(at, at + 5))?.[0].length ?? Infinity,
  };
}

function spanFeatures(
  f: Float32Array,
  input: BlockInput,
  block: Block,
  best: number,
  from: Start,
  to: Edge,
): Float32Array {
  const { sentence, folded, mass, units, bounds } = block;
  const [start, end] = [from.at, to.at];
  const length = end - start;
  const limit = bounds[0]!.end;
  const last = folded.length;
  const total = Math.max(1e-6, input.weights.bigramTotal);
  const head = Math.min(end, start + 6);
  const tail = Math.max(start, end - 6);
  let touched = 0;
  let sum = 0;
  while (touched < bounds.length && bounds[touched]!.start < end) sum += bounds[touched++]!.probability;
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
  f[36] = from.afterOpening && CLOSE.includes(folded[end] ?? " ") ? 1 : 0;
  f[37] = block.colons[end]! - block.colons[start]!;
  f[38] = length >= from.enumeratorLength ? 1 : 0;
  f[39] = sentence.features[13]!;
  f[40] = sentence.features[14]!;
  f[41] = sentence.features[5]!;
  f[42] = input.question.length;
  f[43] = (mass[Math.max(end, limit)]! - mass[end]!) / total;
  f[44] = sum / length;
  return f;
}

/** How well the span fills the gap of the question, and how like an answer it looks. */
function measureGap(f: Float32Array, asked: Asked, { folded }: Block, pulls: GapPulls, start: number, end: number) {
  const { gap, style, expectedLength } = asked;
  const total = Math.max(1e-6, asked.weights.bigramTotal);
  f[48] = pulls.before[start]! / total;
  f[49] = pulls.after[end]! / total;
  f[50] = pulls.afterMetBefore[start]! / total;
  f[51] = pulls.beforeMetAfter[end]! / total;
  f[52] = sharedEnd(folded, start, gap.textBefore);
  f[53] = sharedStart(folded, end, gap.textAfter);
  f[54] = expectedLength;
  f[55] = f[13]! - expectedLength;
  f[56] = style.startOdds(folded, start);
  f[57] = style.endOdds(folded, /[。;!?]/.test(folded[end - 1]!) ? end - 1 : end);
}

/** What the sentences before, at the end of, and after the span say. */
function measureNeighbours(f: Float32Array, block: Block, { previous }: Beside, start: number, end: number): void {
  const { bounds, folded, mass } = block;
  let last = 0;
  while (last + 1 < bounds.length && bounds[last + 1]!.start < end) last++;
  const next = bounds[last + 1];
  f[45] = bounds[last]!.probability;
  f[46] = next?.probability ?? 0;
  f[47] = previous;
  let clauseEnd = start + 1;
  while (clauseEnd < end && !CLAUSE_END.includes(folded[clauseEnd]!)) clauseEnd++;
  f[58] = (mass[clauseEnd]! - mass[start]!) / (clauseEnd - start);
  f[59] = next !== undefined && ENUMERATOR.test(folded.slice(next.start, next.start + 5)) ? 1 : 0;
}

function measureValues(f: Float32Array, block: Block, start: number, end: number, unitAsked: boolean): void {
  f[23] = unitAsked ? 0 : 0.5;
  for (const value of block.values) {
    if (value.start < start || value.end > end) continue;
    f[21]!++;
    f[22]! += (value.end - value.start) / (end - start);
    if (value.unitAsked) f[23] = 1;
    if (value.stated) f[25]!++;
  }
}
