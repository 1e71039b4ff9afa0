import stringWidth from "string-width";

/** One measured figure, beside the same of others in the same run. */
export interface Figure {
  suite: string;
  /** What was measured: `whole answer, 10,000 passages`. */
  measure: string;
  /** Who: this project, or a peer. */
  by: string;
  value: number;
  /** `ms`, `/s`, `MB`, `share` … */
  unit: string;
  /** How a figure of a peer compares: above 1, this project is so many times better. Null for its own figures. */
  ratio: number | null;
  note?: string | undefined;
}

/** This project's name in the column `by`. */
const OURS = "this project";

/** Collects the figures of a run; a peer's figure is set against this project's figure of the same measure. */
export class Report {
  readonly figures: Figure[] = [];

  /** Adds this project's figure. `lowerIsBetter` is told by the unit: times and sizes are. */
  ours(suite: string, measure: string, value: number, unit: string, note?: string): void {
    this.figures.push({ suite, measure, by: OURS, value, unit, ratio: null, note });
  }

  /** Adds a peer's figure. `ours` of the same measure comes first. */
  peer(suite: string, measure: string, by: string, value: number, note?: string): void {
    const own = this.figures.find((figure) => figure.suite === suite && figure.measure === measure);
    if (own === undefined) throw new Error(`no figure of this project for "${measure}"`);
    const ratio = isLowerBetter(own.unit) ? value / own.value : own.value / value;
    this.figures.push({ suite, measure, by, value, unit: own.unit, ratio, note });
  }
}

function isLowerBetter(unit: string): boolean {
  return unit === "ms" || unit === "s" || unit === "MB" || unit === "µs";
}

/** The figures as a table of text, a block for each suite. */
export function formatReport(figures: readonly Figure[]): string {
  const suites = [...new Set(figures.map(({ suite }) => suite))];
  return suites
    .map((suite) => `${suite}\n${formatRows(figures.filter((figure) => figure.suite === suite))}`)
    .join("\n\n");
}

function formatRows(figures: readonly Figure[]): string {
  const rows = figures.map(({ measure, by, value, unit, ratio, note }) => [
    measure,
    by,
    `${formatValue(value)} ${unit}`,
    ratio === null ? "" : `${ratio.toFixed(1)} ×`,
    note ?? "",
  ]);
  const columns = ["measure", "by", "value", "against ours", "note"];
  const all = [columns, ...rows];
  const widths = columns.map((_, column) => Math.max(...all.map((row) => stringWidth(row[column]!))));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell + " ".repeat(widths[column]! - stringWidth(cell)))
        .join("  ")
        .trimEnd(),
    )
    .map((line) => `  ${line}`)
    .join("\n");
}

function formatValue(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString("en-US");
  return value >= 10 ? value.toFixed(1) : value.toPrecision(3);
}

/** The value below which the share `quantile` of the samples lies; nearest rank. */
export function quantileOf(samples: readonly number[], quantile: number): number {
  const sorted = samples.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(quantile * sorted.length) - 1)] ?? Number.NaN;
}
