import type { AnswerKind } from "../question/kind.ts";
import { bigramWeight, type QuestionWeights } from "./question-weights.ts";
import { kindCode, type SentenceCandidate } from "./sentences.ts";
import { findValues, type Value } from "./values.ts";

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
  "nearMass",
  "valueInQuestion",
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
  "articleRank",
  "articleMargin",
  "coverage",
  "questionLength",
] as const;

/** Spans start in the best sentences only; the best span is among them for a ROUGE-L of .93. */
const SENTENCES = 6;
/** Longest answer in code units. */
const MOST_LENGTH = 300;
/** A span may run on into so many sentences. */
const FOLLOWING = 4;
/** Decay of a question word's pull on a value, in code units. */
const NEARNESS = 12;

const CUE = /通过|包括|分别为|分别是|为|是|达到|达|至|由|按照|按|对|将|要求|拨打|可|应|要|共|从|到|于/gu;
const OPEN = "“《(「『【";
const CLOSE = "”》)」』】";

interface Edge {
  at: number;
  kind: number;
}

/** The consecutive sentences that spans of one sentence may cover, as one folded text. Positions in it are relative. */
interface Block {
  sentence: SentenceCandidate;
  rank: number;
  folded: string;
  /** Relative start and end of each sentence. */
  bounds: { start: number; end: number; probability: number }[];
  /** Summed weight of question bigrams, by position: mass(a, b) = sum[b] − sum[a]. */
  mass: Float32Array;
  /** Code units that stand in the question, summed. */
  units: Uint16Array;
  values: Value[];
  /** Code units from the start of the absolute text. */
  origin: number;
}

export interface SpanInput {
  weights: QuestionWeights;
  kind: AnswerKind;
  /** The question, folded. */
  question: string;
  /** The unit asked for (户, 条, 辆 …), if any. */
  unit: string | null;
  /** In text order; with probabilities. */
  sentences: SentenceCandidate[];
  /** Folded text at absolute positions. */
  foldedAt(start: number, end: number): string;
}

/** All spans worth ranking, with their features. */
export function spanCandidates(input: SpanInput): SpanCandidate[] {
  const ranked = [...input.sentences].sort((a, b) => b.probability - a.probability).slice(0, SENTENCES);
  const best = ranked[0]?.probability ?? 0;
  return ranked.flatMap((sentence, rank) => {
    const block = makeBlock(input, sentence, rank);
    return blockSpans(input, block, best);
  });
}

function makeBlock(input: SpanInput, sentence: SentenceCandidate, rank: number): Block {
  const at = input.sentences.indexOf(sentence);
  const bounds = [{ start: 0, end: sentence.end - sentence.start, probability: sentence.probability }];
  for (let next = at + 1; next < input.sentences.length && bounds.length <= FOLLOWING; next++) {
    const following = input.sentences[next]!;
    const consecutive = following.sentence === sentence.sentence + bounds.length && following.article === sentence.article;
    if (!consecutive || following.start - sentence.start > MOST_LENGTH) break;
    bounds.push({ start: following.start - sentence.start, end: following.end - sentence.start, probability: following.probability });
  }
  const folded = input.foldedAt(sentence.start, sentence.start + bounds.at(-1)!.end);
  const mass = new Float32Array(folded.length + 1);
  const units = new Uint16Array(folded.length + 1);
  for (let index = 0; index < folded.length; index++) {
    const unit = folded.charCodeAt(index);
    const pair = index + 1 < folded.length ? bigramWeight(input.weights, unit, folded.charCodeAt(index + 1)) : 0;
    mass[index + 1] = mass[index]! + pair;
    units[index + 1] = units[index]! + (input.weights.unit[unit] === 0 ? 0 : 1);
  }
  return { sentence, rank, folded, bounds, mass, units, values: findValues(folded, input.kind), origin: sentence.start };
}

const START_KINDS = { sentence: 0, comma: 1, enumeration: 2, colon: 3, quote: 4, question: 5, cue: 6, value: 7 } as const;
const END_KINDS = { sentence: 0, comma: 1, semicolon: 2, colon: 3, enumeration: 4, quote: 5, question: 6, value: 7 } as const;

