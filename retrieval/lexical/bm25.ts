import type { CorpusTable } from "../corpus-table.ts";
import { findTerm, type Postings } from "./postings.ts";

/**
 * BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework") over bigrams of passages and of whole
 * articles in one walk over the posting lists. Constants were chosen on 660 policy questions by passage nDCG@10.
 */
const PASSAGE_K1 = 0.8;
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
  /** BM25 of each passage that holds a gram of the question. */
  passage: Float32Array;
  /** BM25 of each article. */
  article: Float32Array;
  /** The rows that have a score, each once, in no order. */
  passages: Uint32Array;
  articles: Uint32Array;
}

/** Scores passages and articles for one question after another in reused arrays: a result is valid until the next call. */
export class LexicalScorer {
  #table: CorpusTable;
  #postings: Postings;
  #passage: Float32Array;
  #article: Float32Array;
  #touchedPassages: Uint32Array;
  #touchedArticles: Uint32Array;
  #passageCount = 0;
  #articleCount = 0;
  #passageNorm: Float32Array;
  #articleNorm: Float32Array;

  constructor(table: CorpusTable, postings: Postings) {
    this.#table = table;
    this.#postings = postings;
    this.#passage = new Float32Array(postings.passageLength.length);
    this.#article = new Float32Array(postings.articleLength.length);
    this.#touchedPassages = new Uint32Array(this.#passage.length);
    this.#touchedArticles = new Uint32Array(this.#article.length);
    this.#passageNorm = lengthNorms(postings.passageLength, PASSAGE_K1, PASSAGE_B);
    this.#articleNorm = lengthNorms(postings.articleLength, ARTICLE_K1, ARTICLE_B);
  }

  score(grams: WeightedGram[]): LexicalScores {
    this.#clear();
    for (const { gram, weight } of grams) {
      const term = findTerm(this.#postings, gram);
      if (term >= 0) this.#addTerm(term, weight);
    }
    return {
      passage: this.#passage,
      article: this.#article,
      passages: this.#touchedPassages.subarray(0, this.#passageCount),
      articles: this.#touchedArticles.subarray(0, this.#articleCount),
    };
  }

  #clear(): void {
    for (let index = 0; index < this.#passageCount; index++) this.#passage[this.#touchedPassages[index]!] = 0;
    for (let index = 0; index < this.#articleCount; index++) this.#article[this.#touchedArticles[index]!] = 0;
    this.#passageCount = 0;
    this.#articleCount = 0;
  }

  #addTerm(term: number, weight: number): void {
    const { first, passages, frequencies, articleFrequency } = this.#postings;
    const { passageArticle } = this.#table;
    const from = first[term]!;
    const to = first[term + 1]!;
    const passageWeight = weight * (PASSAGE_K1 + 1) * inverseDocumentFrequency(this.#passage.length, to - from);
    const articleWeight =
      weight * (ARTICLE_K1 + 1) * inverseDocumentFrequency(this.#article.length, articleFrequency[term]!);
    const passageScores = this.#passage;
    const passageNorm = this.#passageNorm;
    let article = -1;
    let inArticle = 0;
    for (let at = from; at < to; at++) {
      const row = passages[at]!;
      const frequency = frequencies[at]!;
      if (passageScores[row] === 0) this.#touchedPassages[this.#passageCount++] = row;
      passageScores[row]! += (passageWeight * frequency) / (frequency + passageNorm[row]!);
      if (passageArticle[row] !== article) {
        if (article >= 0) this.#addToArticle(article, inArticle, articleWeight);
        article = passageArticle[row]!;
        inArticle = 0;
      }
      inArticle += frequency;
    }
    if (article >= 0) this.#addToArticle(article, inArticle, articleWeight);
  }

  #addToArticle(article: number, frequency: number, weight: number): void {
    if (this.#article[article] === 0) this.#touchedArticles[this.#articleCount++] = article;
    this.#article[article]! += (weight * frequency) / (frequency + this.#articleNorm[article]!);
  }
}

function lengthNorms(lengths: Uint32Array, k1: number, b: number): Float32Array {
  let total = 0;
  for (const length of lengths) total += length;
  const average = Math.max(1, total / Math.max(1, lengths.length));
  return Float32Array.from(lengths, (length) => k1 * (1 - b + (b * length) / average));
}
