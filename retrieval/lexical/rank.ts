import type { CorpusTable } from "../corpus-table.ts";
import { foldTables } from "../normalise.ts";
import { inverseDocumentFrequency, type LexicalScores } from "./bm25.ts";
import type { Postings } from "./postings.ts";

/** Weights of characters and of the whole article beside the passage's bigrams, chosen by passage nDCG@10. */
const UNIT_WEIGHT = 0.4;
const ARTICLE_WEIGHT = 0.7;
/** Characters are counted only in the passages that bigrams and articles rank highest. */
const RESCORED = 100;
const K1 = 0.8;
const B = 0.4;

/** A passage and its lexical score. */
export interface RankedPassage {
  passage: number;
  article: number;
  score: number;
}

/** The best passages by C = BM25 of bigrams + .4 BM25 of characters + .7 BM25 of the article's bigrams, best first. */
export function rankPassages(
  table: CorpusTable,
  postings: Postings,
  scores: LexicalScores,
  units: Iterable<number>,
  admits: (article: number) => boolean,
): RankedPassage[] {
  const best = new BestPassages(RESCORED);
  for (const passage of scores.passages) {
    const article = table.passageArticle[passage]!;
    const score = scores.passage[passage]! + ARTICLE_WEIGHT * scores.article[article]!;
    if (score > best.threshold && admits(article)) best.offer(passage, score);
  }
  const weights = unitWeights(units, postings);
  return best
    .list()
    .map(({ passage, score }) => ({
      passage,
      article: table.passageArticle[passage]!,
      score: score + UNIT_WEIGHT * unitScore(table, passage, weights),
    }))
    .sort((a, b) => b.score - a.score || a.passage - b.passage);
}

interface UnitWeights {
  /** Position of a code unit in `idf`, from 1; 0 for others. */
  rank: Uint8Array;
  idf: number[];
}

function unitWeights(units: Iterable<number>, postings: Postings): UnitWeights {
  const rank = new Uint8Array(65_536);
  const idf = [0];
  for (const unit of units) {
    if (rank[unit] !== 0 || idf.length === 255) continue;
    rank[unit] = idf.length;
    idf.push(inverseDocumentFrequency(postings.passageLength.length, postings.unitFrequency[unit]!));
  }
  return { rank, idf };
}

function unitScore(table: CorpusTable, passage: number, weights: UnitWeights): number {
  const { fold } = foldTables();
  const start = table.sentenceStart[table.passageFirst[passage]!]!;
  const end = table.sentenceEnd[table.passageLast[passage]!]!;
  const frequencies = new Uint16Array(weights.idf.length);
  for (let index = start; index < end; index++) frequencies[weights.rank[fold[table.text[index]!]!]!]!++;
  const norm = K1 * (1 - B + (B * (end - start)) / 350);
  let score = 0;
  for (let rank = 1; rank < frequencies.length; rank++) {
    const frequency = frequencies[rank]!;
    if (frequency > 0) score += (weights.idf[rank]! * (K1 + 1) * frequency) / (frequency + norm);
  }
  return score;
}

/** Keeps the `size` best of a stream: a binary min-heap. */
class BestPassages {
  #size: number;
  #heap: { passage: number; score: number }[] = [];

  constructor(size: number) {
    this.#size = size;
  }

  /** A score must be above this to be kept. */
  get threshold(): number {
    return this.#heap.length < this.#size ? -Infinity : this.#heap[0]!.score;
  }

  offer(passage: number, score: number): void {
    const heap = this.#heap;
    if (heap.length < this.#size) {
      heap.push({ passage, score });
      let child = heap.length - 1;
      while (child > 0 && heap[(child - 1) >> 1]!.score > heap[child]!.score) {
        const parent = (child - 1) >> 1;
        [heap[parent], heap[child]] = [heap[child]!, heap[parent]!];
        child = parent;
      }
      return;
    }
    heap[0] = { passage, score };
    for (let parent = 0; ;) {
      let least = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2]) {
        if (child < heap.length && heap[child]!.score < heap[least]!.score) least = child;
      }
      if (least === parent) return;
      [heap[parent], heap[least]] = [heap[least]!, heap[parent]!];
      parent = least;
    }
  }

  list(): { passage: number; score: number }[] {
    return this.#heap;
  }
}