function startEdges(block: Block): Edge[] {
  const edges = new Map<number, number>();
  const add = (at: number, kind: number) => {
    if (at < block.bounds[0]!.end && !edges.has(at)) edges.set(at, kind);
  };
  add(0, START_KINDS.sentence);
  const first = block.folded.slice(0, block.bounds[0]!.end);
  for (const value of block.values) add(value.start, START_KINDS.value);
  for (let index = 0; index < first.length; index++) {
    const mark = first[index]!;
    if (mark === "," || mark === ";") add(index + 1, START_KINDS.comma);
    else if (mark === "、") add(index + 1, START_KINDS.enumeration);
    else if (mark === ":" || mark === "-" || mark === " ") add(index + 1, START_KINDS.colon);
    else if (OPEN.includes(mark)) {
      add(index + 1, START_KINDS.quote);
      add(index, START_KINDS.quote);
    } else if (CLOSE.includes(mark)) add(index + 1, START_KINDS.quote);
  }
  for (const end of runEnds(block)) add(end, START_KINDS.question);
  for (const match of first.matchAll(CUE)) add(match.index + match[0].length, START_KINDS.cue);
  return Array.from(edges, ([at, kind]) => ({ at, kind }));
}

/** Where runs of question bigrams end (or begin, for `starts`). */
function runEnds(block: Block, starts = false): number[] {
  const ends: number[] = [];
  for (let index = 1; index < block.folded.length; index++) {
    const here = block.mass[index + 1]! > block.mass[index]!;
    const before = block.mass[index]! > block.mass[index - 1]!;
    if (before && !here && !starts) ends.push(index + 1);
    if (here && !before && starts) ends.push(index);
  }
  return ends;
}

function endEdges(block: Block): Edge[] {
  const edges = new Map<number, number>();
  const add = (at: number, kind: number) => {
    if (at > 0 && !edges.has(at)) edges.set(at, kind);
  };
  for (const { end } of block.bounds) {
    add(end, END_KINDS.sentence);
    if (/[。!?;]/.test(block.folded[end - 1] ?? "")) add(end - 1, END_KINDS.sentence);
  }
  for (const value of block.values) add(value.end, END_KINDS.value);
  for (let index = 0; index < block.folded.length; index++) {
    const mark = block.folded[index]!;
    if (mark === ",") add(index, END_KINDS.comma);
    else if (mark === ";" || mark === "。") add(index, END_KINDS.semicolon);
    else if (mark === ":" || mark === " ") add(index, END_KINDS.colon);
    else if (mark === "、") add(index, END_KINDS.enumeration);
    else if (CLOSE.includes(mark)) {
      add(index + 1, END_KINDS.quote);
      add(index, END_KINDS.quote);
    }
  }
  for (const start of runEnds(block, true)) if (start < block.bounds[0]!.end) add(start, END_KINDS.question);
  return Array.from(edges, ([at, kind]) => ({ at, kind }));
}

function blockSpans(input: SpanInput, block: Block, best: number): SpanCandidate[] {
  const spans: SpanCandidate[] = [];
  const ends = endEdges(block);
  for (const start of startEdges(block)) {
    for (const end of ends) {
      const length = end.at - start.at;
      if (length < 1 || length > MOST_LENGTH) continue;
      if (block.folded.slice(start.at, end.at).trim() === "") continue;
      spans.push({
        start: block.origin + start.at,
        end: block.origin + end.at,
        sentence: block.sentence,
        features: spanFeatures(input, block, best, start, end),
        score: 0,
      });
    }
  }
  return spans;
}

