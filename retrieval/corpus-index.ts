import { hash } from "node:crypto";
import path from "node:path";
import type { Article, ArticleFile, ArticleStore } from "../corpus/index.ts";
import {
  buildCorpusTable,
  type CorpusTable,
  decodeCorpusTable,
  encodeCorpusTable,
  headingOf,
  textAt,
} from "./corpus-table.ts";
import type { VectorMaker } from "./embedder.ts";
import { LexicalScorer } from "./lexical/bm25.ts";
import { buildPostings, decodePostings, encodePostings, type Postings } from "./lexical/postings.ts";
import { embedCached } from "./storage/embedding-cache.ts";
import { writeGeneration } from "./storage/generation-writer.ts";
import { type Generation, openGeneration } from "./storage/generations.ts";
import { buildVectorIndex } from "./storage/vector-builder.ts";
import { openVectorIndex, type VectorIndex } from "./storage/vectors.ts";

/** Changes whenever the code makes other files out of the same articles. */
const FORMAT = "passages-400 bigrams-title-heading 3";

/** What words are looked up in. */
export interface LexicalIndex {
  table: CorpusTable;
  postings: Postings;
  scorer: LexicalScorer;
}

/** Everything that questions are answered from. Immutable: a changed corpus is another index. */
export interface CorpusIndex extends LexicalIndex {
  vectors: VectorIndex;
  /** Its files, unless it has grown since they were read. */
  files: IndexFiles | null;
  /** Of the article files that it was built from. */
  fingerprint: string;
}

/** How far a long step is, in articles, passages or megabytes. `total` is 0 while it is not known. */
export interface IndexProgress {
  stage: "downloading" | "reading" | "embedding" | "indexing";
  done: number;
  total: number;
}

export interface IndexOptions {
  store: ArticleStore;
  dataDir: string;
  embedder: VectorMaker;
  onProgress?: ((progress: IndexProgress) => void) | undefined;
  onNotice?: ((notice: string) => void) | undefined;
}

/** Names, sizes and times of the article files as one hash: another one means that something changed. */
export function fingerprintOf(files: readonly ArticleFile[]): string {
  return hash("sha256", files.map((file) => `${path.basename(file.path)} ${file.size} ${file.mtimeMs}`).join("\n"));
}

/**
 * The index of the articles as they are now: the one on disk if it was made of them by this recipe, else a new one. When
 * a new one cannot be written, the newest old one of the same recipe serves on, and that is said.
 *
 * @throws CorpusFolderError, ArticleFileError when the articles cannot be read
 * @throws StorageError when no index can be written and there is none to fall back to
 */
export async function openCorpusIndex(options: IndexOptions): Promise<CorpusIndex> {
  const { store, dataDir, embedder, onNotice = () => {} } = options;
  const recipe = recipeOf(embedder);
  const indexDir = path.join(dataDir, "index");
  const fingerprint = fingerprintOf(await store.files());
  const reasons: string[] = [];
  const current = await openGeneration(
    indexDir,
    (manifest) => manifest.recipe === recipe && manifest.facts["fingerprint"] === fingerprint,
    (reason) => reasons.push(reason),
    isReadWhole,
  );
  const loaded = current === null ? null : await tryToLoad(current, embedder, onNotice);
  if (loaded !== null) return loaded;
  const previous = await openGeneration(indexDir, (manifest) => manifest.recipe === recipe);
  const isOtherEmbedder = previous === null && reasons.length > 0;
  if (isOtherEmbedder) onNotice("The index was made by another embedder or version: it is made anew.");
  try {
    return await loadIndex(await buildGeneration(options, indexDir, recipe, fingerprint, previous), embedder);
  } catch (cause) {
    if (previous === null) throw cause;
    onNotice(`${cause instanceof Error ? cause.message : String(cause)} The index before it serves on.`);
    return await loadIndex(previous, embedder);
  }
}

/**
 * Writes the index of the articles as they are now, unless it is there.
 *
 * @returns their fingerprint, by which `reopenCorpusIndex` finds it
 * @throws CorpusFolderError, ArticleFileError, StorageError
 */
export async function buildCorpusIndex(options: IndexOptions): Promise<string> {
  const { store, dataDir, embedder } = options;
  const recipe = recipeOf(embedder);
  const indexDir = path.join(dataDir, "index");
  const fingerprint = fingerprintOf(await store.files());
  // A change that was taken back finds the index before it.
  if ((await findGeneration(options, fingerprint)) !== null) return fingerprint;
  const previous = await openGeneration(indexDir, (manifest) => manifest.recipe === recipe);
  await buildGeneration(options, indexDir, recipe, fingerprint, previous);
  return fingerprint;
}

