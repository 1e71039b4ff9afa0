import type { Counts, Outcome, Row } from "./row.ts";

export interface Result {
  row: Row;
  counts: Counts;
  outcome: Outcome;
  seconds: number;
}

/** A result as JSON values. */
export function plain({ row, counts, outcome, seconds }: Result): object {
  const { name, test, holds } = row;
  return { name, test, holds, verdict: verdictOf(outcome), counts, seconds: Math.round(seconds), ...outcome };
}

/** The results as a table of text: what was done, what was seen, and whether it held; below it, what did not. */
export function formatReport(results: readonly Result[]): string {
  const lines = results.map(({ row, outcome, seconds }) => {
    const figures = Object.entries(outcome.figures).map(([name, value]) => `${name} ${value}`);
    return [
      `${verdictOf(outcome).padEnd(8)}${row.name}: ${row.test} (${Math.round(seconds)} s)`,
      `        must hold: ${row.holds}`,
      `        seen: ${outcome.skipped ?? figures.join(", ")}`,
      ...outcome.broken.map((line) => `        ! ${line}`),
    ].join("\n");
  });
  const broken = results.filter(({ outcome }) => outcome.broken.length > 0).length;
  const sum = broken === 0 ? "All rows that ran held." : `${broken} of ${results.length} rows did not hold.`;
  return `${lines.join("\n")}\n\n${sum}\n`;
}

function verdictOf({ broken, skipped }: Outcome): "holds" | "broken" | "skipped" {
  if (skipped !== undefined) return "skipped";
  return broken.length === 0 ? "holds" : "broken";
}
