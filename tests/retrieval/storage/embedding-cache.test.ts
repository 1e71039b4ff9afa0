import { appendFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Embed, embedCached } from "../../../retrieval/storage/embedding-cache.ts";
import { temporaryFolder } from "./index-folder.ts";

/** Two numbers that tell a text, and a record of every text it was asked for. */
function recordingEmbedder(): { embed: Embed; asked: string[][] } {
  const asked: string[][] = [];
  const embed: Embed = async (texts) => {
    asked.push([...texts]);
    return texts.map(vectorOf);
  };
  return { embed, asked };
}

function vectorOf(text: string): number[] {
  return [text.length, text.charCodeAt(0) || 0];
}

function rowsOf(texts: string[]): Float32Array {
  return Float32Array.from(texts.flatMap(vectorOf));
}

function onlyFileIn(folder: string): string {
  const names = readdirSync(folder);
  expect(names).toHaveLength(1);
  return join(folder, names[0]!);
}

describe("kept embeddings", () => {
  test("only new text is embedded, each distinct text once, rows in the order asked", async () => {
    const folder = temporaryFolder();
    const { embed, asked } = recordingEmbedder();
    expect(await embedCached(folder, "recipe", ["甲", "乙丙", "甲"], embed)).toEqual(rowsOf(["甲", "乙丙", "甲"]));
    expect(await embedCached(folder, "recipe", ["丁", "乙丙", "甲"], embed)).toEqual(rowsOf(["丁", "乙丙", "甲"]));
    expect(asked).toEqual([["甲", "乙丙"], ["丁"]]);
  });

  test("another recipe shares nothing", async () => {
    const folder = temporaryFolder();
    const { embed, asked } = recordingEmbedder();
    await embedCached(folder, "builtin", ["甲"], embed);
    await embedCached(folder, "transformers", ["甲"], embed);
    expect(asked).toEqual([["甲"], ["甲"]]);
  });

  test("no text needs no embedder and no file", async () => {
    const folder = temporaryFolder();
    const { embed, asked } = recordingEmbedder();
    expect(await embedCached(folder, "recipe", [], embed)).toEqual(new Float32Array(0));
    expect(asked).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("progress counts new texts up to all of them, and is not shown when there are none", async () => {
    const folder = temporaryFolder();
    const texts = Array.from({ length: 600 }, (_, index) => `text ${index}`);
    const shown: number[][] = [];
    const onProgress = (done: number, total: number): number => shown.push([done, total]);
    await embedCached(folder, "recipe", texts, recordingEmbedder().embed, onProgress);
    expect(shown).toEqual([
      [0, 600],
      [256, 600],
      [512, 600],
      [600, 600],
    ]);
    await embedCached(folder, "recipe", texts, recordingEmbedder().embed, onProgress);
    expect(shown).toHaveLength(4);
  });

  test("what was embedded before the embedder failed is kept", async () => {
    const folder = temporaryFolder();
    const texts = Array.from({ length: 300 }, (_, index) => `text ${index}`);
    const { embed, asked } = recordingEmbedder();
    const failing: Embed = (batch) =>
      batch.includes("text 299") ? Promise.reject(new Error("out of memory")) : embed(batch);
    await expect(embedCached(folder, "recipe", texts, failing)).rejects.toThrow("out of memory");
    await embedCached(folder, "recipe", texts, embed);
    expect(asked.map((batch) => batch.length)).toEqual([256, 44]);
  });

  test("two at once share the file without harm", async () => {
    const folder = temporaryFolder();
    const all = Array.from({ length: 1_000 }, (_, index) => `text ${index}`);
    const { embed, asked } = recordingEmbedder();
    await Promise.all([all.slice(0, 700), all.slice(300)].map((texts) => embedCached(folder, "recipe", texts, embed)));
    asked.length = 0;
    expect(await embedCached(folder, "recipe", all, embed)).toEqual(rowsOf(all));
    expect(asked).toEqual([]);
  });
});

describe("a damaged file of kept embeddings", () => {
  const texts = ["甲", "乙丙", "丁", "EMB1 in the text is no magic"];

  test("gives the right vectors whatever has happened to its bytes", async () => {
    const folder = temporaryFolder();
    await embedCached(folder, "recipe", texts, recordingEmbedder().embed);
    const file = onlyFileIn(folder);
    const whole = readFileSync(file);
    const damage = fc.oneof(
      fc.nat(whole.length).map((length) => whole.subarray(0, length)),
      fc
        .nat(whole.length * 8 - 1)
        .map((bit) => whole.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))),
      fc.nat(whole.length - 1).map((start) => Buffer.from(whole).fill(0, start, Math.min(start + 64, whole.length))),
      fc
        .tuple(fc.nat(whole.length), fc.uint8Array({ maxLength: 80 }))
        .map(([at, noise]) => Buffer.concat([whole.subarray(0, at), noise, whole.subarray(at)])),
    );
    await fc.assert(
      fc.asyncProperty(damage, async (bytes) => {
        writeFileSync(file, bytes);
        expect(await embedCached(folder, "recipe", texts, recordingEmbedder().embed)).toEqual(rowsOf(texts));
      }),
      { numRuns: 300 },
    );
  });

  test("keeps what stands before and behind a torn record", async () => {
    const folder = temporaryFolder();
    const { embed, asked } = recordingEmbedder();
    await embedCached(folder, "recipe", ["甲", "乙丙"], embed);
    const file = onlyFileIn(folder);
    truncateSync(file, readFileSync(file).length - 3);
    await embedCached(folder, "recipe", ["甲", "丁"], embed);
    asked.length = 0;
    expect(await embedCached(folder, "recipe", ["甲", "乙丙", "丁"], embed)).toEqual(rowsOf(["甲", "乙丙", "丁"]));
    expect(asked).toEqual([["乙丙"]]);
  });

  test("is not led astray by a dimension beyond reason", async () => {
    const folder = temporaryFolder();
    const { embed, asked } = recordingEmbedder();
    await embedCached(folder, "recipe", ["甲"], embed);
    const head = Buffer.alloc(44, 255);
    head.write("EMB1");
    appendFileSync(onlyFileIn(folder), head);
    await embedCached(folder, "recipe", ["甲", "丁"], embed);
    expect(asked).toEqual([["甲"], ["丁"]]);
  });
});

describe("an embedder that breaks its promise is refused, and nothing of it is kept", () => {
  test.each([
    ["too few vectors", [[1, 2]], "1 vectors for 2 texts"],
    [
      "a number that is not finite",
      [
        [1, 2],
        [1, Number.NaN],
      ],
      "not finite",
    ],
    [
      "vectors of two dimensions",
      [
        [1, 2],
        [1, 2, 3],
      ],
      "3 numbers instead of 2",
    ],
    ["empty vectors", [[], []], "0 numbers"],
  ])("%s", async (_, vectors, message) => {
    const folder = temporaryFolder();
    await expect(embedCached(folder, "recipe", ["甲", "乙"], async () => vectors)).rejects.toThrow(message);
    expect(readdirSync(folder)).toEqual([]);
  });
});
