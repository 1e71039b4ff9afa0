import type { CorpusTable } from "../corpus-table.ts";
import { foldTables, SEPARATOR } from "../normalise.ts";
import { decodeColumns, encodeColumns } from "../storage/columns.ts";
import { appendBigrams, foldUnits } from "./grams.ts";
import { PostingListBuilder, type PostingLists } from "./posting-lists.ts";

/**
 * The inverted index over passages and over whole articles: for each bigram, sorted by its number, where it stands and how
 * often. A passage is indexed together with its article's title and its section's heading.
 */
export interface Postings {
  /** Distinct bigrams, ascending. */
  terms: Uint32Array;
  /** In how many passages (articles) term t stands. */
  passageFrequency: Uint32Array;
  articleFrequency: Uint32Array;
  /** Passages (articles) of each term. */
  passages: PostingLists;
  articles: PostingLists;
  /** Bigrams in each passage, context included. */
  passageLength: Uint32Array;
  /** The same summed over each article's passages. */
  articleLength: Uint32Array;
  /** For each code unit, in how many passages it stands. */
  unitFrequency: Uint32Array;
}

/** Builds the posting lists of every passage of the table. */
export function buildPostings(table: CorpusTable): Postings {
  const passageCount = table.passageArticle.length;
  const passageLength = new Uint32Array(passageCount);
  const articleLength = new Uint32Array(table.articles.length);
  const unitFrequency = new Uint32Array(65_536);
  const termIds = new Map<number, number>();
  const passages = new PostingListBuilder();
  const articles = new PostingListBuilder();
  const grams = new PassageGrams(table);
  const lastPassageOfUnit = new Int32Array(65_536).fill(-1);

  for (let article = 0; article < articleLength.length; article++) {
    const inArticle = new Map<number, number>();
    for (let passage = table.firstPassage[article]!; passage < table.firstPassage[article + 1]!; passage++) {
      const sorted = grams.sorted(passage, (unit) => {
        if (lastPassageOfUnit[unit] !== passage) unitFrequency[unit]!++;
        lastPassageOfUnit[unit] = passage;
      });
      passageLength[passage] = sorted.length;
      articleLength[article]! += sorted.length;
      for (let from = 0; from < sorted.length;) {
        let to = from + 1;
        while (to < sorted.length && sorted[to] === sorted[from]) to++;
        let term = termIds.get(sorted[from]!);
        if (term === undefined) termIds.set(sorted[from]!, (term = termIds.size));
        passages.add(term, passage, to - from);
        inArticle.set(term, (inArticle.get(term) ?? 0) + to - from);
        from = to;
      }
    }
    for (const [term, frequency] of inArticle) articles.add(term, article, frequency);
  }
  const terms = Uint32Array.from(termIds.keys()).sort();
  const order = Uint32Array.from(terms, (term) => termIds.get(term)!);
  return {
    terms,
    passageFrequency: Uint32Array.from(order, (term) => passages.counts[term]!),
    articleFrequency: Uint32Array.from(order, (term) => articles.counts[term]!),
    passages: passages.build(order),
    articles: articles.build(order),
    passageLength,
    articleLength,
    unitFrequency,
  };
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

export function encodePostings({ passages, articles, ...columns }: Postings): Uint8Array {
  return encodeColumns({
    ...columns,
    firstOfPassages: passages.first,
    passageEntries: passages.entries,
    firstOfArticles: articles.first,
    articleEntries: articles.entries,
  });
}

export function decodePostings(bytes: Uint8Array): Postings {
  const { firstOfPassages, passageEntries, firstOfArticles, articleEntries, ...columns } = decodeColumns(bytes);
  return {
    ...columns,
    passages: { first: firstOfPassages, entries: passageEntries },
    articles: { first: firstOfArticles, entries: articleEntries },
  } as unknown as Postings;
}
