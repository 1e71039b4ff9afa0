import { type CorpusTable, textAt } from "../corpus-table.ts";
import { fold } from "../normalise.ts";
import type { ComparedParts } from "../question/understand.ts";
import { isCompatible, unitOf } from "../reading/values.ts";
import type { Finding } from "./finding.ts";
import { type Find, findAll } from "./other-parts.ts";

const POWERS: readonly [RegExp, number][] = [
  [/万亿/u, 1e12],
  [/亿/u, 1e8],
  [/万/u, 1e4],
];

/** Answers how much each of the things compared has, the one asked for first; null unless all of them have a figure of their own. */
export async function compareAll(
  { things, parts, asked }: ComparedParts,
  find: Find,
  table: CorpusTable,
): Promise<Finding[] | null> {
  const findings = await findAll(parts, find);
  const starts = new Set(findings.map(({ status, value }) => (status === "answered" ? value?.start : undefined)));
  if (findings.length !== things.length || starts.has(undefined) || starts.size < things.length) return null;
  const labelled = findings.map((finding, index) => ({ ...finding, label: things[index]! }));
  if (asked === "each") return labelled;
  const texts = findings.map(({ value }) => fold(textAt(table, value!.start, value!.end)));
  // 6 roads and 3 days: one of the two is something else.
  const units = texts.map((text) => unitOf(text).replace(/[万亿]/gu, ""));
  if (!units.every((unit) => isCompatible(unit, units[0]!) || isDate(unit, units[0]!))) return null;
  const sizes = new Map(labelled.map((finding, index) => [finding, sizeOf(texts[index]!)]));
  if ([...sizes.values()].includes(null)) return labelled;
  return labelled.toSorted((a, b) => (asked === "least" ? 1 : -1) * (sizes.get(a)! - sizes.get(b)!));
}

function isDate(...units: string[]): boolean {
  return units.every((unit) => /[月日]/u.test(unit));
}

/** A figure's size; of a date, month by month and day by day. Null where it has no digits. */
function sizeOf(text: string): number | null {
  const date = /(\d{1,2})月(\d{1,2})?/u.exec(text);
  if (date !== null) return 100 * Number(date[1]) + Number(date[2] ?? 0);
  const number = /\d[\d,]*(?:\.\d+)?/u.exec(text)?.[0];
  if (number === undefined) return null;
  return Number(number.replaceAll(",", "")) * (POWERS.find(([power]) => power.test(text))?.[1] ?? 1);
}
