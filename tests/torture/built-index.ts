import { join } from "node:path";
import { openArticleStore } from "../../corpus/index.ts";
import { decodeCorpusTable } from "../../retrieval/corpus-table.ts";
import { type Answerer, openAnswerer } from "../../retrieval/index.ts";
import { openGeneration } from "../../retrieval/storage/generations.ts";
import { openVectorIndex, readLayout } from "../../retrieval/storage/vectors.ts";

/** Opens an answerer with the built-in embedder; what it has to say is gathered in `notices`. */
export async function openBuiltin(
  corpusDir: string,
  dataDir: string,
  notices: string[] = [],
  live = false,
): Promise<Answerer> {
  const onNotice = (line: string) => void notices.push(line);
  const model = { embeddings: "builtin" as const, embeddingModel: "none", modelDir: dataDir };
  return await openAnswerer({ corpusDir, dataDir, ...model, onNotice, live });
}

/** How many articles and passages each part of an index counts; they must all agree. */
export interface IndexCounts {
  manifest: [articles: number, passages: number];
  table: [articles: number, passages: number];
  vectors: number;
}

/**
 * Counts what is in the generation in use as it stands on disk; null when there is none. With a number of articles, in the
 * one that was made of them: after a crash between the two last steps it is whole, and not yet named the current one.
 */
export async function countIndex(dataDir: string, ofArticles?: number): Promise<IndexCounts | null> {
  const isMeant = ({ facts }: { facts: Record<string, unknown> }) =>
    ofArticles === undefined || facts["articles"] === ofArticles;
  const generation = await openGeneration(join(dataDir, "index"), isMeant);
  if (generation === null) return null;
  const { articles, passages } = generation.manifest.facts as { articles: number; passages: number };
  const [articleBytes, columns] = [await generation.read("articles.json"), await generation.read("table.columns")];
  const table = decodeCorpusTable({ articles: articleBytes, columns });
  const { dimension } = await readLayout(generation);
  const vectors = await openVectorIndex(generation, dimension);
  return {
    manifest: [articles, passages],
    table: [table.articles.length, table.passageArticle.length],
    vectors: vectors.count,
  };
}

export function isConsistent({ manifest, table, vectors }: IndexCounts, articles: number): boolean {
  return manifest[0] === articles && table[0] === articles && table[1] === manifest[1] && vectors === manifest[1];
}

/** Article files that are there, none at fault. @throws when one is not whole */
export async function countArticles(corpusDir: string): Promise<number> {
  return (await openArticleStore(corpusDir).readAll()).length;
}
