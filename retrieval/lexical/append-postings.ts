import type { Postings } from "./postings.ts";

/**
 * The postings of two tables laid end to end, the same as if they had been indexed together: as the added passages are
 * numbered after all others, each list is the one before with the added one behind it. One copy, no text is read.
 */
export function appendPostings(before: Postings, added: Postings): Postings {
  const terms = mergeTerms(before.terms, added.terms);
  const first = new Uint32Array(terms.length + 1);
  const articleFrequency = new Uint32Array(terms.length);
  const passages = new Uint32Array(before.passages.length + added.passages.length);
  const frequencies = new Uint8Array(passages.length);
  const shift = before.passageLength.length;
  let [inBefore, inAdded, at] = [0, 0, 0];
  for (let term = 0; term < terms.length; term++) {
    if (before.terms[inBefore] === terms[term]) {
      const [from, to] = [before.first[inBefore]!, before.first[inBefore + 1]!];
      passages.set(before.passages.subarray(from, to), at);
      frequencies.set(before.frequencies.subarray(from, to), at);
      articleFrequency[term] = before.articleFrequency[inBefore++]!;
      at += to - from;
    }
    if (added.terms[inAdded] === terms[term]) {
      const [from, to] = [added.first[inAdded]!, added.first[inAdded + 1]!];
      for (let row = from; row < to; row++, at++) {
        passages[at] = added.passages[row]! + shift;
        frequencies[at] = added.frequencies[row]!;
      }
      articleFrequency[term]! += added.articleFrequency[inAdded++]!;
    }
    first[term + 1] = at;
  }
  return {
    terms,
    first,
    articleFrequency,
    passages,
    frequencies,
    passageLength: joined(before.passageLength, added.passageLength),
    articleLength: joined(before.articleLength, added.articleLength),
    unitFrequency: before.unitFrequency.map((frequency, unit) => frequency + added.unitFrequency[unit]!),
  };
}

/** Two ascending lists as one, each number once. */
function mergeTerms(one: Uint32Array, other: Uint32Array): Uint32Array {
  const merged = new Uint32Array(one.length + other.length);
  let [inOne, inOther, count] = [0, 0, 0];
  while (inOne < one.length || inOther < other.length) {
    const [first, second] = [one[inOne] ?? Infinity, other[inOther] ?? Infinity];
    merged[count++] = Math.min(first, second);
    if (first <= second) inOne++;
    if (second <= first) inOther++;
  }
  return merged.slice(0, count);
}

function joined(one: Uint32Array, other: Uint32Array): Uint32Array {
  const both = new Uint32Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
