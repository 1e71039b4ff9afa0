import { Command, CommanderError } from "commander";
import { formatReport, plain, type Result } from "./report.ts";
import { rows } from "./rows.ts";
import { runRow, scaled } from "./run-row.ts";

interface CommandOptions {
  only?: string[];
  scale: number;
  seed: number;
  short?: boolean;
  json?: boolean;
}

const names = rows.map(({ name }) => name).join(", ");

const program = new Command("torture")
  .description("Kills, floods, starves and feeds the product with rubbish, and says row by row whether it held.")
  .option("--only <row...>", `only these: ${names}`)
  .option("--scale <share>", "so many times the counts of each row, such as 0.1", positive, 1)
  .option("--seed <number>", "another seed does other things", positive, 1)
  .option("--short", "the few of each that npm test runs")
  .option("--json", "print the results as JSON")
  .exitOverride()
  .action(async ({ only, scale, seed, short = false, json = false }: CommandOptions) => {
    const unknown = only?.find((name) => !rows.some((row) => row.name === name));
    if (unknown !== undefined) throw new Error(`There is no row "${unknown}". Choose from ${names}.`);
    const results: Result[] = [];
    for (const row of rows.filter(({ name }) => only?.includes(name) ?? true)) {
      const counts = short ? row.short : scaled(row.full, scale);
      const begun = performance.now();
      const outcome = await runRow(row, counts, { seed, onProgress: progressOf(row.name) });
      results.push({ row, counts, outcome, seconds: (performance.now() - begun) / 1000 });
    }
    process.stdout.write(json ? `${JSON.stringify(results.map(plain), null, 2)}\n` : formatReport(results));
    if (results.some(({ outcome }) => outcome.broken.length > 0)) process.exitCode = 1;
  });

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`expected a number above 0, got ${text}`);
  return value;
}

/** A line on stderr that is written over, for who waits at a terminal. */
function progressOf(name: string): (done: number, total: number) => void {
  if (!process.stderr.isTTY) return () => {};
  return (done, total) => process.stderr.write(`\r${name} ${done}/${total}   \r`);
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}
