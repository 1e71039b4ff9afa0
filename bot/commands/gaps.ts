import { join } from "node:path";
import { Command } from "commander";
import { findGaps, type Gap } from "../gaps.ts";
import { readSettings } from "../settings.ts";
import { openState } from "../state/database.ts";
import { loadEnvironmentFile, run, UsageError } from "./run.ts";

const PERIODS = { h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };

const program = new Command("gaps")
  .description("Lists what residents asked that was refused, answered in part or voted down, the most asked first.")
  .option("--since <period>", "only what was asked in this period, such as 24h, 7d or 4w, or since a date", "30d")
  .option("--csv", "print comma-separated values, with a heading")
  .action(async ({ since, csv }: { since: string; csv?: true }) => {
    const start = readSince(since);
    const settings = readSettings(process.env);
    const state = await openState(join(settings.DATA_DIR, "state.sqlite"));
    try {
      const gaps = await findGaps(state, start);
      const lines = csv ? [CSV_HEADING, ...gaps.map(csvLine)] : gaps.map((gap) => paragraph(gap, settings.TIMEZONE));
      for (const line of lines) process.stdout.write(`${line}\n`);
      if (gaps.length === 0) process.stderr.write(`Nothing was left unanswered since ${isoDate(start, "UTC")}.\n`);
    } finally {
      await state.destroy();
    }
  });

/** @throws {UsageError} when it is neither a period nor a date */
function readSince(since: string): number {
  const [, count, unit] = /^(\d{1,4})([hdw])$/.exec(since) ?? [];
  if (count && unit) return Date.now() - Number(count) * PERIODS[unit as keyof typeof PERIODS];
  const date = /^\d{4}-\d\d-\d\d$/.test(since) ? Date.parse(since) : Number.NaN;
  if (Number.isNaN(date))
    throw new UsageError(`--since takes a period such as 7d or a date such as 2026-11-01, not ${since}`);
  return date;
}

function paragraph(gap: Gap, timezone: string): string {
  const lines = [
    `${gap.count} × ${gap.question}`,
    `    last asked ${isoDate(gap.lastAsked, timezone)}; ${outcomes(gap)}`,
  ];
  if (gap.variants.length > 0) lines.push(`    also: ${gap.variants.join(" | ")}`);
  if (gap.nearest !== null) lines.push(`    nearest: ${gap.nearest.replaceAll(/\s+/g, " ")}`);
  return lines.join("\n");
}

function outcomes({ outcomes: { notFound, partial, votedDown } }: Gap): string {
  const counted: [number, string][] = [
    [notFound, "refused"],
    [partial, "answered in part"],
    [votedDown, "voted down"],
  ];
  return counted.flatMap(([count, name]) => (count > 0 ? [`${count} ${name}`] : [])).join(", ");
}

const CSV_HEADING = "count,last_asked,refused,partial,voted_down,question,variants,nearest";

function csvLine({ count, lastAsked, outcomes: counts, question, variants, nearest }: Gap): string {
  const { notFound, partial, votedDown } = counts;
  const values = [count, new Date(lastAsked).toISOString(), notFound, partial, votedDown];
  return [...values, ...[question, variants.join(" | "), nearest ?? ""].map(csvText)].join(",");
}

/** Always quoted; what a spreadsheet would take for a formula is led by an apostrophe (OWASP, "CSV Injection"). */
function csvText(text: string): string {
  return `"${text.replace(/^(?=[=+\-@\t\r])/, "'").replaceAll('"', '""')}"`;
}

/** The calendar date at an instant. Swedish writes dates as ISO does. */
function isoDate(instant: number, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(instant);
}

loadEnvironmentFile();
await run(program, process.argv, process.env);
