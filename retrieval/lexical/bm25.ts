import type { CorpusTable } from "../corpus-table.ts";
import { findTerm, type Postings } from "./postings.ts";

/**
 * BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework") over bigrams of passages and of whole
 * articles in one walk over the posting lists. Constants were chosen on 660 policy questions by passage nDCG@10.
 */
const PASSAGE_K1 = 0.6;
const PASSAGE_B = 0.4;
const ARTICLE_K1 = 1.2;
const ARTICLE_B = 0.75;

/** A bigram to look for, with the weight of its match (1: a word of the question as it stands). */
export interface WeightedGram {
  gram: number;
  weight: number;
}

/** ln(1 + (N − df + .5) / (df + .5)): positive for every df ≤ N. */
export function inverseDocumentFrequency(documents: number, frequency: number): number {
  return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
}

export interface LexicalScores {
  /** BM25 of each passage; 0 for one that holds no gram of the question. */
  passage: Float32Array;
  /** BM25 of each article; 0 for one that holds no gram of the question. */
  article: Float32Array;
}

/** Scores passages and articles for one question after another in reused arrays: a result is valid until the next call. */
export class LexicalScorer {
  readonly #table: CorpusTable;
  readonly #postings: Postings;
  readonly #passage: Float32Array;
  readonly #article: Float32Array;
  readonly #passageNorm: Float32Array;
  readonly #articleNorm: Float32Array;

  constructor(table: CorpusTable, postings: Postings) {
    this.#table = table;
    this.#postings = postings;
    this.#passage = new Float32Array(postings.passageLength.length);
    this.#article = new Float32Array(postings.articleLength.length);
    this.#passageNorm = lengthNorms(postings.passageLength, PASSAGE_K1, PASSAGE_B);
    this.#articleNorm = lengthNorms(postings.articleLength, ARTICLE_K1, ARTICLE_B);
  }

  score(grams: WeightedGram[]): LexicalScores {
    // Cheaper than a list of what was touched: 20 µs for 100,000 passages.
    this.#passage.fill(0);
    this.#article.fill(0);
    for (const { gram, weight } of grams) {
      const term = findTerm(this.#postings, gram);
      if (term >= 0) this.#addTerm(term, weight);
    }
    return { passage: this.#passage, article: this.#article };
  }

  #addTerm(term: number, weight: number): void {
    const { first, passages, frequencies, articleFrequency } = this.#postings;
    const { passageArticle, firstPassage } = this.#table;
    const [passageScores, passageNorm] = [this.#passage, this.#passageNorm];
    const [articleScores, articleNorm] = [this.#article, this.#articleNorm];
    const from = first[term]!;
    const to = first[term + 1]!;
    const passageWeight = weight * (PASSAGE_K1 + 1) * inverseDocumentFrequency(passageScores.length, to - from);
    const articleWeight =
      weight * (ARTICLE_K1 + 1) * inverseDocumentFrequency(articleScores.length, articleFrequency[term]!);
    let article = -1;
    let articleEnd = 0;
    let inArticle = 0;
    for (let at = from; at < to; at++) {
      const row = passages[at]!;
      const frequency = frequencies[at]!;
      if (row >= articleEnd) {
        if (article >= 0) articleScores[article]! += (articleWeight * inArticle) / (inArticle + articleNorm[article]!);
        article = passageArticle[row]!;
        articleEnd = firstPassage[article + 1]!;
        inArticle = 0;
      }
      passageScores[row]! += (passageWeight * frequency) / (frequency + passageNorm[row]!);
      inArticle += frequency;
    }
    if (article >= 0) articleScores[article]! += (articleWeight * inArticle) / (inArticle + articleNorm[article]!);
  }
}

function lengthNorms(lengths: Uint32Array, k1: number, b: number): Float32Array {
  let total = 0;
  for (const length of lengths) total += length;
  const average = Math.max(1, total / Math.max(1, lengths.length));
  return Float32Array.from(lengths, (length) => k1 * (1 - b + (b * length) / average));
}
