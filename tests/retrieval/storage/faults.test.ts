import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { embedCached } from "../../../retrieval/storage/embedding-cache.ts";
import { writeGeneration } from "../../../retrieval/storage/generation-writer.ts";
import { openGeneration } from "../../../retrieval/storage/generations.ts";
import { StorageError } from "../../../retrieval/storage/storage-error.ts";
import { interceptDisk } from "./faulty-disk.ts";
import { contentSaying, temporaryFolder, unfinishedIn } from "./index-folder.ts";

const builder = fileURLToPath(new URL("killed-builder.ts", import.meta.url));

/** A process a call, on a machine that may be busy with the other tests. */
const MANY_PROCESSES = { timeout: 180_000 };

/** True when the process was killed, false when it came to its end. */
async function runKilledAt(what: string, folder: string, call: number): Promise<boolean> {
  const child = spawn(process.execPath, ["--import", "tsx", builder, what, folder, String(call)], { stdio: "inherit" });
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  if (signal !== "SIGKILL" && code !== 0) throw new Error(`the builder failed: ${signal ?? code}`);
  return signal === "SIGKILL";
}

async function labelIn(folder: string): Promise<string> {
  const notices: string[] = [];
  const generation = await openGeneration(
    folder,
    () => true,
    (notice) => notices.push(notice),
  );
  const label = String(generation!.manifest.facts["label"]);
  expect(Buffer.from(await generation!.read("terms.columns")).toString()).toBe(`terms of ${label}`);
  // Whatever was half-written is not taken for a generation at all.
  expect(notices).toEqual([]);
  return label;
}

describe("a process killed while it builds a generation", () => {
  test(
    "leaves the one before or the one after, wherever it is killed, and the next build clears up",
    MANY_PROCESSES,
    async () => {
      const template = temporaryFolder();
      await writeGeneration(template, contentSaying("one"));
      const labels: string[] = [];
      for (let call = 0, killed = true; killed; call++) {
        const folder = join(temporaryFolder(), "index");
        cpSync(template, folder, { recursive: true });
        killed = await runKilledAt("generation", folder, call);
        labels.push(await labelIn(folder));
        await writeGeneration(folder, contentSaying("three"));
        expect(await labelIn(folder)).toBe("three");
        expect(unfinishedIn(folder)).toEqual([]);
      }
      // First the old one after every kill, then the new one: never back and forth.
      expect(labels.join(" ")).toMatch(/^(one )+two( two)*$/);
    },
  );
});

describe("a disk that fails while a generation is built", () => {
  test.each(["ENOSPC", "EROFS"])(
    "with %s at any call leaves a usable one, says what to do, and no temporary files",
    async (code) => {
      let failures = 0;
      let succeeded = false;
      for (let failing = 0; !succeeded; failing++) {
        const folder = temporaryFolder();
        await writeGeneration(folder, contentSaying("one"));
        const restore = interceptDisk((call, name) => {
          // A full disk refuses to write, not to remove.
          if (call === failing && name !== "rm") throw Object.assign(new Error(`${code}: from the test`), { code });
        });
        const outcome: unknown = await writeGeneration(folder, contentSaying("two")).catch((error: unknown) => error);
        restore();
        if (outcome instanceof Error) {
          failures++;
          expect(outcome).toBeInstanceOf(StorageError);
          expect(outcome.message).toMatch(/^Cannot write the index in [^\n]*\. [A-Z][^\n]*$/);
        }
        succeeded = !(outcome instanceof Error);
        expect(["one", "two"]).toContain(await labelIn(folder));
        expect(unfinishedIn(folder)).toEqual([]);
      }
      // Making two folders; opening, writing and syncing three files, CURRENT and folders; two renames.
      expect(failures).toBeGreaterThan(15);
    },
  );
});

describe("a process killed while it keeps embeddings", () => {
  test("loses at most the batch at hand", MANY_PROCESSES, async () => {
    const folder = temporaryFolder();
    const embedded: number[] = [];
    for (let call = 0, killed = true; killed; call++) {
      const cache = join(folder, String(call));
      killed = await runKilledAt("embeddings", cache, call);
      const kept = existsSync(cache)
        ? readdirSync(cache).reduce((sum, name) => sum + readFileSync(join(cache, name)).length, 0)
        : 0;
      let anew = 0;
      const texts = Array.from({ length: 300 }, (_, index) => `text ${index}`);
      const vectors = await embedCached(cache, "recipe", texts, async (batch) => {
        anew += batch.length;
        return batch.map((text) => [text.length, 1, 2]);
      });
      expect(vectors).toEqual(Float32Array.from(texts.flatMap((text) => [text.length, 1, 2])));
      expect(anew).toBe(kept === 0 ? 300 : 300 - Math.min(300, Math.floor(kept / (4 + 4 + 32 + 12 + 4))));
      embedded.push(anew);
    }
    expect(embedded.at(0)).toBe(300);
    expect(embedded.at(-1)).toBe(0);
  });
});
