import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { openEmbeddings } from "../../../retrieval/embeddings/choose.ts";
import type { DownloadProgress } from "../../../retrieval/embeddings/download.ts";
import { MODEL, temporaryFolder } from "./model-folder.ts";
import { type Behaviour, ModelHost } from "./model-host.ts";
import { TINY_DIMENSION, TINY_MODEL_FILES, writeTinyModel } from "./tiny-model.ts";

const WEIGHTS = "onnx/model_quantized.onnx";
/** For hosts that fall silent: milliseconds to wait for them. */
const SILENCE = 300;

interface Options {
  modelDir: string;
  modelHost: string;
  silence?: number;
  onProgress?: (progress: DownloadProgress) => void;
}

async function open(options: Options) {
  return await openEmbeddings({ kind: "transformers", model: MODEL, ...options });
}

/** Every file in a folder, with slashes. */
function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name))).sort();
}

describe("A model that is not in its folder", () => {
  test("is downloaded, file by file, and opened", async () => {
    const host = await ModelHost.start();
    const modelDir = temporaryFolder();
    const { dimension } = await open({ modelDir, modelHost: `${host.url}/` });
    expect(dimension).toBe(TINY_DIMENSION);
    for (const [file, content] of TINY_MODEL_FILES)
      expect(readFileSync(path.join(modelDir, MODEL, file)).equals(content)).toBe(true);
    expect(filesIn(path.join(modelDir, MODEL))).toEqual([...TINY_MODEL_FILES.keys()].sort());
  });

  test("is downloaded with progress, in bytes, up to the last of each file", async () => {
    const host = await ModelHost.start();
    const told: DownloadProgress[] = [];
    const onProgress = (progress: DownloadProgress) => void told.push(progress);
    await open({ modelDir: temporaryFolder(), modelHost: host.url, onProgress });
    for (const [file, { length }] of TINY_MODEL_FILES) {
      const steps = told.filter((progress) => progress.file === file);
      expect(steps.map(({ done }) => done)).toEqual(steps.map(({ done }) => done).sort((a, b) => a - b));
      expect(steps.at(-1)).toEqual({ file, done: length, total: length });
    }
  });

  test("is downloaded compressed as well", async () => {
    const host = await ModelHost.start();
    host.behaviours.set("tokenizer.json", "compresses");
    const told: DownloadProgress[] = [];
    const modelDir = temporaryFolder();
    await open({ modelDir, modelHost: host.url, onProgress: (progress) => void told.push(progress) });
    const { length } = TINY_MODEL_FILES.get("tokenizer.json")!;
    expect(told.findLast(({ file }) => file === "tokenizer.json")).toEqual({
      file: "tokenizer.json",
      done: length,
      total: 0,
    });
  });

  test("is downloaded slowly, as long as the host never falls silent", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const host = await ModelHost.start();
    const pieces = 5;
    let sendPiece = () => {};
    host.behaviours.set(WEIGHTS, (response, content) => {
      let sent = 0;
      sendPiece = () => {
        if (sent >= content.length) return;
        const end = sent + Math.ceil(content.length / pieces);
        response.write(content.subarray(sent, end));
        if (end >= content.length) response.end();
        sent = end;
      };
      sendPiece();
    });
    const onProgress = ({ file }: DownloadProgress) => {
      if (file !== WEIGHTS) return;
      vi.advanceTimersByTime(SILENCE - 1);
      sendPiece();
    };
    const opened = open({ modelDir: temporaryFolder(), modelHost: host.url, silence: SILENCE, onProgress });
    expect((await opened).dimension).toBe(TINY_DIMENSION);
  });

  test("is asked for what it lacks only", async () => {
    const host = await ModelHost.start();
    const modelDir = temporaryFolder();
    writeTinyModel(modelDir, MODEL);
    await open({ modelDir, modelHost: host.url });
    expect(host.requests).toEqual([]);
  });
});

describe("A download that fails is one line with what to do, and leaves no part of a file", () => {
  const failures: [string, string, Behaviour, string][] = [
    ["is not there", "config.json", { status: 404 }, "it answered 404 for config.json"],
    ["is never sent", WEIGHTS, "silent", "silent for 0.3 seconds"],
    ["stops half-way", WEIGHTS, "stops", "silent for 0.3 seconds"],
    ["breaks off half-way", WEIGHTS, "hangs up", "other side closed"],
    ["is the login page of a network", "tokenizer.json", "login page", "it sent a page instead of the model"],
  ];

  test.each(failures)("when a file %s, and goes on from there the next time", async (_, file, behaviour, reason) => {
    const host = await ModelHost.start();
    const modelDir = temporaryFolder();
    const folder = path.join(modelDir, MODEL);
    host.behaviours.set(file, behaviour);
    const isSilent = behaviour === "silent" || behaviour === "stops";
    const opened = open({ modelDir, modelHost: host.url, ...(isSilent && { silence: SILENCE }) });
    await expect(opened).rejects.toMatchObject({
      name: "EmbeddingError",
      what: expect.stringContaining(`${MODEL} could not be downloaded from ${host.url}: ${reason}`) as string,
      cure: `Put its files in ${folder}, name a mirror in MODEL_HOST, or set EMBEDDINGS=builtin.`,
    });
    await expect(opened).rejects.toThrow(/^[^\n]+$/);
    const whole = host.requests.slice(0, -1);
    expect(existsSync(folder) ? filesIn(folder) : []).toEqual([...whole].sort());

    host.behaviours.clear();
    host.requests.length = 0;
    await open({ modelDir, modelHost: host.url });
    const lacking = [...TINY_MODEL_FILES.keys()].filter((name) => !whole.includes(name));
    expect(host.requests.toSorted()).toEqual(lacking.toSorted());
  });

  test("when nothing listens", async () => {
    const host = await ModelHost.start();
    const { url } = host;
    await host.stop();
    await expect(open({ modelDir: temporaryFolder(), modelHost: url })).rejects.toThrow(`${url}: ECONNREFUSED. Put`);
  });

  test("when the folder of models cannot be made", async () => {
    const host = await ModelHost.start();
    const file = path.join(temporaryFolder(), "a file");
    writeFileSync(file, "");
    await expect(open({ modelDir: file, modelHost: host.url })).rejects.toThrow(/: ENOTDIR: .*Put its files in/);
  });
});

test("What a killed process left unfinished is never taken for the model, and cleared away once nobody writes to it", async () => {
  const host = await ModelHost.start();
  const modelDir = temporaryFolder();
  const folder = path.join(writeTinyModel(modelDir, MODEL), "onnx");
  rmSync(path.join(folder, "model_quantized.onnx"));
  const hourAgo = Date.now() / 1000 - 3_600;
  for (const name of ["model_quantized.onnx.1.part", "model_quantized.onnx.2.part", "notes.txt"]) {
    writeFileSync(path.join(folder, name), "half of it");
    if (!name.includes(".2.")) utimesSync(path.join(folder, name), hourAgo, hourAgo);
  }
  await open({ modelDir, modelHost: host.url });
  expect(host.requests).toEqual([WEIGHTS]);
  expect(readdirSync(folder).sort()).toEqual(["model_quantized.onnx", "model_quantized.onnx.2.part", "notes.txt"]);
});
