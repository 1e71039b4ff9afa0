import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { Embedder } from "../embedder.ts";
import { BUILTIN_WEIGHTS, BuiltinEmbeddings } from "./builtin.ts";
import { type CustomEmbeddings, openCustomEmbeddings } from "./custom.ts";
import { type Download, downloadMissing, hostOf, missingFiles } from "./download.ts";
import { EmbeddingError } from "./embedding-error.ts";
import { openTransformers } from "./transformers.ts";

/** Milliseconds until `auto` tries a download again: a machine with no network does not wait at every start. */
const RETRY_AFTER = 24 * 60 * 60 * 1000;
const FAILED_DOWNLOAD_FILE = "download-failed.json";

/**
 * `auto` takes the model if it is in the folder of models or can be downloaded, else the built-in embedder;
 * `transformers` takes the model or fails; `builtin` needs none.
 */
export type EmbeddingsKind = "auto" | "transformers" | "builtin";

export interface EmbeddingsChoice extends Download {
  kind: EmbeddingsKind | CustomEmbeddings;
  /** Told in one line when `auto` falls back, and why. */
  onNotice?: ((line: string) => void) | undefined;
}

/**
 * Opens the embedder that the settings choose.
 *
 * @throws EmbeddingError when `transformers` is chosen and the model can be neither read nor downloaded, or embeddings
 *   from elsewhere give no vectors
 */
export async function openEmbeddings(choice: EmbeddingsChoice): Promise<Embedder> {
  const { kind, model, modelDir } = choice;
  switch (kind) {
    case "builtin":
      return openBuiltin();
    case "transformers":
      await downloadMissing(choice);
      return await openTransformers(model, modelDir);
    case "auto":
      return await openBestAvailable(choice);
    default:
      return await openCustomEmbeddings(kind);
  }
}

function openBuiltin(): Embedder {
  const embeddings = new BuiltinEmbeddings();
  return { embeddings, dimension: embeddings.dimension, recipe: embeddings.recipe, weights: BUILTIN_WEIGHTS };
}

async function openBestAvailable(choice: EmbeddingsChoice): Promise<Embedder> {
  const { model, modelDir, onNotice = () => {} } = choice;
  try {
    await downloadUnlessFailed(choice);
    return await openTransformers(model, modelDir);
  } catch (error) {
    if (!(error instanceof EmbeddingError)) throw error;
    onNotice(`Using the built-in embedder. ${error.message}`);
    return openBuiltin();
  }
}

/** Fetches what the model lacks. A failure is kept, and for a day it is reported instead of trying again. */
async function downloadUnlessFailed(choice: EmbeddingsChoice): Promise<void> {
  if ((await missingFiles(choice)).length === 0) return;
  const { model, modelDir } = choice;
  const memory = path.join(modelDir, FAILED_DOWNLOAD_FILE);
  const cure = `To try again within a day, delete ${memory}.`;
  const failed = await readFailedDownload(memory);
  const age = Date.now() - Date.parse(failed?.at ?? "");
  if (failed?.model === model && failed.host === hostOf(choice) && age >= 0 && age < RETRY_AFTER) {
    throw new EmbeddingError(failed.what, cure);
  }
  try {
    await downloadMissing(choice);
    await rm(memory, { force: true });
  } catch (error) {
    if (!(error instanceof EmbeddingError)) throw error;
    const record: FailedDownload = { at: new Date().toISOString(), model, host: hostOf(choice), what: error.what };
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
