import { foldTables } from "../normalise.ts";
import type { QuestionWeights } from "./question-weights.ts";

/** BM25 constants of sentences: short texts of like length, so that neither repetition nor length says much. */
const K1 = 0.6;
const B = 0.4;
/** Code units of a typical sentence, the average length in BM25. */
const TYPICAL_LENGTH = 50;

/** How often each bigram of the question stands in a text, by rank, up to 255. */
export type GramCounts = Uint8Array;

/** Counts the question's bigrams in texts as they are stored, which are folded on the way: no string is made. */
export class GramCounter {
  readonly #weights: QuestionWeights;

  constructor(weights: QuestionWeights) {
    this.#weights = weights;
  }

  none(): GramCounts {
    return new Uint8Array(this.#weights.grams.length);
  }

  /** Adds the bigrams of `text[start, end)`. */
  count(counts: GramCounts, text: Uint16Array, start = 0, end = text.length): void {
    const weights = this.#weights;
    const { fold } = foldTables();
    let before = 0;
    let index = start;
    // Four a turn: each turn of a loop finds out anew where the text is.
    for (; index + 4 <= end; index += 4) {
      const rank1 = weights.rankOf(text[index]!);
      const rank2 = weights.rankOf(text[index + 1]!);
      const rank3 = weights.rankOf(text[index + 2]!);
      const rank4 = weights.rankOf(text[index + 3]!);
      if (rank1 !== 0 && before !== 0) this.#add(counts, before, fold[text[index]!]!);
      if (rank2 !== 0 && rank1 !== 0) this.#add(counts, rank1, fold[text[index + 1]!]!);
      if (rank3 !== 0 && rank2 !== 0) this.#add(counts, rank2, fold[text[index + 2]!]!);
      if (rank4 !== 0 && rank3 !== 0) this.#add(counts, rank3, fold[text[index + 3]!]!);
      before = rank4;
    }
    for (; index < end; index++) {
      const rank = weights.rankOf(text[index]!);
      if (rank !== 0 && before !== 0) this.#add(counts, before, fold[text[index]!]!);
      before = rank;
    }
  }

  /** Counts a bigram, given by the rank of its first code unit and its second, if the question holds it. */
  #add(counts: GramCounts, first: number, second: number): void {
    const bigram = this.#weights.bigramAfter(first, second);
    if (bigram >= 0 && counts[bigram]! < 255) counts[bigram]!++;
  }

  /** What a sentence shares with the question, by its own counts, with those of its context and with those of the one before. */
  measure(own: CountedText, context: CountedText, previous: GramCounts): SharedGrams {
    const { worths, bigramTotal } = this.#weights;
    const ownNorm = lengthNorm(own.length);
    const contextNorm = lengthNorm(own.length + context.length);
    const shared = { own: 0, inContext: 0, coverage: 0, contextCoverage: 0, neighbourCoverage: 0, novelCoverage: 0 };
    for (let rank = 0; rank < worths.length; rank++) {
      const frequency = own.counts[rank]!;
      const together = Math.min(255, frequency + context.counts[rank]!);
      const worth = worths[rank]!;
      if (together > 0) {
        shared.inContext += (worth * (K1 + 1) * together) / (together + contextNorm);
        shared.contextCoverage += worth;
      }
      if (frequency > 0) {
        shared.own += (worth * (K1 + 1) * frequency) / (frequency + ownNorm);
        shared.coverage += worth;
        if (context.counts[rank] === 0) shared.novelCoverage += worth;
      }
      if (frequency > 0 || previous[rank]! > 0) shared.neighbourCoverage += worth;
    }
    const total = Math.max(1e-6, bigramTotal);
    shared.coverage /= total;
    shared.contextCoverage /= total;
    shared.neighbourCoverage /= total;
    shared.novelCoverage /= total;
    return shared;
  }
}

/** A text by what was counted in it. */
export interface CountedText {
  counts: GramCounts;
  /** Code units. */
  length: number;
}

/** BM25 and shares of the question's bigrams by worth, 0 to 1. */
export interface SharedGrams {
  /** BM25 of the sentence alone, and in its context. */
  own: number;
  inContext: number;
  /** Shares that stand in it, in it or its context, in it or the one before, and in it but not in its context. */
  coverage: number;
  contextCoverage: number;
  neighbourCoverage: number;
  novelCoverage: number;
}

function lengthNorm(length: number): number {
  return K1 * (1 - B + (B * length) / TYPICAL_LENGTH);
}
