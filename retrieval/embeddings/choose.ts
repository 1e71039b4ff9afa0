import { access, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { Embedder } from "../embedder.ts";
import { BuiltinEmbeddings } from "./builtin.ts";
import { EmbeddingError } from "./embedding-error.ts";
import { MODEL_FILES, openTransformers } from "./transformers.ts";

const HUB = "https://huggingface.co";
/** Milliseconds until a host that has not answered counts as unreachable: a start must not wait long for a luxury. */
const CONNECTION_TIMEOUT = 3_000;
/** Milliseconds until `auto` tries a download again: a machine with no network does not wait at every start. */
const RETRY_AFTER = 24 * 60 * 60 * 1000;
const FAILED_DOWNLOAD_FILE = "download-failed.json";

export interface EmbeddingsChoice {
  /** `auto` takes the model if it is in `modelDir` or can be downloaded, else the built-in embedder. */
  kind: "auto" | "transformers" | "builtin";
  /** As on the hub, such as `Xenova/multilingual-e5-small`. */
  model: string;
  /** A model's files lie in `modelDir/model`. Made when something is downloaded. */
  modelDir: string;
  /** A mirror of the hub, such as `https://hub.example.org`. */
  modelHost?: string | undefined;
  onProgress?: ((progress: DownloadProgress) => void) | undefined;
  /** Told in one line when `auto` falls back, and why. */
  onNotice?: ((line: string) => void) | undefined;
}

/** How far the download of one file is, in bytes. `total` is 0 while it is not known. */
export interface DownloadProgress {
  file: string;
  done: number;
  total: number;
}

/**
 * Opens the embedder that the settings choose.
 *
 * @throws EmbeddingError when `transformers` is chosen and the model can be neither read nor downloaded
 */
export async function openEmbeddings(choice: EmbeddingsChoice): Promise<Embedder> {
  switch (choice.kind) {
    case "builtin":
      return openBuiltin();
    case "transformers":
      await downloadMissing(choice);
      return await openTransformers(choice.model, choice.modelDir);
    case "auto":
      return await openBestAvailable(choice);
  }
}

function openBuiltin(): Embedder {
  const embeddings = new BuiltinEmbeddings();
  return { embeddings, dimension: embeddings.dimension, recipe: embeddings.recipe, kind: "builtin" };
}

async function openBestAvailable(choice: EmbeddingsChoice): Promise<Embedder> {
  const { model, modelDir, onNotice = () => {} } = choice;
  try {
    await downloadUnlessFailed(choice);
    return await openTransformers(model, modelDir);
  } catch (error) {
    if (!(error instanceof EmbeddingError)) throw error;
    onNotice(`The built-in embedder is used. ${error.message}`);
    return openBuiltin();
  }
}

/** Fetches what the model lacks. A failure is kept, and for a day it is reported instead of trying again. */
async function downloadUnlessFailed(choice: EmbeddingsChoice): Promise<void> {
  if ((await missingFiles(choice)).length === 0) return;
  const { model, modelDir, modelHost = HUB } = choice;
  const memory = path.join(modelDir, FAILED_DOWNLOAD_FILE);
  const cure = `It is tried again a day later, or at the next start after ${memory} is deleted.`;
  const failed = await readFailedDownload(memory);
  const age = Date.now() - Date.parse(failed?.at ?? "");
  if (failed?.model === model && failed.host === modelHost && age >= 0 && age < RETRY_AFTER) {
    throw new EmbeddingError(failed.what, cure);
  }
  try {
    await downloadMissing(choice);
    await rm(memory, { force: true });
  } catch (error) {
    if (!(error instanceof EmbeddingError)) throw error;
    const record: FailedDownload = { at: new Date().toISOString(), model, host: modelHost, what: error.what };
    // Where this cannot be written, the next start tries again: slower, not wrong.
    await mkdir(modelDir, { recursive: true })
      .then(() => writeFile(memory, JSON.stringify(record)))
      .catch(() => {});
    throw new EmbeddingError(error.what, cure, { cause: error });
  }
}

const failedDownloadSchema = z.object({
  at: z.iso.datetime(),
  model: z.string(),
  host: z.string(),
  what: z.string(),
});
type FailedDownload = z.infer<typeof failedDownloadSchema>;

async function readFailedDownload(file: string): Promise<FailedDownload | null> {
  try {
    return failedDownloadSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return null;
  }
}

async function missingFiles({ model, modelDir }: EmbeddingsChoice): Promise<string[]> {
  const missing: string[] = [];
  for (const file of MODEL_FILES) {
    await access(path.join(modelDir, model, file)).catch(() => missing.push(file));
  }
  return missing;
}

/** Downloads the files that the model lacks, each under another name until it is whole. */
async function downloadMissing(choice: EmbeddingsChoice): Promise<void> {
  const { model, modelDir, modelHost = HUB, onProgress = () => {} } = choice;
  const connection = new AbortController();
  const timer = setTimeout(() => connection.abort(new Error("no answer within 3 seconds")), CONNECTION_TIMEOUT);
  try {
    for (const file of await missingFiles(choice)) {
      // The library's own download neither gives up nor keeps an unfinished file from being taken for a whole one.
      const response = await fetch(`${modelHost.replace(/\/+$/, "")}/${model}/resolve/main/${file}`, connection);
      clearTimeout(timer);
      if (!response.ok || response.body === null) throw new Error(`${response.status} for ${file}`);
      const total = Number(response.headers.get("content-length") ?? 0);
      const report = (done: number) => onProgress({ file, done, total });
      await writeWhole(path.join(modelDir, model, file), counted(response.body, report));
    }
  } catch (cause) {
    throw new EmbeddingError(
      `The model ${model} could not be downloaded from ${modelHost}: ${reasonOf(cause)}`,
      `Put its files in ${path.join(modelDir, model)}, name a mirror in MODEL_HOST, or set EMBEDDINGS=builtin.`,
      { cause },
    );
  } finally {
    clearTimeout(timer);
  }
}

async function* counted(body: AsyncIterable<Uint8Array>, report: (done: number) => void): AsyncIterable<Uint8Array> {
  let done = 0;
  for await (const chunk of body) {
    report((done += chunk.length));
    yield chunk;
  }
}

async function writeWhole(file: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const unfinished = `${file}.${process.pid}.part`;
  await mkdir(path.dirname(file), { recursive: true });
  try {
    await writeFile(unfinished, content, { flush: true });
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** The network's code for what happened, such as ENOTFOUND: `fetch` itself says no more than that it failed. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.cause instanceof Error) return "code" in cause.cause ? String(cause.cause.code) : cause.cause.message;
  return cause.message;
}
