import type { CorpusTable } from "../corpus-table.ts";
import { formsOf } from "../normalise.ts";
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

/** Articles of at least this share of the best one's score are looked at first: few of the others then hold a passage to keep. */
const FIRST = 0.7;

/** The best passages by C = BM25 of bigrams + .4 BM25 of characters + .7 BM25 of the article's bigrams, best first. */
export function rankPassages(
  table: CorpusTable,
  postings: Postings,
  scores: LexicalScores,
  units: readonly number[],
  admits: (article: number) => boolean,
): RankedPassage[] {
  const best = new BestPassages(RESCORED);
  const bar = FIRST * scores.bestArticle;
  const { article: wholes, passage: own } = scores;
  const { firstPassage } = table;
  for (let article = 0; article < wholes.length; article++) {
    const whole = wholes[article]!;
    if (whole >= bar && whole !== 0) offerPassages(best, firstPassage, own, article, ARTICLE_WEIGHT * whole, admits);
  }
  for (let article = 0; article < wholes.length; article++) {
    const whole = wholes[article]!;
    if (whole < bar && whole !== 0) offerPassages(best, firstPassage, own, article, ARTICLE_WEIGHT * whole, admits);
  }
  const weights = unitWeights(units, postings);
  const frequencies = new Uint16Array(weights.idf.length);
  const ranked = best
    .list()
    .map(({ passage, score }) => ({
      passage,
      article: table.passageArticle[passage]!,
      score: score + UNIT_WEIGHT * unitScore(table, passage, weights, frequencies),
    }))
    .sort((a, b) => b.score - a.score || a.passage - b.passage);
  for (const unit of units) for (const form of formsOf(unit)) weights.rank[form] = 0;
  return ranked;
}

/** Offers the passages of an article that hold a gram of the question. */
function offerPassages(
  best: BestPassages,
  firstPassage: Uint32Array,
  scores: Float32Array,
  article: number,
  share: number,
  admits: (article: number) => boolean,
): void {
  const end = firstPassage[article + 1]!;
  // Asked only for what would be kept: it may look at the disk.
  let admitted: boolean | undefined;
  let least = best.threshold - share;
  for (let passage = firstPassage[article]!; passage < end; passage++) {
    const own = scores[passage]!;
    // In this order: the first is true of nearly all once the best are found, as the processor soon foresees.
    if (own <= least || own === 0) continue;
    admitted ??= admits(article);
    if (!admitted) return;
    best.offer(passage, own + share);
    least = best.threshold - share;
  }
}

/** All 0 between calls, of which one ends before the next begins: a table of its own for each took longer to make than to use. */
const rankOfUnit = new Uint8Array(65_536);

interface UnitWeights {
  /** Position in `idf` of a code unit as it is stored, from 1; 0 for others. */
  rank: Uint8Array;
  idf: number[];
}

function unitWeights(units: readonly number[], postings: Postings): UnitWeights {
  const rank = rankOfUnit;
  const idf = [0];
  for (const unit of units) {
    if (rank[unit] !== 0 || idf.length === 255) continue;
    for (const form of formsOf(unit)) rank[form] = idf.length;
    idf.push(inverseDocumentFrequency(postings.passageLength.length, postings.unitFrequency[unit]!));
  }
  return { rank, idf };
}

/** `frequencies`: room for as many numbers as there are weights, whatever stands in it. */
function unitScore(table: CorpusTable, passage: number, weights: UnitWeights, frequencies: Uint16Array): number {
  frequencies.fill(0);
  const start = table.sentenceStart[table.passageFirst[passage]!]!;
  const end = table.sentenceEnd[table.passageLast[passage]!]!;
  const { text } = table;
  const { rank: ranks } = weights;
  for (let index = start; index < end; index++) {
    const rank = ranks[text[index]!]!;
    if (rank !== 0) frequencies[rank]!++;
  }
  const norm = K1 * (1 - B + (B * (end - start)) / 350);
  let score = 0;
  for (let rank = 1; rank < frequencies.length; rank++) {
    const frequency = frequencies[rank]!;
    if (frequency > 0) score += (weights.idf[rank]! * (K1 + 1) * frequency) / (frequency + norm);
  }
  return score;
}

/** Keeps the `size` best of a stream: a binary min-heap in two arrays. */
class BestPassages {
  readonly #passages: Uint32Array;
  readonly #scores: Float64Array;
  #count = 0;
  /** A score must be above this to be kept. */
  threshold = -Infinity;

  constructor(size: number) {
    this.#passages = new Uint32Array(size);
    this.#scores = new Float64Array(size);
  }

  /** Takes a score above the threshold. */
  offer(passage: number, score: number): void {
    if (this.#count < this.#scores.length) this.#raise(this.#count++, passage, score);
    else this.#sink(passage, score);
    if (this.#count === this.#scores.length) this.threshold = this.#scores[0]!;
  }

  #raise(from: number, passage: number, score: number): void {
    const [passages, scores] = [this.#passages, this.#scores];
    let child = from;
    while (child > 0 && scores[(child - 1) >> 1]! > score) {
      const parent = (child - 1) >> 1;
      passages[child] = passages[parent]!;
      scores[child] = scores[parent]!;
      child = parent;
    }
    passages[child] = passage;
    scores[child] = score;
  }

  /** In place of the least. */
  #sink(passage: number, score: number): void {
    const [passages, scores] = [this.#passages, this.#scores];
    const count = this.#count;
    let parent = 0;
    for (let child = 1; child < count; child = 2 * parent + 1) {
      if (child + 1 < count && scores[child + 1]! < scores[child]!) child++;
      if (scores[child]! >= score) break;
      passages[parent] = passages[child]!;
      scores[parent] = scores[child]!;
      parent = child;
    }
    passages[parent] = passage;
    scores[parent] = score;
  }

  list(): { passage: number; score: number }[] {
    return Array.from(this.#passages.subarray(0, this.#count), (passage, index) => ({
      passage,
      score: this.#scores[index]!,
    }));
  }
}
