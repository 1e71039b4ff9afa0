import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** An E5 model by its name, so that the prefixes apply. */
export const MODEL = "tests/tiny-e5";

/** A folder that is removed when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "embeddings-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