/** The index on disk of articles with this fingerprint, or null. */
export async function reopenCorpusIndex(options: IndexOptions, fingerprint: string): Promise<CorpusIndex | null> {
  const generation = await findGeneration(options, fingerprint);
  return generation && (await loadIndex(generation, options.embedder));
}

async function findGeneration({ dataDir, embedder }: IndexOptions, fingerprint: string): Promise<Generation | null> {
  const recipe = recipeOf(embedder);
  return await openGeneration(
    path.join(dataDir, "index"),
    (manifest) => manifest.recipe === recipe && manifest.facts["fingerprint"] === fingerprint,
    () => {},
    isReadWhole,
  );
}

/** All but the graphs, which native code reads. */
function isReadWhole(file: string): boolean {
  return !file.endsWith(".hnsw");
}

function recipeOf(embedder: VectorMaker): string {
  return `${FORMAT}; ${embedder.recipe}`;
}

async function buildGeneration(
  { store, dataDir, embedder, onProgress = () => {} }: IndexOptions,
  indexDir: string,
  recipe: string,
  fingerprint: string,
  previous: Generation | null,
): Promise<Generation> {
  const articles = await store.readAll((done, total) => onProgress({ stage: "reading", done, total }));
  const table = buildCorpusTable(articles);
  const texts = passageTexts(table);
  const vectors = await embedCached(
    path.join(dataDir, "embeddings"),
    embedder.recipe,
    texts,
    (batch) => embedder.embeddings.embedDocuments(batch),
    (done, total) => onProgress({ stage: "embedding", done, total }),
  );
  onProgress({ stage: "indexing", done: 0, total: 0 });
  const { files, writers } = await buildVectorIndex(vectors, embedder.dimension, {
    previous,
    onProgress: (done, total) => onProgress({ stage: "indexing", done, total }),
  });
  const encoded = encodeCorpusTable(table);
  return await writeGeneration(indexDir, {
    recipe,
    facts: { fingerprint, articles: table.articles.length, passages: texts.length },
    files: {
      ...files,
      "articles.json": encoded.articles,
      "table.columns": encoded.columns,
      "postings.columns": encodePostings(buildPostings(table)),
    },
    writers,
  });
}

/** A generation whose files are whole and yet do not fit is made anew like one that is damaged. */
async function tryToLoad(
  generation: Generation,
  embedder: VectorMaker,
  onNotice: (notice: string) => void,
): Promise<CorpusIndex | null> {
  try {
    return await loadIndex(generation, embedder);
  } catch (cause) {
    onNotice(`The index cannot be used and is made anew: ${cause instanceof Error ? cause.message : String(cause)}.`);
    return null;
  }
}

async function loadIndex(generation: Generation, embedder: VectorMaker): Promise<CorpusIndex> {
  const [articles, table, postings, vectors] = await Promise.all([
    generation.read("articles.json"),
    generation.read("table.columns"),
    generation.read("postings.columns"),
    openVectorIndex(generation, embedder.dimension),
  ]);
  const files = { articles, table, postings };
  const fingerprint = String(generation.manifest.facts["fingerprint"]);
  return { ...decodeLexicalIndex(files), vectors, files, fingerprint };
}

/** What an index is without its vectors, as it is on disk, in memory that every thread may read. */
export interface IndexFiles {
  articles: Uint8Array;
  table: Uint8Array;
  postings: Uint8Array;
}

/** Lays the index over its files: nothing but the articles' front matter is copied. */
export function decodeLexicalIndex(files: IndexFiles): LexicalIndex {
  const table = decodeCorpusTable({ articles: files.articles, columns: files.table });
  const postings = decodePostings(files.postings);
  return { table, postings, scorer: new LexicalScorer(postings) };
}

/** The lexical part alone, in memory, for articles that are not in a folder. */
export function indexArticles(articles: Iterable<Article>): LexicalIndex {
  const table = buildCorpusTable(articles);
  const postings = buildPostings(table);
  return { table, postings, scorer: new LexicalScorer(postings) };
}

/** What is embedded of each passage: its article's title, its section's heading, its text. */
export function passageTexts(table: CorpusTable): string[] {
  return Array.from(table.passageArticle, (article, passage) => {
    const first = table.passageFirst[passage]!;
    const text = textAt(table, table.sentenceStart[first]!, table.sentenceEnd[table.passageLast[passage]!]!);
    return [table.articles[article]!.title, headingOf(table, first), text].filter((part) => part !== null).join("\n");
  });
}
