import { UnitClass } from "../normalise.ts";

/** The text on either side of a value, folded. */
interface Surroundings {
  before: string;
  after: string;
}

const SEPARATOR = new UnitClass(/[、,;。:和]/u);

/** 0 to 1: how well a value fits one of several things asked about, named in its own list item, or else somewhere near. */
export function objectPull({ before, after }: Surroundings, object: string): number {
  return countedPull([pairsOf(object)], before, after);
}

/** The same of the thing that it fits best, each given by its pairs. */
export function countedPull(things: readonly (readonly string[])[], before: string, after: string): number {
  let best = 0;
  if (things.length === 0) return best;
  const itemAfter = after.slice(0, firstSeparator(after));
  const itemBefore = before.slice(lastSeparator(before) + 1);
  for (const pairs of things) {
    const item = Math.max(runPull(pairs, itemAfter, false), runPull(pairs, itemBefore, true));
    const near = Math.max(runPull(pairs, after, false), runPull(pairs, before, true));
    best = Math.max(best, item, 0.4 * near);
  }
  return best;
}

/** Where the first separator is; the end of a text without one. */
function firstSeparator(text: string): number {
  let at = 0;
  while (at < text.length && !SEPARATOR.has(text.charCodeAt(at))) at++;
  return at;
}

/** Where the last separator is; -1 for none. */
function lastSeparator(text: string): number {
  let at = text.length - 1;
  while (at >= 0 && !SEPARATOR.has(text.charCodeAt(at))) at--;
  return at;
}

/** A pair of a run's characters near the value pulls with e^(−distance / 8). */
const FOCUS_NEARNESS = 8;
/** What a word keeps of its pull across a comma: in 消毒液8.4吨、体温计326个 the neighbour belongs to the next item. */
const ACROSS = 0.4;

const WORD = new UnitClass(/[\p{L}\p{N}]/u);

/** The bigrams of a run's words, in their order. */
export function pairsOf(run: string): string[] {
  const pairs: string[] = [];
  for (let index = 1; index < run.length; index++)
    if (WORD.has(run.charCodeAt(index - 1)) && WORD.has(run.charCodeAt(index)))
      pairs.push(run.slice(index - 1, index + 1));
  return pairs;
}

/** The share of a run's bigrams in the text, each decayed by its distance from the value. `text` ends (or starts) at it. */
export function runPull(pairs: readonly string[], text: string, atEnd: boolean): number {
  let pull = 0;
  for (const pair of pairs) {
    const at = atEnd ? text.lastIndexOf(pair) : text.indexOf(pair);
    if (at < 0) continue;
    const between = atEnd ? text.slice(at + 2) : text.slice(0, at);
    pull += Math.exp(-between.length / FOCUS_NEARNESS) * (/[、,;。]/u.test(between) ? ACROSS : 1);
  }
  return pairs.length === 0 ? 0 : pull / Math.min(pairs.length, 3);
}
