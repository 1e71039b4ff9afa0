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
  offerPassages(best, table, scores, [bar, Infinity], admits);
  offerPassages(best, table, scores, [0, bar], admits);
  const idf = enterUnits(units, postings);
  const ranked = best
    .list()
    .map(({ passage, score }) => ({
      passage,
      article: table.passageArticle[passage]!,
      score: score + UNIT_WEIGHT * unitScore(table, passage, idf),
    }))
    .sort((a, b) => b.score - a.score || a.passage - b.passage);
  for (const unit of units) for (const form of formsOf(unit)) rankOfUnit[form] = 0;
  return ranked;
}

/** Offers the passages that hold a gram of the question, of articles whose score is at least `from` and below `to`. */
function offerPassages(
  best: BestPassages,
  { firstPassage }: CorpusTable,
  { passage: scores, article: wholes }: LexicalScores,
  [from, to]: [number, number],
  admits: (article: number) => boolean,
): void {
  let { threshold } = best;
  for (let article = 0; article < wholes.length; article++) {
    const whole = wholes[article]!;
    if (whole < from || whole >= to || whole === 0) continue;
    const share = ARTICLE_WEIGHT * whole;
    const end = firstPassage[article + 1]!;
    // Asked only for what would be kept: it may look at the disk.
    let isAdmitted = false;
    // At least 0: those that hold no gram are passed over.
    let least = Math.max(0, threshold - share);
    let passage = firstPassage[article]!;
    while (passage < end) {
      // Once the best are found nearly all are passed over: four at a time, as each turn of a loop finds out anew where its
      // arrays are, be the last of them another article's.
      if (
        passage + 4 <= scores.length &&
        scores[passage]! <= least &&
        scores[passage + 1]! <= least &&
        scores[passage + 2]! <= least &&
        scores[passage + 3]! <= least
      ) {
        passage += 4;
        continue;
      }
      const own = scores[passage]!;
      if (own > least) {
        isAdmitted ||= admits(article);
        if (!isAdmitted) break;
        threshold = best.offer(passage, own + share);
        least = Math.max(0, threshold - share);
      }
      passage++;
    }
  }
}

/** Most units that are counted. */
const MOST_UNITS = 254;
/** All 0 between calls, of which one ends before the next begins: a table of its own for each took longer to make than to use. */
const rankOfUnit = new Uint8Array(65_536);
/** Of the passage that is looked at, by rank; 0 between passages. */
const frequencies = new Uint16Array(MOST_UNITS + 1);

/** Ranks the code units of a question, in each form in which they are stored, from 1. Returns their idf by rank. */
function enterUnits(units: readonly number[], postings: Postings): number[] {
  const idf = [0];
  for (const unit of units) {
    if (rankOfUnit[unit] !== 0 || idf.length > MOST_UNITS) continue;
    for (const form of formsOf(unit)) rankOfUnit[form] = idf.length;
    idf.push(inverseDocumentFrequency(postings.passageLength.length, postings.unitFrequency[unit]!));
  }
  return idf;
}

/** BM25 of the units that have been entered. */
function unitScore(table: CorpusTable, passage: number, idf: readonly number[]): number {
  const start = table.sentenceStart[table.passageFirst[passage]!]!;
  const end = table.sentenceEnd[table.passageLast[passage]!]!;
  const { text } = table;
  let index = start;
  // Four a turn: each turn of a loop finds out anew where the text is.
  for (; index + 4 <= end; index += 4) {
    const rank1 = rankOfUnit[text[index]!]!;
    const rank2 = rankOfUnit[text[index + 1]!]!;
    const rank3 = rankOfUnit[text[index + 2]!]!;
    const rank4 = rankOfUnit[text[index + 3]!]!;
    if ((rank1 | rank2 | rank3 | rank4) === 0) continue;
    frequencies[rank1]!++;
    frequencies[rank2]!++;
    frequencies[rank3]!++;
    frequencies[rank4]!++;
  }
  for (; index < end; index++) frequencies[rankOfUnit[text[index]!]!]!++;
  const norm = K1 * (1 - B + (B * (end - start)) / 350);
  let score = 0;
  for (let rank = 1; rank < idf.length; rank++) {
    const frequency = frequencies[rank]!;
    if (frequency > 0) score += (idf[rank]! * (K1 + 1) * frequency) / (frequency + norm);
  }
  frequencies.fill(0, 0, idf.length);
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

  /** Takes a score above the threshold. Returns the threshold from now on. */
  offer(passage: number, score: number): number {
    if (this.#count < this.#scores.length) this.#raise(this.#count++, passage, score);
    else this.#sink(passage, score);
    if (this.#count === this.#scores.length) this.threshold = this.#scores[0]!;
    return this.threshold;
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
