import type { CorpusTable } from "../corpus-table.ts";
import { foldTables, SEPARATOR } from "../normalise.ts";
import { decodeColumns, encodeColumns } from "../storage/columns.ts";
import { appendBigrams, foldUnits } from "./grams.ts";

/**
 * The inverted index over passages: for each bigram, sorted by its number, the passages that contain it and how often.
 * A passage is indexed together with its article's title and its section's heading. Passages are numbered article by
 * article, so one walk over a posting list also yields the term's frequency in each whole article.
 */
export interface Postings {
  /** Distinct bigrams, ascending. */
  terms: Uint32Array;
  /** Posting list of term t: [first[t], first[t + 1]) of `passages` and `frequencies`. */
  first: Uint32Array;
  /** In how many articles term t stands. */
  articleFrequency: Uint32Array;
  passages: Uint32Array;
  /** Term frequency in the passage, at most 255. */
  frequencies: Uint8Array;
  /** Bigrams in each passage, context included. */
  passageLength: Uint32Array;
  /** The same summed over each article's passages. */
  articleLength: Uint32Array;
  /** For each code unit, in how many passages it stands. */
  unitFrequency: Uint32Array;
}

/** Grows as it is filled: a typed array that doubles. */
class GrowingColumn<T extends Uint32Array | Uint8Array> {
  #array: T;
  #make: (length: number) => T;
  length = 0;

  constructor(make: (length: number) => T) {
    this.#make = make;
    this.#array = make(1 << 16);
  }

  push(value: number): void {
    if (this.length === this.#array.length) {
      const larger = this.#make(this.length * 2);
      larger.set(this.#array);
      this.#array = larger;
    }
    this.#array[this.length++] = value;
  }

  get values(): T {
    return this.#array.subarray(0, this.length) as T;
  }
}

/** Builds the posting lists of every passage of the table. */
export function buildPostings(table: CorpusTable): Postings {
  const passageCount = table.passageArticle.length;
  const passageLength = new Uint32Array(passageCount);
  const articleLength = new Uint32Array(table.articles.length);
  const unitFrequency = new Uint32Array(65_536);
  const termIds = new Map<number, number>();
  const pairTerm = new GrowingColumn((length) => new Uint32Array(length));
  const pairPassage = new GrowingColumn((length) => new Uint32Array(length));
  const pairFrequency = new GrowingColumn((length) => new Uint8Array(length));
  const grams = new PassageGrams(table);
  const lastPassageOfUnit = new Int32Array(65_536).fill(-1);

  for (let passage = 0; passage < passageCount; passage++) {
    const sorted = grams.sorted(passage, (unit) => {
      if (lastPassageOfUnit[unit] !== passage) unitFrequency[unit]!++;
      lastPassageOfUnit[unit] = passage;
    });
    passageLength[passage] = sorted.length;
    articleLength[table.passageArticle[passage]!]! += sorted.length;
    for (let from = 0; from < sorted.length;) {
      let to = from + 1;
      while (to < sorted.length && sorted[to] === sorted[from]) to++;
      let term = termIds.get(sorted[from]!);
      if (term === undefined) termIds.set(sorted[from]!, (term = termIds.size));
      pairTerm.push(term);
      pairPassage.push(passage);
      pairFrequency.push(Math.min(to - from, 255));
      from = to;
    }
  }
  const lists = groupByTerm(termIds, pairTerm.values, pairPassage.values, pairFrequency.values);
  const articleFrequency = countArticles(lists.first, lists.passages, table.passageArticle);
  return { ...lists, articleFrequency, passageLength, articleLength, unitFrequency };
}

/** Collects the bigrams of one passage after the other into reused buffers. */
class PassageGrams {
  #table: CorpusTable;
  #folded = new Uint16Array(1024);
  #grams = new Uint32Array(1024);

  constructor(table: CorpusTable) {
    this.#table = table;
  }

