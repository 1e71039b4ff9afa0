import { readFileSync } from "node:fs";
import type { AnswerKind } from "../question/kind.ts";

/** The file that `npm run fit:style` writes: numbers learned from 3,730 answers to policy questions (DataFountain 424), no text of theirs. */
export const STYLE_FILE = new URL("answer-style.json", import.meta.url);

/** A number for each of some bigrams; they are given by their codes, first unit × 65,536 + second. */
export interface BigramWeights {
  bigrams: number[];
  weights: number[];
}

/** How long answers are, what stands in them, and how they begin and end. */
export interface FittedStyle {
  /** ln of an answer's length: that of its kind, and what each bigram of the question adds. */
  length: { kinds: Partial<Record<AnswerKind, number>>; usual: number } & BigramWeights;
  /** Log-odds of the first (last) two units of an answer against those of any clause; `units`: of the first (last) one. */
  starts: { units: BigramWeights; pairs: BigramWeights };
  /** Log-odds of a bigram in a sentence of an answer against one in any sentence. */
  inside: BigramWeights;
  ends: { units: BigramWeights; pairs: BigramWeights };
}

/** The style, ready to be looked up. */
export interface AnswerStyle {
  /** Expected ln of the answer's length in code units. */
  expectedLength(folded: string, kind: AnswerKind): number;
  /** How like a sentence of an answer a folded text is: the mean log-odds of its bigrams. Prefaces (为贯彻落实…, 记者获悉) are not. */
  likeness(folded: string): number;
  /** The same summed over the bigrams that begin before each position: one entry more than code units. */
  likenesses(folded: string): Float32Array;
  /** How much likelier an answer than another clause is to begin (end) at a place in a folded text: log-odds. */
  startOdds(folded: string, at: number): number;
  endOdds(folded: string, at: number): number;
}

let style: AnswerStyle | undefined;

/** The style that ships, read on first use. */
export function shippedStyle(): AnswerStyle {
  style ??= compileStyle(JSON.parse(readFileSync(STYLE_FILE, "utf8")) as FittedStyle);
  return style;
}

function compileStyle({ length, starts, inside, ends }: FittedStyle): AnswerStyle {
  const lengths = mapOf(length);
  const [firstUnits, firstPairs] = [mapOf(starts.units), mapOf(starts.pairs)];
  const [lastUnits, lastPairs] = [mapOf(ends.units), mapOf(ends.pairs)];
  enterInside(inside);
  const odds = (units: Map<number, number>, pairs: Map<number, number>, unit: number, pair: number) =>
    pairs.get(pair) ?? units.get(unit) ?? 0;
  return {
    expectedLength: (folded, kind) =>
      [...distinctPairs(folded)].reduce(
        (sum, bigram) => sum + (lengths.get(bigram) ?? 0),
        length.kinds[kind] ?? length.usual,
      ),
    likeness: (folded) => {
      let sum = 0;
      let first = folded.charCodeAt(0);
      for (let at = 1; at < folded.length; at++) {
        const second = folded.charCodeAt(at);
        sum += weightInside(((first << 16) | second) >>> 0);
        first = second;
      }
      return sum / Math.max(1, folded.length - 1);
    },
    likenesses: (folded) => {
      const sums = new Float32Array(folded.length + 1);
      let sum = 0;
      let first = folded.charCodeAt(0);
      for (let at = 1; at < folded.length; at++) {
        const second = folded.charCodeAt(at);
        sum = Math.fround(sum + weightInside(((first << 16) | second) >>> 0));
        sums[at] = sum;
        first = second;
      }
      sums[folded.length] = sum;
      return sums;
    },
    startOdds: (folded, at) => odds(firstUnits, firstPairs, folded.charCodeAt(at), pairAt(folded, at)),
    endOdds: (folded, at) => odds(lastUnits, lastPairs, folded.charCodeAt(at - 1), pairAt(folded, at - 2)),
  };
}

/** The bigrams of a text, each once; unlike those that are searched for, with its marks and the words that ask. */
export function distinctPairs(folded: string): Set<number> {
  return new Set(Array.from({ length: Math.max(0, folded.length - 1) }, (_, at) => pairAt(folded, at)));
}

/** 0 where the text has no two units. */
export function pairAt(folded: string, at: number): number {
  if (at < 0 || at + 1 >= folded.length) return 0;
  return ((folded.charCodeAt(at) << 16) | folded.charCodeAt(at + 1)) >>> 0;
}

/** Bits of a slot's number: four times as many slots as bigrams. */
const SLOT_BITS = 14;
/** 2³² divided by the golden ratio: multiplying by it spreads keys that are alike (Knuth, The Art of Computer Programming, 6.4). */
const SPREAD = 0x9e37_79b1;

/**
 * Weights of the bigrams inside answers, with open addressing: looked up some thousand times for each question. There is one
 * style, and loops have the place of its tables as a part of their code.
 */
const pairsInside = new Uint32Array(1 << SLOT_BITS);
const weightsInside = new Float32Array(1 << SLOT_BITS);

function enterInside({ bigrams, weights }: BigramWeights): void {
  for (const [index, bigram] of bigrams.entries()) {
    const slot = slotOf(bigram);
    pairsInside[slot] = bigram;
    weightsInside[slot] = weights[index]!;
  }
}

/** 0 for a bigram that is not known. */
function weightInside(pair: number): number {
  return weightsInside[slotOf(pair)]!;
}

/** Where a bigram is, or the empty slot where it would be. */
function slotOf(pair: number): number {
  let slot = Math.imul(pair, SPREAD) >>> (32 - SLOT_BITS);
  while (pairsInside[slot] !== pair && pairsInside[slot] !== 0) slot = (slot + 1) & (pairsInside.length - 1);
  return slot;
}

function mapOf({ bigrams, weights }: BigramWeights): Map<number, number> {
  return new Map(bigrams.map((bigram, index) => [bigram, weights[index]!]));
}
