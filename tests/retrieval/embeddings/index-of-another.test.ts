import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { type AnswererOptions, openAnswerer } from "../../../retrieval/index.ts";
import { MODEL, temporaryFolder } from "./model-folder.ts";
import { ModelHost } from "./model-host.ts";
import { writeTinyModel } from "./tiny-model.ts";

const CORPUS = fileURLToPath(new URL("../../../corpus/articles", import.meta.url));
const QUESTION = "吉林到桦甸的班车什么时候恢复?";
const MADE_ANEW = "The index was made by another embedder or version: it is made anew.";

/** Opens an answerer, answers a question, and returns what was told meanwhile. */
async function answerWith(options: Pick<AnswererOptions, "embeddings" | "dataDir" | "modelDir">) {
  const notices: string[] = [];
  const stages = new Set<string>();
  const answerer = await openAnswerer({
    corpusDir: CORPUS,
    embeddingModel: MODEL,
    onNotice: (line) => void notices.push(line),
    onProgress: ({ stage }) => void stages.add(stage),
    ...options,
  });
  onTestFinished(() => answerer.close());
  const { status, answer } = await answerer.invoke({ question: QUESTION });
  expect({ status, answer }).toEqual({ status: "answered", answer: "2月17日" });
  return { notices, embedded: stages.has("embedding") };
}

describe("An index made by one embedder", () => {
  test("is made anew for another, which is said in one line, and is then used without more words", async () => {
    const [dataDir, modelDir] = [temporaryFolder(), temporaryFolder()];
    writeTinyModel(modelDir, MODEL);
    expect(await answerWith({ embeddings: "builtin", dataDir, modelDir })).toEqual({ notices: [], embedded: true });
    const first = await answerWith({ embeddings: "transformers", dataDir, modelDir });
    expect(first).toEqual({ notices: [MADE_ANEW], embedded: true });
    const second = await answerWith({ embeddings: "transformers", dataDir, modelDir });
    expect(second).toEqual({ notices: [], embedded: false });
  });

  test("is made anew when auto finds no model any more", async () => {
    const [dataDir, modelDir] = [temporaryFolder(), temporaryFolder()];
    const weights = path.join(writeTinyModel(modelDir, MODEL), "onnx", "model_quantized.onnx");
    expect((await answerWith({ embeddings: "auto", dataDir, modelDir })).notices).toEqual([]);
    writeFileSync(weights, "cut short");
    const { notices } = await answerWith({ embeddings: "auto", dataDir, modelDir });
    expect(notices).toEqual([expect.stringMatching(/^Using the built-in embedder\. .*damaged/), MADE_ANEW]);
  });
});

/** Runs `npm run ask` without npm. */
async function ask(environment: Record<string, string>) {
  const command = fileURLToPath(new URL("../../../bot/commands/ask.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), command, "--", QUESTION], {
    cwd: environment["DATA_DIR"],
    env: { PATH: process.env["PATH"], CORPUS_DIR: CORPUS, EMBEDDING_MODEL: MODEL, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [out, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { out, errors, code };
}

describe("npm run ask", () => {
  test("says in one line that the host of models is not there, and answers; the next time it asks no host", async () => {
    const host = await ModelHost.start();
    host.behaviours.set("config.json", { status: 404 });
    const environment = { DATA_DIR: temporaryFolder(), MODEL_DIR: temporaryFolder(), MODEL_HOST: host.url };
    const first = await ask(environment);
    expect(first.errors).toMatch(/^Using the built-in embedder\. [^\n]*\n$/);
    expect(first.out).toMatch(/^2月17日\n/);
    expect(first.code).toBe(0);
    expect(await ask(environment)).toEqual(first);
    expect(host.requests).toEqual(["config.json"]);
  });

  test("says in one line, without what native code says, that the weights are damaged, and answers nothing", async () => {
    const modelDir = temporaryFolder();
    const weights = path.join(writeTinyModel(modelDir, MODEL), "onnx", "model_quantized.onnx");
    writeFileSync(weights, "cut short");
    const environment = { DATA_DIR: temporaryFolder(), MODEL_DIR: modelDir, EMBEDDINGS: "transformers" };
    expect(await ask(environment)).toEqual({
      out: "",
      errors: `The model file ${weights} is missing, cut short or damaged. Delete it to have it downloaded again, or copy it there anew.\n`,
      code: 1,
    });
  });
});
