import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { FakeEmbeddings } from "@langchain/core/utils/testing";
import { describe, expect, test } from "vitest";
import { type EmbeddingsChoice, openEmbeddings } from "../../../retrieval/embeddings/choose.ts";
import { MODEL, temporaryFolder } from "./model-folder.ts";
import { ModelHost } from "./model-host.ts";
import { TINY_DIMENSION, TINY_MODEL_FILES, writeTinyModel } from "./tiny-model.ts";

/** Opens `auto` and returns what was told beside the embedder. */
async function openAuto(options: Pick<EmbeddingsChoice, "modelDir" | "modelHost"> & Partial<EmbeddingsChoice>) {
  const notices: string[] = [];
  const embedder = await openEmbeddings({
    kind: "auto",
    model: MODEL,
    onNotice: (line) => void notices.push(line),
    ...options,
  });
  return { embedder, notices };
}

const BUILTIN = await openEmbeddings({ kind: "builtin", model: MODEL, modelDir: "not there" });

/** A host that has no model, and where `auto` has found that out. */
async function afterFailure() {
  const host = await ModelHost.start();
  host.behaviours.set("config.json", { status: 503 });
  const modelDir = temporaryFolder();
  const { notices } = await openAuto({ modelDir, modelHost: host.url });
  return { host, modelDir, notices, memory: path.join(modelDir, "download-failed.json") };
}

describe("auto", () => {
  test("takes the model that is there, and asks no host", async () => {
    const host = await ModelHost.start();
    const modelDir = temporaryFolder();
    writeTinyModel(modelDir, MODEL);
    const { embedder, notices } = await openAuto({ modelDir, modelHost: host.url });
    expect(embedder.dimension).toBe(TINY_DIMENSION);
    expect(host.requests).toEqual([]);
    expect(notices).toEqual([]);
  });

  test("downloads the model that is not there", async () => {
    const host = await ModelHost.start();
    const { embedder, notices } = await openAuto({ modelDir: temporaryFolder(), modelHost: host.url });
    expect(embedder.dimension).toBe(TINY_DIMENSION);
    expect(host.requests).toHaveLength(TINY_MODEL_FILES.size);
    expect(notices).toEqual([]);
  });

  test("falls back to the built-in embedder, and says why in one line", async () => {
    const { host, notices, memory } = await afterFailure();
    expect(notices).toEqual([
      `Using the built-in embedder. ${MODEL} could not be downloaded from ${host.url}: it answered 503 for config.json. ` +
        `To try again within a day, delete ${memory}.`,
    ]);
  });

  test("says so again at the next start, and does not try again", async () => {
    const { host, modelDir, notices } = await afterFailure();
    const next = await openAuto({ modelDir, modelHost: host.url });
    expect(next.embedder.recipe).toBe(BUILTIN.recipe);
    expect(next.notices).toEqual(notices);
    expect(host.requests).toEqual(["config.json"]);
  });

  test.each<[string, (memory: string) => void]>([
    ["a day later", (memory) => backdate(memory, 24 * 60 + 1)],
    ["when the record of the failure is deleted", (memory) => rmSync(memory)],
    ["when the record cannot be read", (memory) => writeFileSync(memory, "{")],
    ["when the record is of the future, the clock having been wrong", (memory) => backdate(memory, -60)],
  ])("tries again %s", async (_, change) => {
    const { host, modelDir, memory } = await afterFailure();
    change(memory);
    host.behaviours.clear();
    const { embedder, notices } = await openAuto({ modelDir, modelHost: host.url });
    expect(embedder.dimension).toBe(TINY_DIMENSION);
    expect(notices).toEqual([]);
  });

  test("tries another host at once", async () => {
    const { modelDir } = await afterFailure();
    const mirror = await ModelHost.start();
    const { embedder } = await openAuto({ modelDir, modelHost: mirror.url });
    expect(embedder.dimension).toBe(TINY_DIMENSION);
  });

  test("tries another model at once", async () => {
    const { host, modelDir } = await afterFailure();
    host.behaviours.clear();
    const { embedder } = await openAuto({ model: "tests/other", modelDir, modelHost: host.url });
    expect(embedder.dimension).toBe(TINY_DIMENSION);
  });

  test("forgets a failure once the model is there", async () => {
    const { host, modelDir, memory } = await afterFailure();
    backdate(memory, 24 * 60 + 1);
    host.behaviours.clear();
    await openAuto({ modelDir, modelHost: host.url });
    expect(() => readFileSync(memory)).toThrow("ENOENT");
  });

  test("falls back where nothing can be written", async () => {
    const host = await ModelHost.start();
    const file = path.join(temporaryFolder(), "a file");
    writeFileSync(file, "");
    const { embedder, notices } = await openAuto({ modelDir: file, modelHost: host.url });
    expect(embedder.recipe).toBe(BUILTIN.recipe);
    expect(notices).toEqual([expect.stringMatching(/^Using the built-in embedder\. [^\n]*ENOTDIR/)]);
  });

  test("falls back from a damaged model, and says in one line which file to delete", async () => {
    const modelDir = temporaryFolder();
    const damaged = path.join(writeTinyModel(modelDir, MODEL), "tokenizer.json");
    writeFileSync(damaged, readFileSync(damaged).subarray(0, 100));
    const { embedder, notices } = await openAuto({ modelDir });
    expect(embedder.recipe).toBe(BUILTIN.recipe);
    expect(notices).toEqual([
      `Using the built-in embedder. The model file ${damaged} is missing, cut short or damaged. ` +
        "Delete it to have it downloaded again, or copy it there anew.",
    ]);
  });
});