  /** The bigrams of a passage with its title and heading, sorted; `seen` is told each folded code unit of the passage. */
  sorted(passage: number, seen: (unit: number) => void): Uint32Array {
    const table = this.#table;
    const first = table.passageFirst[passage]!;
    const start = table.sentenceStart[first]!;
    const end = table.sentenceEnd[table.passageLast[passage]!]!;
    const section = table.sentenceSection[first]!;
    let count = this.#append(table.text, start, end, 0, seen);
    count = this.#append(table.text, table.headingStart[section]!, table.headingEnd[section]!, count, seen);
    const article = table.passageArticle[passage]!;
    const title = titleUnits(table, article, start);
    count = this.#append(title, 0, title.length, count, seen);
    return this.#grams.subarray(0, count).sort();
  }

  #append(units: Uint16Array, start: number, end: number, count: number, seen: (unit: number) => void): number {
    const { kind } = foldTables();
    if (this.#folded.length < end - start) this.#folded = new Uint16Array((end - start) * 2);
    if (this.#grams.length < count + end - start) {
      const larger = new Uint32Array((count + end - start) * 2);
      larger.set(this.#grams);
      this.#grams = larger;
    }
    const length = foldUnits(units, start, end, this.#folded);
    for (let index = 0; index < length; index++) {
      const unit = this.#folded[index]!;
      if (kind[unit] !== SEPARATOR) seen(unit);
    }
    return appendBigrams(this.#folded, length, this.#grams, count);
  }
}

/** The title as context of a passage; none for a passage that itself begins with it (an article without a title of its own). */
function titleUnits(table: CorpusTable, article: number, start: number): Uint16Array {
  const title = table.articles[article]!.title;
  const units = Uint16Array.from(title, (character) => character.charCodeAt(0));
  const length = Math.min(units.length, 20);
  for (let index = 0; index < length; index++) if (table.text[start + index] !== units[index]) return units;
  return units.subarray(0, 0);
}

function groupByTerm(
  termIds: Map<number, number>,
  pairTerm: Uint32Array,
  pairPassage: Uint32Array,
  pairFrequency: Uint8Array,
) {
  const terms = Uint32Array.from(termIds.keys()).sort();
  const rankOfId = new Uint32Array(terms.length);
  for (let rank = 0; rank < terms.length; rank++) rankOfId[termIds.get(terms[rank]!)!] = rank;
  const first = new Uint32Array(terms.length + 1);
  for (const id of pairTerm) first[rankOfId[id]! + 1]!++;
  for (let rank = 0; rank < terms.length; rank++) first[rank + 1]! += first[rank]!;
  const next = first.slice();
  const passages = new Uint32Array(pairTerm.length);
  const frequencies = new Uint8Array(pairTerm.length);
  for (let pair = 0; pair < pairTerm.length; pair++) {
    const at = next[rankOfId[pairTerm[pair]!]!]!++;
    passages[at] = pairPassage[pair]!;
    frequencies[at] = pairFrequency[pair]!;
  }
  return { terms, first, passages, frequencies };
}

function countArticles(first: Uint32Array, passages: Uint32Array, passageArticle: Uint32Array): Uint32Array {
  const counts = new Uint32Array(first.length - 1);
  for (let term = 0; term < counts.length; term++) {
    let last = -1;
    for (let at = first[term]!; at < first[term + 1]!; at++) {
      const article = passageArticle[passages[at]!]!;
      if (article !== last) counts[term]!++;
      last = article;
    }
  }
  return counts;
}

/** The row of a bigram in `terms`, or -1. */
export function findTerm(postings: Postings, gram: number): number {
  let low = 0;
  let high = postings.terms.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const term = postings.terms[middle]!;
    if (term === gram) return middle;
    if (term < gram) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

export function encodePostings(postings: Postings): Uint8Array {
  return encodeColumns({ ...postings });
}

export function decodePostings(bytes: Uint8Array): Postings {
  return decodeColumns(bytes) as unknown as Postings;
}
