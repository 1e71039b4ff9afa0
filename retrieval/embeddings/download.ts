import { access, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { EmbeddingError } from "./embedding-error.ts";
import { MODEL_FILES } from "./transformers.ts";

const HUB = "https://huggingface.co";
/** A start must not wait long for a luxury. */
const SILENCE = 5_000;
/** Milliseconds after which an unfinished file that nobody writes to is of a process that died. */
const ABANDONED = 60_000;

export interface Download {
  /** As on the hub, such as `Xenova/multilingual-e5-small`. */
  model: string;
  /** A model's files lie in `modelDir/model`. Made when something is downloaded. */
  modelDir: string;
  /** A mirror of the hub, such as `https://hub.example.org`. */
  modelHost?: string | undefined;
  /** Milliseconds without an answer, or without another byte of it, until the host is given up. Default 5,000. */
  silence?: number | undefined;
  onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

/** How far the download of one file is, in bytes. `total` is 0 while it is not known. */
export interface DownloadProgress {
  file: string;
  done: number;
  total: number;
}

/** The address that a model is downloaded from, without a slash at its end. */
export function hostOf({ modelHost = HUB }: Download): string {
  return modelHost.replace(/\/+$/, "");
}

/** The files that the model lacks. */
export async function missingFiles({ model, modelDir }: Download): Promise<string[]> {
  const missing: string[] = [];
  for (const file of MODEL_FILES) {
    await access(path.join(modelDir, model, file)).catch(() => missing.push(file));
  }
  return missing;
}

/**
 * Downloads the files that the model lacks. A file has its name only when it is whole.
 *
 * @throws EmbeddingError when the host does not answer, falls silent or has no such file, or the disk takes none
 */
export async function downloadMissing(download: Download): Promise<void> {
  const { model, modelDir } = download;
  const folder = path.join(modelDir, model);
  try {
    for (const file of await missingFiles(download)) await downloadFile(download, file, path.join(folder, file));
  } catch (cause) {
    throw new EmbeddingError(
      `${model} could not be downloaded from ${hostOf(download)}: ${reasonOf(cause)}`,
      `Put its files in ${folder}, name a mirror in MODEL_HOST, or set EMBEDDINGS=builtin.`,
      { cause },
    );
  }
}

/** The library's own download neither gives up nor keeps an unfinished file from being taken for a whole one. */
async function downloadFile(download: Download, file: string, target: string): Promise<void> {
  const { model, silence = SILENCE, onProgress = () => {} } = download;
  const connection = new AbortController();
  const timer = setTimeout(() => connection.abort(new Error(`silent for ${silence / 1000} seconds`)), silence);
  try {
    const response = await fetch(`${hostOf(download)}/${model}/resolve/main/${file}`, connection);
    if (!response.ok || response.body === null) throw new Error(`it answered ${response.status} for ${file}`);
    // Of a compressed body the header gives the compressed length.
    const length = response.headers.has("content-encoding") ? null : response.headers.get("content-length");
    const report = (done: number) => {
      timer.refresh();
      onProgress({ file, done, total: Number(length ?? 0) });
    };
    await writeWhole(target, counted(response.body, report));
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
  await removeAbandoned(path.dirname(file));
  try {
    await writeFile(unfinished, content, { flush: true });
    if (file.endsWith(".json")) await checkJson(unfinished);
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(".part")) continue;
    const unfinished = path.join(folder, name);
    // Another process may have finished it in between.
    const written = await stat(unfinished).catch(() => null);
    if (written !== null && Date.now() - written.mtimeMs > ABANDONED) await rm(unfinished, { force: true });
  }
}

async function checkJson(file: string): Promise<void> {
  try {
    JSON.parse(await readFile(file, "utf8"));
  } catch (cause) {
    throw new Error("it sent a page instead of the model, such as the login of a network", { cause });
  }
}

/** The network's code for what happened, such as ENOTFOUND: `fetch` itself says no more than that it failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  if (!(error instanceof TypeError && cause instanceof Error)) return message;
  const code = "code" in cause ? String(cause.code) : "";
  return code === "" || code.startsWith("UND_") ? cause.message : code;
}