function backdate(memory: string, minutes: number): void {
  const record = JSON.parse(readFileSync(memory, "utf8")) as object;
  writeFileSync(memory, JSON.stringify({ ...record, at: new Date(Date.now() - minutes * 60_000).toISOString() }));
}

describe("builtin", () => {
  test("asks no host and needs no folder", async () => {
    const host = await ModelHost.start();
    const modelDir = path.join(temporaryFolder(), "not there");
    const { embedder } = await openAuto({ kind: "builtin", modelDir, modelHost: host.url });
    expect(await embedder.embeddings.embedQuery("班车")).toHaveLength(embedder.dimension);
    expect(host.requests).toEqual([]);
  });
});

describe("Embeddings from elsewhere", () => {
  const open = (embeddings: FakeEmbeddings, recipe: string) =>
    openEmbeddings({ kind: { embeddings, recipe }, model: MODEL, modelDir: "not there" });

  test("are known by their name and their dimension", async () => {
    const embedder = await open(new FakeEmbeddings(), "fake");
    expect(embedder.dimension).toBe(4);
    expect((await open(new FakeEmbeddings(), "another")).recipe).not.toBe(embedder.recipe);
  });

  test("give the same directions at length 1, and zero for zero", async () => {
    const embeddings = new FakeEmbeddings();
    embeddings.embedDocuments = () =>
      Promise.resolve([
        [3, 0, 0, -4],
        [0, 0, 0, 0],
      ]);
    embeddings.embedQuery = () => Promise.resolve([0, 2, 0, 0]);
    const embedder = await open(embeddings, "fake");
    expect(await embedder.embeddings.embedDocuments(["", ""])).toEqual([
      [0.6, 0, 0, -0.8],
      [0, 0, 0, 0],
    ]);
    expect(await embedder.embeddings.embedQuery("")).toEqual([0, 1, 0, 0]);
  });

  test("that give no vectors are refused", async () => {
    const embeddings = new FakeEmbeddings();
    embeddings.embedQuery = () => Promise.resolve([]);
    await expect(open(embeddings, "empty")).rejects.toThrow("empty embeds no text. Choose other embeddings.");
  });
});
