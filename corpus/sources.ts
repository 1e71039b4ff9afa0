import { open, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { ArticleFileError } from "./article-file.ts";
import { type ArticleDraft, DocumentError } from "./draft.ts";
import type { FetchOptions } from "./readers/fetch-document.ts";
import { readJsonLines } from "./readers/json-lines.ts";
import { type DocumentReader, MAXIMUM_DOCUMENT_BYTES } from "./readers/read-document.ts";

/** What one document gave: a draft, or why there is none. `origin` is its path or address. */
export interface SourceItem {
  origin: string;
  result: ArticleDraft | DocumentError | ArticleFileError;
}

/**
 * Reads what a source names: an address, a file, or a folder with everything below it in order of names, hidden files
 * left out. A document gives one item, a file of JSON lines, which may be of any size, one per line. What cannot be
 * read is an item as well, and what follows it is read all the same.
 */
export async function* readSource(
  source: string,
  reader: DocumentReader,
  options: FetchOptions = {},
): AsyncGenerator<SourceItem> {
  if (isAddress(source)) {
    yield await readAddressSource(source, reader, options);
    return;
  }
  try {
    for (const file of await listFiles(source)) yield* readFileSource(file, reader);
  } catch (error) {
    yield { origin: source, result: refusalOf(error, source) };
  }
}

/** As `readSource`, of an address only: no path is read, whatever it looks like. */
export async function readAddressSource(
  address: string,
  reader: DocumentReader,
  options: FetchOptions = {},
): Promise<SourceItem> {
  try {
    // Loaded only now, since most commands do without.
    const { fetchDocument } = await import("./readers/fetch-document.ts");
    return { origin: address, result: await reader.read(await fetchDocument(address, options)) };
  } catch (error) {
    return { origin: address, result: refusalOf(error, address) };
  }
}

/** Whether a source is an address rather than a path; of which kind, is checked when it is fetched. */
export function isAddress(source: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(source);
}

async function listFiles(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/(?:^|[/\\])\.[^/\\.]/.test(file.slice(path.length)))
    .toSorted();
}

async function* readFileSource(path: string, reader: DocumentReader): AsyncGenerator<SourceItem> {
  try {
    if (await isJsonLines(path)) {
      for await (const result of readJsonLines(path)) yield { origin: path, result };
    } else {
      yield { origin: path, result: await readDocumentFile(path, reader) };
    }
  } catch (error) {
    yield { origin: path, result: refusalOf(error, path) };
  }
}

async function readDocumentFile(path: string, reader: DocumentReader): Promise<ArticleDraft> {
  if ((await stat(path)).size > MAXIMUM_DOCUMENT_BYTES) {
    throw new DocumentError(`${path}: larger than 10 MB; cut the document into parts`);
  }
  return await reader.read({ bytes: await readFile(path), name: path });
}

/** A file is a collection when it begins with a JSON object. */
async function isJsonLines(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(64) });
    return /^\uFEFF?\s*\{\s*"/.test(buffer.toString("utf8", 0, bytesRead));
  } finally {
    await file.close();
  }
}

/** The document's fault as a result; any other fault goes on its way. */
function refusalOf(error: unknown, origin: string): DocumentError | ArticleFileError {
  if (error instanceof DocumentError || error instanceof ArticleFileError) return error;
  if (!(error instanceof Error && "syscall" in error && "code" in error)) throw error;
  return error.code === "ENOENT"
    ? new DocumentError(`${origin}: there is no such file or folder; correct the path`)
    : new DocumentError(`${origin}: cannot be read (${String(error.code)}); check its permissions`);
}
