import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Counts, Outcome, Row, Surroundings } from "./row.ts";

/** Runs a row in a folder of its own. What it throws is a finding too. */
export async function runRow(
  row: Row,
  counts: Counts,
  { seed = 1, onProgress = () => {} }: Partial<Pick<Surroundings, "seed" | "onProgress">> = {},
): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), `torture-${row.name}-`));
  try {
    return await row.run(counts, { folder, seed, onProgress });
  } catch (fault) {
    return { figures: {}, broken: [`the row itself failed: ${fault instanceof Error ? fault.stack : String(fault)}`] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The full counts of a row, each times a share, and at least one of each. */
export function scaled(counts: Counts, share: number): Counts {
  return Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [name, Math.max(1, Math.round(count * share))]),
  );
}
