import { foldTables, SEPARATOR } from "../normalise.ts";

/**
 * The terms of the lexical index: single characters and pairs of neighbours. Bigrams need no word segmentation and beat
 * words by .04 nDCG@10 on Chinese policy questions. A bigram is the 32-bit number `first << 16 | second`.
 */

/** Folds `units[start, end)` into `into` (from 0); returns how many code units were written. */
export function foldUnits(units: Uint16Array, start: number, end: number, into: Uint16Array): number {
  const { fold } = foldTables();
  for (let index = start; index < end; index++) into[index - start] = fold[units[index]!]!;
  return end - start;
}

/** Appends the bigrams of `folded[0, length)` to `into` from `count` on; returns the new count. `into` must be long enough. */
export function appendBigrams(folded: Uint16Array, length: number, into: Uint32Array, count: number): number {
  const { kind } = foldTables();
  let previous = 0;
  let previousKind = SEPARATOR;
  for (let index = 0; index < length; index++) {
    const unit = folded[index]!;
    const unitKind = kind[unit]!;
    if (unitKind !== SEPARATOR && previousKind !== SEPARATOR) into[count++] = ((previous << 16) | unit) >>> 0;
    previous = unit;
    previousKind = unitKind;
  }
  return count;
}

/** Code units of a string. */
export function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let index = 0; index < text.length; index++) units[index] = text.charCodeAt(index);
  return units;
}

/** The distinct bigrams of a folded string, in order of first appearance. */
export function distinctBigrams(folded: string): number[] {
  const { kind } = foldTables();
  const grams = new Set<number>();
  let previous = 0;
  let isAfterSeparator = true;
  for (let index = 0; index < folded.length; index++) {
    const unit = folded.charCodeAt(index);
    const isSeparator = kind[unit] === SEPARATOR;
    if (!isSeparator && !isAfterSeparator) grams.add(((previous << 16) | unit) >>> 0);
    previous = unit;
    isAfterSeparator = isSeparator;
  }
  return [...grams];
}
