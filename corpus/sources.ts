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
 * The files of a path: itself, or everything in a folder and below it in order of names, hidden files left out.
 * @throws DocumentError when there is nothing at the path.
 */
export async function listDocuments(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => {
    throw new DocumentError(`${path}: cannot be read; give the path of a file or folder that exists`);
  });
  if (!found.isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/(?:^|[/\\])\.[^/\\.]/.test(file.slice(path.length)))
    .toSorted();
}

/**
 * Reads one file: a document gives one item, a file of JSON lines, which may be of any size, one per line. Documents at
 * fault are items too.
 */
export async function* readFileSource(path: string, reader: DocumentReader): AsyncGenerator<SourceItem> {
  if (await isJsonLines(path)) {
    for await (const result of readJsonLines(path)) yield { origin: path, result };
    return;
  }
  yield { origin: path, result: await resultOf(readOne(path, reader)) };
}

/** Fetches one document. What it takes is loaded only then, since most commands start without. */
export async function readAddressSource(
  address: string,
  reader: DocumentReader,
  options: FetchOptions,
): Promise<SourceItem> {
  const { fetchDocument } = await import("./readers/fetch-document.ts");
  return { origin: address, result: await resultOf(fetchDocument(address, options).then(reader.read)) };
}

/** Whether a source is an address rather than a path; of which kind, is checked when it is fetched. */
export function isAddress(source: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(source);
}

async function readOne(path: string, reader: DocumentReader): Promise<ArticleDraft> {
  if ((await stat(path)).size > MAXIMUM_DOCUMENT_BYTES) {
    throw new DocumentError(`${path}: larger than 10 MB; cut the document into parts`);
  }
  return await reader.read({ bytes: await readFile(path), name: path });
}

async function resultOf(draft: Promise<ArticleDraft>): Promise<SourceItem["result"]> {
  try {
    return await draft;
  } catch (error) {
    if (error instanceof DocumentError || error instanceof ArticleFileError) return error;
    throw error;
  }
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
