import type { GramCounts } from "./gram-counter.ts";
import type { QuestionWeights } from "./question-weights.ts";

/** Shares of what an article holds of the question, 0 to 1. */
export interface LocalShares {
  /** In the sentence. */
  own: number;
  /** In it or one of its neighbours. */
  near: number;
  /** `own` beside that of the article's best sentence. */
  ofBest: number;
}

/**
 * What each sentence of an article shares with the question, weighed by how few sentences of that article share it: a word
 * of the title that every other sentence repeats tells none of them from the rest, however rare it is elsewhere.
 */
export class LocalCoverage {
  readonly #weights: QuestionWeights;
  /** By sentence and rank of a bigram: 1 where it stands. A row of none goes before the first and after the last. */
  readonly #held: Uint8Array;
  /** In how many sentences each bigram stands. */
  readonly #frequencies: Uint16Array;
  #sentences = 0;

  /** @param most sentences that will be added */
  constructor(weights: QuestionWeights, most: number) {
    this.#weights = weights;
    this.#frequencies = new Uint16Array(weights.grams.length);
    this.#held = new Uint8Array((most + 2) * weights.grams.length);
  }

  /** Takes the counts of the article's next sentence. */
  add(counts: GramCounts): void {
    const from = ++this.#sentences * counts.length;
    for (let rank = 0; rank < counts.length; rank++) {
      if (counts[rank] === 0) continue;
      this.#held[from + rank] = 1;
      this.#frequencies[rank]!++;
    }
  }

  /** Tells the shares of each sentence that was added, in that order. */
  forEach(tell: (shares: LocalShares, sentence: number) => void): void {
    const worths = this.#localWorths();
    const width = worths.length;
    const total = worths.reduce((sum, worth) => sum + worth, 1e-6);
    const held = this.#held;
    const [own, near] = [new Float64Array(this.#sentences), new Float64Array(this.#sentences)];
    for (let sentence = 0, at = width; sentence < this.#sentences; sentence++) {
      for (let rank = 0; rank < width; rank++, at++) {
        if (held[at] === 1) own[sentence]! += worths[rank]!;
        if (held[at] === 1 || held[at - width] === 1 || held[at + width] === 1) near[sentence]! += worths[rank]!;
      }
    }
    const best = own.reduce((most, share) => Math.max(most, share), 1e-6);
    for (let sentence = 0; sentence < this.#sentences; sentence++)
      tell({ own: own[sentence]! / total, near: near[sentence]! / total, ofBest: own[sentence]! / best }, sentence);
  }

  /** Worth in the corpus times inverse sentence frequency, by rank; 0 for what the article does not hold. */
  #localWorths(): Float64Array {
    return this.#weights.worths.map((worth, rank) => {
      const frequency = this.#frequencies[rank]!;
      return frequency === 0 ? 0 : worth * Math.log(1 + (this.#sentences - frequency + 0.5) / (frequency + 0.5));
    });
  }
}
