import type { ValueBlock } from "./block.ts";
import { UnitClass } from "../normalise.ts";
import type { Question } from "../question/question.ts";

/** For each concept and place of a question where a text names it, from left to right. */
export type SaidAt = readonly (readonly { start: number; end: number }[])[];

/** What a gap of so many code units between a word and a value leaves of its nearness: e^(−gap / 10). */
const NEARNESS = 10;
/** Of which a comma or a stop between them leaves this much, and another figure this. */
const ACROSS_CLAUSES = 0.5;
const ACROSS_FIGURES = 0.6;

/** What an article calls the place that it is about. */
const ALL_OF_PLACE = ["全省", "全市", "全州", "全区", "全县"];

/** The words by which texts name each thing that a question is about, those of the question before it too. */
export function namesOf({ concepts, places, inherited, folded }: Question): string[][] {
  return [
    ...concepts.map(({ chinese, start, end }) => [...chinese, folded.slice(start, end)]),
    ...places.map(({ name }) => [name, ...ALL_OF_PLACE]),
    ...inherited.concepts.map(({ chinese }) => chinese),
  ];
}

export function saidAt(folded: string, names: readonly (readonly string[])[]): SaidAt {
  return names.map((words) =>
    words
      .flatMap((word) => {
        const found: { start: number; end: number }[] = [];
        for (let at = folded.indexOf(word); at >= 0 && word !== ""; at = folded.indexOf(word, at + word.length))
          found.push({ start: at, end: at + word.length });
        return found;
      })
      .sort((a, b) => a.start - b.start),
  );
}

/**
 * How near a value of a text stands to what is named, 0 to 1: `clause`, the share named in its clause; `mean`, over all;
 * `precision`, the share of its clause, figures aside, that names it or that the question says as well.
 */
export function nearnessOf(
  { folded, mass }: ValueBlock,
  { start, end }: { start: number; end: number },
  said: SaidAt,
): { clause: number; mean: number; precision: number } {
  let [from, to] = [start, end];
  while (from > 0 && !CLAUSE_END.has(folded.charCodeAt(from - 1))) from--;
  while (to < folded.length && !CLAUSE_END.has(folded.charCodeAt(to))) to++;
  const precision = precisionOf(folded, mass, { start: from, end: to }, said);
  if (said.length === 0) return { clause: 0.5, mean: 0, precision };
  let [inClause, sum] = [0, 0];
  for (const places of said) {
    if (places.some((one) => one.start >= from && one.end <= to)) inClause++;
    const before = places.findLast((one) => one.end <= start);
    const after = places.find((one) => one.start >= end);
    sum += Math.max(
      before === undefined ? 0 : nearnessAcross(folded.slice(before.end, start)),
      after === undefined ? 0 : nearnessAcross(folded.slice(end, after.start)),
    );
  }
  return { clause: inClause / said.length, mean: sum / said.length, precision };
}

const CLAUSE_END = new UnitClass(/[,;。]/u);
const WORD = new UnitClass(/\p{Script=Han}/u);

function precisionOf(folded: string, mass: Float32Array, clause: { start: number; end: number }, said: SaidAt): number {
  let [shared, words] = [0, 0];
  for (let at = clause.start; at < clause.end; at++) {
    if (!WORD.has(folded.charCodeAt(at))) continue;
    words++;
    const isInPair = mass[at + 1]! > mass[at]! || (at > 0 && mass[at]! > mass[at - 1]!);
    if (isInPair || isSaidAt(said, at)) shared++;
  }
  return words === 0 ? 0 : shared / words;
}

function isSaidAt(said: SaidAt, at: number): boolean {
  return said.some((places) => places.some((one) => at >= one.start && at < one.end));
}

function nearnessAcross(gap: string): number {
  return (
    Math.exp(-gap.length / NEARNESS) *
    (/[,;。]/u.test(gap) ? ACROSS_CLAUSES : 1) *
    (/\d/u.test(gap) ? ACROSS_FIGURES : 1)
  );
}
