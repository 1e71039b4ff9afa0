import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pipeline } from "@xenova/transformers";
import fc from "fast-check";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { openTransformers } from "../../../retrieval/embeddings/transformers.ts";
import { MODEL, temporaryFolder } from "./model-folder.ts";
import { embedTokens, TINY_DIMENSION, TINY_MODEL_FILES, writeTinyModel } from "./tiny-model.ts";

const WEIGHTS = "onnx/model_quantized.onnx";
/** Single precision leaves more than this of numbers below 1. */
const PRECISION = 1e-5;

async function openTinyModel(model = MODEL) {
  const modelDir = temporaryFolder();
  writeTinyModel(modelDir, model);
  return await openTransformers(model, modelDir);
}

function largestDifference(vector: readonly number[], other: readonly number[]): number {
  expect(vector).toHaveLength(other.length);
  return Math.max(...vector.map((value, index) => Math.abs(value - other[index]!)));
}

describe("A model in the folder of models", () => {
  test("is loaded and run by @xenova/transformers without the network", async () => {
    const fetched = vi.spyOn(globalThis, "fetch");
    onTestFinished(() => fetched.mockRestore());
    const { embeddings, dimension } = await openTinyModel();
    expect(dimension).toBe(TINY_DIMENSION);
    expect(await embeddings.embedQuery("班车")).toHaveLength(TINY_DIMENSION);
    expect(fetched).not.toHaveBeenCalled();
  });

  test("of the E5 family reads questions after query: and passages after passage:", async () => {
    const { embeddings } = await openTinyModel();
    expect(
      largestDifference(await embeddings.embedQuery("班车"), embedTokens(["query", ":", "班", "车"])),
    ).toBeLessThan(PRECISION);
    const [passage] = await embeddings.embedDocuments(["班车"]);
    expect(largestDifference(passage!, embedTokens(["passage", ":", "班", "车"]))).toBeLessThan(PRECISION);
  });

  test("of another family reads the text alone", async () => {
    const { embeddings } = await openTinyModel("tests/tiny-bert");
    expect(largestDifference(await embeddings.embedQuery("班车"), embedTokens(["班", "车"]))).toBeLessThan(PRECISION);
    const [passage] = await embeddings.embedDocuments(["班车"]);
    expect(largestDifference(passage!, embedTokens(["班", "车"]))).toBeLessThan(PRECISION);
  });

  test("reads 512 tokens of a text", async () => {
    const { embeddings } = await openTinyModel();
    const start = "车".repeat(600);
    expect(await embeddings.embedQuery(`${start}月日`)).toEqual(await embeddings.embedQuery(start));
    expect(await embeddings.embedQuery("月日")).not.toEqual(await embeddings.embedQuery(""));
  });
});

