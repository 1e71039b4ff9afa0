import { describe, expect, it } from "vitest";
import { rows } from "./rows.ts";
import { runRow } from "./run-row.ts";

/** Most of the time goes to processes that start, on a machine that is busy with the other tests. */
const LONG = { timeout: 180_000 };

describe("In a short run", () => {
  it.each(rows.map((row) => [row.test, row.holds, row] as const))("%s: %s", LONG, async (_test, _holds, row) => {
    const { broken } = await runRow(row, row.short);
    expect(broken).toEqual([]);
  });
});
