import { UnitClass } from "../normalise.ts";
import { INTERROGATIVES } from "../question/kind.ts";
import type { QuestionWeights } from "./question-weights.ts";

/**
 * Where a question leaves the gap that its answer fills: what stands before and after the word that asks stands in like
 * places around the answer (X由哪个部门负责? – X由市商务局负责).
 */
export interface Gap {
  /** Weights of the question's bigrams before and after the word that asks, less the farther they are from it. */
  before: Map<number, number>;
  after: Map<number, number>;
  /** The texts themselves. */
  textBefore: string;
  textAfter: string;
}

/** Decay of a word's weight with its distance from the word that asks, in code units. */
const NEARNESS = 6;
/** Words that ask without leaving a gap. */
const GAPLESS = /^(?:吗|呢|吧|啊|请问|请教|麻烦问下|想问|想知道|告诉我)$/u;

/** The gap at the last word that asks; a question without one leaves it at its end. */
export function gapOf(folded: string, weights: QuestionWeights): Gap {
  const text = folded.replace(/[?。!\s]+$/u, "");
  const asking = Array.from(text.matchAll(INTERROGATIVES)).findLast(([word]) => !GAPLESS.test(word));
  const from = asking?.index ?? text.length;
  const to = asking === undefined ? text.length : from + asking[0].length;
  const gap: Gap = {
    before: new Map<number, number>(),
    after: new Map<number, number>(),
    textBefore: text.slice(0, from),
    textAfter: text.slice(to),
  };
  for (let index = 0; index + 1 < text.length; index++) {
    const [first, second] = [text.charCodeAt(index), text.charCodeAt(index + 1)];
    const worth = weights.bigramWeight(first, second);
    const side = index + 1 < from ? gap.before : index >= to ? gap.after : null;
    if (worth === 0 || side === null) continue;
    const distance = index < from ? from - index - 2 : index - to;
    const bigram = ((first << 16) | second) >>> 0;
    side.set(bigram, Math.max(side.get(bigram) ?? 0, worth * Math.exp(-distance / NEARNESS)));
  }
  return gap;
}

/** Code units at the end of `text` before `at` that also end `wanted`. */
export function sharedEnd(text: string, at: number, wanted: string): number {
  let shared = 0;
  while (shared < at && shared < wanted.length && text[at - 1 - shared] === wanted[wanted.length - 1 - shared])
    shared++;
  return shared;
}

/** Code units of `text` from `at` on that also begin `wanted`. */
export function sharedStart(text: string, at: number, wanted: string): number {
  let shared = 0;
  while (at + shared < text.length && shared < wanted.length && text[at + shared] === wanted[shared]) shared++;
  return shared;
}

/** How far the words on either side of the gap are met on either side of each position of a text. */
export interface GapPulls {
  /** What stands before (after) the gap, met before (after) each position: nearer is more. */
  before: Float32Array;
  after: Float32Array;
  /** The same on the wrong side: what stands after the gap met before, what stands before it met after. */
  afterMetBefore: Float32Array;
  beforeMetAfter: Float32Array;
}

/** What a word keeps of its pull across the end of a clause. */
const ACROSS = 0.5;
const CLAUSE_END = new UnitClass(/[,;:。!?\n]/u);

/** Overwritten from one text to the next. */
let pullsOf = roomFor(1024);

function roomFor(length: number) {
  const pulls: GapPulls = {
    before: new Float32Array(length + 1),
    after: new Float32Array(length + 1),
    afterMetBefore: new Float32Array(length + 1),
    beforeMetAfter: new Float32Array(length + 1),
  };
  // Of the bigram that begins at each position, and what is kept of a pull across it.
  const ofBefore = new Float64Array(length);
  return { length, pulls, ofBefore, ofAfter: new Float64Array(length), kept: new Float64Array(length) };
}

/** The pulls at each position of a text and at its end. They hold until the next call. */
export function gapPulls(folded: string, { before, after }: Gap): GapPulls {
  const { length } = folded;
  if (pullsOf.length < length) pullsOf = roomFor(2 * length);
  const { pulls, ofBefore, ofAfter, kept } = pullsOf;
  if (before.size === 0 && after.size === 0) {
    for (const pull of Object.values(pulls) as Float32Array[]) pull.fill(0, 0, length + 1);
    return pulls;
  }
  const decay = Math.exp(-1 / NEARNESS);
  for (let at = 0; at < length; at++) {
    kept[at] = decay * (CLAUSE_END.has(folded.charCodeAt(at)) ? ACROSS : 1);
    const bigram = at + 1 === length ? -1 : ((folded.charCodeAt(at) << 16) | folded.charCodeAt(at + 1)) >>> 0;
    ofBefore[at] = before.get(bigram) ?? 0;
    ofAfter[at] = after.get(bigram) ?? 0;
  }
  // Before the first position and after the last there is nothing.
  pulls.before[0] = pulls.afterMetBefore[0] = pulls.after[length] = pulls.beforeMetAfter[length] = 0;
  for (let at = 0; at < length; at++) {
    // A bigram is met before a position when it ends there.
    pulls.before[at + 1] = pulls.before[at]! * kept[at]! + (at === 0 ? 0 : ofBefore[at - 1]!);
    pulls.afterMetBefore[at + 1] = pulls.afterMetBefore[at]! * kept[at]! + (at === 0 ? 0 : ofAfter[at - 1]!);
  }
  for (let at = length - 1; at >= 0; at--) {
    pulls.after[at] = pulls.after[at + 1]! * kept[at]! + ofAfter[at]!;
    pulls.beforeMetAfter[at] = pulls.beforeMetAfter[at + 1]! * kept[at]! + ofBefore[at]!;
  }
  return pulls;
}
