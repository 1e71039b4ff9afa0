import type { WeightedGram } from "../lexical/bm25.ts";
import { inverseDocumentFrequency } from "../lexical/bm25.ts";
import { findTerm, type Postings } from "../lexical/postings.ts";
import { formsOf } from "../normalise.ts";

/**
 * The rank of each code unit among those of the question that was looked up last, which alone has entries other than 0. One
 * table that is never replaced: loops have its place as a part of their code, where a table of each question is sought at each turn.
 */
const ranks = new Uint16Array(65_536);
/** The code units that have entries: `#forms` of that question. */
let entered: readonly number[] = [];

/**
 * What each bigram and character of the question is worth when it is met in a text: its idf over passages, times the
 * weight it was asked with. Lookups are by code unit first, so that text without a common character costs next to nothing.
 */
export class QuestionWeights {
  /** The bigrams of the question, each once, in its order: a bigram's rank is its place here. */
  readonly grams: Uint32Array;
  /** By rank. */
  readonly worths: Float64Array;
  readonly bigramTotal: number;
  /** The code units of the question, each once: the rank of the first is 1. */
  readonly units: number[] = [];
  readonly unitTotal: number;
  /** By rank of the code unit; 0 for rank 0, that of all others. */
  readonly unitWorths: Float32Array;
  /** The code units of the question in each form in which they are stored, and their ranks. */
  readonly #forms: number[] = [];
  readonly #formRanks: number[] = [];
  /** Bigrams that begin with the code unit of rank r: [firstPair[r], firstPair[r + 1]) of the two below. */
  readonly #firstPair: Uint32Array;
  readonly #seconds: Uint16Array;
  readonly #pairRanks: Uint32Array;

  /** Weighs the grams of a question by the passages of the index. */
  constructor(weighted: readonly WeightedGram[], postings: Postings) {
    const distinct = distinctGrams(weighted);
    const passages = postings.passageLength.length;
    this.grams = Uint32Array.from(distinct, ({ gram }) => gram);
    this.worths = Float64Array.from(distinct, ({ gram, weight }) => {
      const term = findTerm(postings, gram);
      const frequency = term < 0 ? 0 : postings.passageFrequency[term]!;
      return weight * inverseDocumentFrequency(passages, frequency);
    });
    this.bigramTotal = this.worths.reduce((sum, worth) => sum + worth, 0);
    const codes = distinct.flatMap(({ gram }) => [gram >>> 16, gram & 0xffff]);
    this.unitWorths = new Float32Array(codes.length + 1);
    this.#enter();
    for (const [index, code] of codes.entries()) {
      if (ranks[code] !== 0) continue;
      const rank = this.units.push(code);
      for (const form of formsOf(code)) {
        ranks[form] = rank;
        this.#forms.push(form);
        this.#formRanks.push(rank);
      }
      this.unitWorths[rank] =
        distinct[index >> 1]!.weight * inverseDocumentFrequency(passages, postings.unitFrequency[code]!);
    }
    this.unitTotal = this.unitWorths.reduce((sum, worth) => sum + worth, 0);
    const byFirst = Array.from(this.grams.keys()).sort((a, b) => this.#firstRank(a) - this.#firstRank(b));
    this.#firstPair = new Uint32Array(this.units.length + 2);
    for (const rank of byFirst) this.#firstPair[this.#firstRank(rank) + 1]!++;
    for (let rank = 1; rank < this.#firstPair.length; rank++) this.#firstPair[rank]! += this.#firstPair[rank - 1]!;
    this.#seconds = Uint16Array.from(byFirst, (rank) => this.grams[rank]! & 0xffff);
    this.#pairRanks = Uint32Array.from(byFirst);
  }

  #firstRank(bigram: number): number {
    return this.rankOf(this.grams[bigram]! >>> 16);
  }

  /** Rank of a code unit, folded or as it is stored, among those of the question, from 1; 0 for others. */
  rankOf(unit: number): number {
    if (entered !== this.#forms) this.#enter();
    return ranks[unit]!;
  }

  /** Puts the ranks of this question in place of those of another. */
  #enter(): void {
    for (const form of entered) ranks[form] = 0;
    entered = this.#forms;
    for (const [index, form] of this.#forms.entries()) ranks[form] = this.#formRanks[index]!;
  }

  /** Rank of the bigram of a code unit, given by its rank, and the unit after it; −1 if the question does not hold it. */
  bigramAfter(firstRank: number, second: number): number {
    const end = this.#firstPair[firstRank + 1]!;
    for (let pair = this.#firstPair[firstRank]!; pair < end; pair++)
      if (this.#seconds[pair] === second) return this.#pairRanks[pair]!;
    return -1;
  }

  /** The weight of the bigram of two neighbouring folded code units, 0 if the question does not hold it. */
  bigramWeight(first: number, second: number): number {
    const firstRank = this.rankOf(first);
    const rank = firstRank === 0 ? -1 : this.bigramAfter(firstRank, second);
    return rank < 0 ? 0 : this.worths[rank]!;
  }
}

/** Each gram as it is asked for first. */
function distinctGrams(weighted: readonly WeightedGram[]): WeightedGram[] {
  const seen = new Set<number>();
  return weighted.filter(({ gram }) => !seen.has(gram) && seen.add(gram));
}
