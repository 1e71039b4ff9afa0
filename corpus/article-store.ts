import { statSync } from "node:fs";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import writeFileAtomic from "write-file-atomic";
import { type Article, frontMatterSchema } from "./article.ts";
import { ArticleFileError, formatArticleFile, parseArticleFile } from "./article-file.ts";

/** The folder of articles is missing or is not a folder; the message says which and what to do. */
export class CorpusFolderError extends Error {
  override readonly name = "CorpusFolderError";
  /** Whether there is nothing at the path, rather than something that cannot be read. */
  readonly isMissing: boolean;

  constructor(message: string, isMissing: boolean) {
    super(message);
    this.isMissing = isMissing;
  }
}

/** One file of the folder; `size` in bytes and `mtimeMs` tell whether it changed. */
export interface ArticleFile {
  path: string;
  size: number;
  mtimeMs: number;
}

/** A folder with one Markdown file per article, named after the article's id. */
export interface ArticleStore {
  readonly folder: string;
  /** The article files in order of their names; reads no contents. @throws CorpusFolderError when there is no folder. */
  files(): Promise<ArticleFile[]>;
  /** @throws ArticleFileError when the file's content or name is at fault. */
  read(path: string): Promise<Article>;
  /** Every article in the order of `files`. @throws ArticleFileError for the first file at fault. */
  readAll(onProgress?: (done: number, total: number) => void): Promise<Article[]>;
  /** The article with this id, or null. @throws ArticleFileError when its file is at fault. */
  find(id: string): Promise<Article | null>;
  /** Creates or replaces the article's file; after a crash the file is the old one or the new one, whole. */
  write(article: Article): Promise<void>;
  /** False when there was no such article. */
  remove(id: string): Promise<boolean>;
}

const EXTENSION = ".md";
/** Files open at once: enough to keep a disk busy, far below the usual limit of 1024 descriptors. */
const FILES_AT_ONCE = 32;
/** Files looked at before others have their turn: a millisecond. */
const FILES_WITHOUT_PAUSE = 256;

export function openArticleStore(folder: string): ArticleStore {
  const pathOf = (id: string) => join(folder, id + EXTENSION);

  async function files(): Promise<ArticleFile[]> {
    const names = await articleNames(folder);
    const found: (ArticleFile | null)[] = [];
    for (const [index, name] of names.entries()) {
      found.push(statArticle(join(folder, name)));
      // Others have their turn between.
      if (index % FILES_WITHOUT_PAUSE === 0) await setImmediate();
    }
    return found.filter((file) => file !== null);
  }

  async function read(path: string): Promise<Article> {
    const article = parseArticleFile(decode(await readFile(path), path), path);
    if (article.id + EXTENSION === basename(path)) return article;
    throw new ArticleFileError({
      file: path,
      line: 2,
      field: "id",
      problem: `cannot be ${JSON.stringify(article.id)} in a file of this name`,
      cure: `rename the file to ${article.id}${EXTENSION} or correct the id`,
    });
  }

  return {
    folder,
    files,
    read,
    async readAll(onProgress) {
      const paths = (await files()).map((file) => file.path);
      const articles: Article[] = [];
      for (let from = 0; from < paths.length; from += FILES_AT_ONCE) {
        articles.push(...(await Promise.all(paths.slice(from, from + FILES_AT_ONCE).map(read))));
        onProgress?.(articles.length, paths.length);
      }
      return articles;
    },
    async find(id) {
      if (!isArticleId(id)) return null;
      return await unlessMissing(read(pathOf(id)));
    },
    async write(article) {
      const text = formatArticleFile(article);
      await mkdir(folder, { recursive: true });
      await writeFileAtomic(pathOf(article.id), text);
    },
    async remove(id) {
      if (!isArticleId(id)) return false;
      return (await unlessMissing(rm(pathOf(id)).then(() => true))) ?? false;
    },
  };
}

/** Whether an article may have this id; an id that passes never leads out of the folder. */
function isArticleId(id: string): boolean {
  return frontMatterSchema.shape.id.safeParse(id).success;
}

async function articleNames(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => name.endsWith(EXTENSION) && !name.startsWith(".")).toSorted();
  } catch (error) {
    const isMissing = errorCode(error) === "ENOENT";
    const problem = isMissing ? "there is no folder" : "cannot read the folder of articles";
    const cure = "set CORPUS_DIR to the folder of articles, or add a first article with npm run corpus -- add";
    throw new CorpusFolderError(`${problem} ${folder}; ${cure}`, isMissing);
  }
}

/** Without waiting: a promise for each of many files takes four times as long as asking the disk. */
function statArticle(path: string): ArticleFile | null {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? { path, size: found.size, mtimeMs: found.mtimeMs } : null;
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ArticleFileError({
      file,
      line: 1,
      problem: "not UTF-8 text",
      cure: "save the file as UTF-8",
    });
  }
}

async function unlessMissing<T>(result: Promise<T>): Promise<T | null> {
  try {
    return await result;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}

function errorCode(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
