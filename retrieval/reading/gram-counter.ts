import type { QuestionWeights } from "./question-weights.ts";

/** BM25 constants of sentences: short texts of like length, so that neither repetition nor length says much. */
const K1 = 0.6;
const B = 0.4;
/** Code units of a typical sentence, the average length in BM25. */
const TYPICAL_LENGTH = 50;

/** Counts the question's bigrams and characters in texts. */
export class GramCounter {
  readonly frequencies: Uint8Array;
  #weights: QuestionWeights;

  constructor(weights: QuestionWeights, start?: GramCounter) {
    this.#weights = weights;
    this.frequencies = start === undefined ? new Uint8Array(weights.bigram.size) : start.frequencies.slice();
  }

  count(folded: string): this {
    const { unit, bigramIndex } = this.#weights;
    let first = 0;
    for (let index = 0; index < folded.length; index++) {
      const second = folded.charCodeAt(index);
      if (unit[second] === 0) first = 0;
      else {
        const rank = first === 0 ? undefined : bigramIndex.get(((first << 16) | second) >>> 0);
        if (rank !== undefined && this.frequencies[rank]! < 255) this.frequencies[rank]!++;
        first = second;
      }
    }
    return this;
  }

  add(other: GramCounter): this {
    for (let rank = 0; rank < this.frequencies.length; rank++) {
      this.frequencies[rank] = Math.min(255, this.frequencies[rank]! + other.frequencies[rank]!);
    }
    return this;
  }

  bm25(length: number): number {
    const norm = K1 * (1 - B + (B * length) / TYPICAL_LENGTH);
    let score = 0;
    let rank = 0;
    for (const worth of this.#weights.bigram.values()) {
      const frequency = this.frequencies[rank++]!;
      if (frequency > 0) score += (worth * (K1 + 1) * frequency) / (frequency + norm);
    }
    return score;
  }

  coverage(): number {
    let covered = 0;
    let rank = 0;
    for (const worth of this.#weights.bigram.values()) if (this.frequencies[rank++]! > 0) covered += worth;
    return covered / Math.max(1e-6, this.#weights.bigramTotal);
  }
}
