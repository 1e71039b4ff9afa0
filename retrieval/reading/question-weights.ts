import type { WeightedGram } from "../lexical/bm25.ts";
import { inverseDocumentFrequency } from "../lexical/bm25.ts";
import { findTerm, type Postings } from "../lexical/postings.ts";

/**
 * What each bigram and character of the question is worth when it is met in a text: its idf over passages, times the
 * weight it was asked with. Lookups are by code unit first, so that text without a common character costs next to nothing.
 */
export interface QuestionWeights {
  /** 65,536 entries; 0 for code units that are not in the question. */
  unit: Float32Array;
  /** By bigram. */
  bigram: Map<number, number>;
  /** Rank of each bigram in the question, from 0. */
  bigramIndex: Map<number, number>;
  /** The code units of `unit` that are not 0, each once. */
  units: number[];
  unitTotal: number;
  bigramTotal: number;
}

/** Weighs the grams of a question by the passages of the index. */
export function weighQuestion(grams: WeightedGram[], postings: Postings): QuestionWeights {
  const passages = postings.passageLength.length;
  const unit = new Float32Array(65_536);
  const bigram = new Map<number, number>();
  const bigramIndex = new Map<number, number>();
  const units: number[] = [];
  let unitTotal = 0;
  let bigramTotal = 0;
  for (const { gram, weight } of grams) {
    if (bigram.has(gram)) continue;
    const term = findTerm(postings, gram);
    const frequency = term < 0 ? 0 : postings.first[term + 1]! - postings.first[term]!;
    const worth = weight * inverseDocumentFrequency(passages, frequency);
    bigram.set(gram, worth);
    bigramIndex.set(gram, bigramIndex.size);
    bigramTotal += worth;
    for (const code of [gram >>> 16, gram & 0xffff]) {
      if (unit[code] !== 0) continue;
      unit[code] = weight * inverseDocumentFrequency(passages, postings.unitFrequency[code]!);
      units.push(code);
      unitTotal += unit[code]!;
    }
  }
  return { unit, bigram, bigramIndex, units, unitTotal, bigramTotal };
}

/** The weight of the bigram of two neighbouring folded code units, 0 if the question does not hold it. */
export function bigramWeight(weights: QuestionWeights, first: number, second: number): number {
  if (weights.unit[first] === 0 || weights.unit[second] === 0) return 0;
  return weights.bigram.get(((first << 16) | second) >>> 0) ?? 0;
}
