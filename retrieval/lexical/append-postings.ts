import { PostingListBuilder, type PostingLists, walkPostings } from "./posting-lists.ts";
import type { Postings } from "./postings.ts";

/**
 * The postings of two tables laid end to end, the same as if they had been indexed together: as the added passages are
 * numbered after all others, each list is the one before with the added one behind it. One copy, no text is read.
 */
export function appendPostings(before: Postings, added: Postings): Postings {
  const merged = mergeTerms(before.terms, added.terms);
  const sum = (one: Uint32Array, other: Uint32Array) =>
    Uint32Array.from(merged, (term) => (one[term.before] ?? 0) + (other[term.added] ?? 0));
  return {
    terms: Uint32Array.from(merged, ({ gram }) => gram),
    passageFrequency: sum(before.passageFrequency, added.passageFrequency),
    articleFrequency: sum(before.articleFrequency, added.articleFrequency),
    passages: appendLists(merged, before.passages, added.passages, before.passageLength.length),
    articles: appendLists(merged, before.articles, added.articles, before.articleLength.length),
    passageLength: joined(before.passageLength, added.passageLength),
    articleLength: joined(before.articleLength, added.articleLength),
    unitFrequency: before.unitFrequency.map((frequency, unit) => frequency + added.unitFrequency[unit]!),
  };
}

/** A term of either index, with its row in both; −1: it is not in that one. */
interface MergedTerm {
  gram: number;
  before: number;
  added: number;
}

/** Two ascending lists as one, each number once. */
function mergeTerms(before: Uint32Array, added: Uint32Array): MergedTerm[] {
  const merged: MergedTerm[] = [];
  let [inBefore, inAdded] = [0, 0];
  while (inBefore < before.length || inAdded < added.length) {
    const [first, second] = [before[inBefore] ?? Infinity, added[inAdded] ?? Infinity];
    merged.push({
      gram: Math.min(first, second),
      before: first <= second ? inBefore++ : -1,
      added: second <= first ? inAdded++ : -1,
    });
  }
  return merged;
}

/** The lists of both, the rows of the added ones moved by `shift`. */
function appendLists(merged: MergedTerm[], before: PostingLists, added: PostingLists, shift: number): PostingLists {
  const tails = new PostingListBuilder();
  const first = new Uint32Array(merged.length + 1);
  // Of each merged term its number among the tails.
  let tail = 0;
  for (const [rank, { before: old, added: more }] of merged.entries()) {
    let length = old < 0 ? 0 : before.first[old + 1]! - before.first[old]!;
    if (more >= 0) {
      tails.begin(old < 0 ? 0 : lastRow(before, old));
      walkPostings(added, more, (row, frequency) => tails.add(tail, row + shift, frequency));
      length += tails.list(tail++).length;
    }
    first[rank + 1] = first[rank]! + length;
  }
  const entries = new Uint16Array(first.at(-1)!);
  tail = 0;
  for (const [rank, { before: old, added: more }] of merged.entries()) {
    if (old >= 0) entries.set(before.entries.subarray(before.first[old], before.first[old + 1]), first[rank]);
    if (more < 0) continue;
    const list = tails.list(tail++);
    entries.set(list, first[rank + 1]! - list.length);
  }
  return { first, entries };
}

function lastRow(lists: PostingLists, term: number): number {
  let last = 0;
  walkPostings(lists, term, (row) => (last = row));
  return last;
}

function joined(one: Uint32Array, other: Uint32Array): Uint32Array {
  const both = new Uint32Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