describe("The vectors", () => {
  test("are the library's own mean pooling over the attention mask, at length 1", async () => {
    const modelDir = temporaryFolder();
    writeTinyModel(modelDir, MODEL);
    const { embeddings } = await openTransformers(MODEL, modelDir);
    const passages = ["班车", "吉林至桦甸班车将于2月17日率先开通", "when does the bus resume?", ""];
    const vectors = await embeddings.embedDocuments(passages);
    const extract = await pipeline("feature-extraction", MODEL, { cache_dir: modelDir, local_files_only: true });
    const texts = passages.map((passage) => `passage: ${passage}`);
    const peers = await extract(texts, { pooling: "mean", normalize: true });
    for (const [row, vector] of vectors.entries()) {
      expect(
        largestDifference(
          vector,
          Array.from(peers.data.slice(row * TINY_DIMENSION, (row + 1) * TINY_DIMENSION), Number),
        ),
      ).toBeLessThan(PRECISION);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 12);
    }
  });

  test("of many passages, in batches of like length, are in their order those that each has alone", async () => {
    const { embeddings } = await openTinyModel();
    const passage = fc.string({ unit: fc.constantFrom(..."吉林桦甸班车恢复a1 ,\n"), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fc.array(passage, { maxLength: 20 }), async (passages) => {
        const together = await embeddings.embedDocuments(passages);
        expect(together).toHaveLength(passages.length);
        for (const [row, text] of passages.entries()) {
          const [alone] = await embeddings.embedDocuments([text]);
          expect(largestDifference(together[row]!, alone!)).toBeLessThan(PRECISION);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe("The recipe", () => {
  test("is the same wherever the same files lie", async () => {
    expect((await openTinyModel()).recipe).toBe((await openTinyModel()).recipe);
  });

  test("is another for weights of the same size, and for other prefixes", async () => {
    const modelDir = temporaryFolder();
    const folder = writeTinyModel(modelDir, MODEL);
    const { recipe } = await openTransformers(MODEL, modelDir);
    const weights = readFileSync(path.join(folder, WEIGHTS));
    // Within the floats of the first matrix; the lowest bits only, so that all stay finite.
    for (let offset = 8_192; offset < 80_000; offset += 4) weights[offset]! ^= 1;
    writeFileSync(path.join(folder, WEIGHTS), weights);
    expect((await openTransformers(MODEL, modelDir)).recipe).not.toBe(recipe);
    const withoutPrefixes = await openTinyModel("tests/tiny-bert");
    expect(withoutPrefixes.recipe.replace("tiny-bert", "tiny-e5")).not.toBe(recipe);
  });
});

describe("A damaged model is named in one line that says what to do", () => {
  const damages: [string, (content: Buffer) => Buffer | null][] = [
    ["is cut short", (content) => content.subarray(0, content.length / 2)],
    ["is empty", () => Buffer.alloc(0)],
    ["is missing", () => null],
  ];
  const cases = [...TINY_MODEL_FILES.keys()].flatMap((file) =>
    damages.map(([damage, inflict]) => ({ file, damage, inflict })),
  );

  test.each(cases)("when $file $damage", async ({ file, inflict }) => {
    const modelDir = temporaryFolder();
    const damaged = path.join(writeTinyModel(modelDir, MODEL), file);
    const content = inflict(readFileSync(damaged));
    if (content === null) rmSync(damaged);
    else writeFileSync(damaged, content);
    const written = [vi.spyOn(console, "warn"), vi.spyOn(console, "error")];
    onTestFinished(() => written.forEach((spy) => spy.mockRestore()));
    await expect(openTransformers(MODEL, modelDir)).rejects.toMatchObject({
      name: "EmbeddingError",
      message: `The model file ${damaged} is missing, cut short or damaged. Delete it to have it downloaded again, or copy it there anew.`,
    });
    for (const spy of written) expect(spy).not.toHaveBeenCalled();
  });

  test.each([
    ["gives no vectors of tokens", "gives no last_hidden_state", renameOutput],
    ["gives vectors that are not finite", "gives no finite vectors", spoilWeights],
  ])("when it %s", async (_, says, spoil) => {
    const modelDir = temporaryFolder();
    const weights = path.join(writeTinyModel(modelDir, MODEL), WEIGHTS);
    writeFileSync(weights, spoil(readFileSync(weights)));
    const opened = openTransformers(MODEL, modelDir);
    await expect(opened).rejects.toThrow(says);
    await expect(opened).rejects.toThrow(
      /^[^\n]*Choose a sentence-embedding model with EMBEDDING_MODEL, or set EMBEDDINGS=builtin\.$/,
    );
  });
});

function renameOutput(weights: Buffer): Buffer {
  return Buffer.from(weights.toString("latin1").replaceAll("last_hidden_state", "some_other_output"), "latin1");
}

/** All bits set is no number: in the vectors of the prefix's tokens, among others. */
function spoilWeights(weights: Buffer): Buffer {
  return weights.fill(0xff, 1_500, 100_000);
}