function spanFeatures(input: SpanInput, block: Block, best: number, from: Edge, to: Edge): Float32Array {
  const f = new Float32Array(SPAN_FEATURES.length);
  const { sentence, folded, mass, units } = block;
  const start = from.at;
  const end = to.at;
  const length = end - start;
  const total = Math.max(1e-6, input.weights.bigramTotal);
  const massOf = (a: number, b: number) => (mass[Math.min(folded.length, b)]! - mass[Math.max(0, a)]!) / total;
  const share = (a: number, b: number) => (units[Math.min(folded.length, b)]! - units[Math.max(0, a)]!) / Math.max(1, b - a);
  const text = folded.slice(start, end);
  const touched = block.bounds.filter((bound) => bound.start < end);
  const sum = touched.reduce((running, bound) => running + bound.probability, 0);
  f[0] = sentence.probability;
  f[1] = sum / touched.length;
  f[2] = sum;
  f[3] = best - sentence.probability;
  f[4] = block.rank;
  f[5] = massOf(start, end);
  f[6] = massOf(start - 25, start);
  f[7] = massOf(end, end + 15);
  f[8] = massOf(0, start);
  f[9] = sentence.features[6]!;
  f[10] = share(start, end);
  f[11] = share(start, Math.min(end, start + 6));
  f[12] = share(Math.max(start, end - 6), end);
  f[13] = Math.log(length);
  f[14] = countOf(text, ",");
  f[15] = countOf(text, "、");
  f[16] = touched.length;
  f[17] = from.kind;
  f[18] = to.kind;
  f[19] = unbalanced(text);
  f[20] = kindCode(input.kind);
  valueFeatures(f, input, block, start, end);
  f[26] = start / Math.max(1, block.bounds[0]!.end);
  f[27] = start === 0 && to.kind === END_KINDS.sentence ? 1 : 0;
  f[28] = Math.log(block.bounds[0]!.end + 1);
  f[29] = sentence.passageShare;
  f[30] = sentence.features[1]!;
  f[31] = sentence.features[2]!;
  f[32] = sentence.features[17]!;
  f[33] = Math.max(0, block.bounds[touched.length - 1]!.end - end);
  f[34] = input.weights.unit[folded.charCodeAt(start)] === 0 ? 0 : 1;
  f[35] = massOf(folded.lastIndexOf(",", start - 2) + 1, start);
  f[36] = OPEN.includes(folded[start - 1] ?? " ") && CLOSE.includes(folded[end] ?? " ") ? 1 : 0;
  f[37] = countOf(text, ":");
  f[38] = /^(\(?[一二三四五六七八九十\d]{1,3}[)、.]|[一二三四五六七八九]是)/.test(text) ? 1 : 0;
  f[39] = sentence.features[13]!;
  f[40] = sentence.features[14]!;
  f[41] = sentence.features[5]!;
  f[42] = input.question.length;
  return f;
}

function valueFeatures(f: Float32Array, input: SpanInput, block: Block, start: number, end: number): void {
  const inside = block.values.filter((value) => value.start >= start && value.end <= end);
  f[21] = inside.length;
  f[22] = inside.reduce((sum, value) => sum + value.end - value.start, 0) / (end - start);
  const text = block.folded.slice(start, end);
  f[23] = input.unit === null ? 0.5 : inside.some((value) => block.folded.slice(value.start, value.end).includes(input.unit!)) ? 1 : 0;
  let near = 0;
  for (let index = Math.max(0, start - 60); index < Math.min(block.folded.length, end + 60); index++) {
    if (index >= start && index < end) continue;
    const distance = index < start ? start - index : index - end + 1;
    near += (block.mass[index + 1]! - block.mass[index]!) * Math.exp(-distance / NEARNESS);
  }
  f[24] = near / Math.max(1e-6, input.weights.bigramTotal);
  f[25] = input.question.includes(text) ? 1 : 0;
}

function countOf(text: string, mark: string): number {
  let count = 0;
  for (const character of text) if (character === mark) count++;
  return count;
}

function unbalanced(text: string): number {
  let depth = 0;
  for (const character of text) {
    if (OPEN.includes(character)) depth++;
    else if (CLOSE.includes(character)) depth--;
    if (depth < 0) return 1;
  }
  return depth === 0 ? 0 : 1;
}
