import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { GenerationContent } from "../../../retrieval/storage/generation-writer.ts";

/** A folder of the test's own, removed when it ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "storage-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A generation's content whose every file says `label`. */
export function contentSaying(label: string): GenerationContent {
  return {
    recipe: "recipe",
    facts: { label },
    files: {
      "terms.columns": Buffer.from(`terms of ${label}`),
      "passages.columns": Buffer.from(`passages of ${label}`),
    },
  };
}

export function unfinishedIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.startsWith("."));
}
