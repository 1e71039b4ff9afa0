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
    let firstRank = 0;
    for (let index = start; index < end; index++) {
      const unit = fold[text[index]!]!;
      const rank = weights.rankOf(unit);
      if (rank !== 0 && firstRank !== 0) {
        const bigram = weights.bigramAfter(firstRank, unit);
        if (bigram >= 0 && counts[bigram]! < 255) counts[bigram]!++;
      }
      firstRank = rank;
    }
  }

  /** BM25 of a text of so many code units with these counts, in a context with those. */
  bm25(length: number, counts: GramCounts, context?: GramCounts): number {
    const { worths } = this.#weights;
    const norm = K1 * (1 - B + (B * length) / TYPICAL_LENGTH);
    let score = 0;
    for (let rank = 0; rank < worths.length; rank++) {
      const frequency = Math.min(255, counts[rank]! + (context?.[rank] ?? 0));
      if (frequency > 0) score += (worths[rank]! * (K1 + 1) * frequency) / (frequency + norm);
    }
    return score;
  }

  /** Share of the question's bigrams, by worth, that either counted. */
  coverage(counts: GramCounts, context?: GramCounts): number {
    const { worths, bigramTotal } = this.#weights;
    let covered = 0;
    for (let rank = 0; rank < worths.length; rank++)
      if (counts[rank]! > 0 || (context !== undefined && context[rank]! > 0)) covered += worths[rank]!;
    return covered / Math.max(1e-6, bigramTotal);
  }
}
