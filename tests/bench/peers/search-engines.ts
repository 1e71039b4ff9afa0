import { create, insertMultiple, search } from "@orama/orama";
import { MemoryVectorStore } from "@langchain/classic/vectorstores/memory";
import { Document } from "@langchain/core/documents";
import { FakeEmbeddings } from "@langchain/core/utils/testing";
import FlexSearch from "flexsearch";
import MiniSearch from "minisearch";
import { distinctBigrams } from "../../../retrieval/lexical/grams.ts";
import { fold } from "../../../retrieval/normalise.ts";

/** Results asked for: what this project's lexical ranking keeps as well. */
const RESULTS = 100;

/** A search engine that has indexed texts: finds the best of them for a question, and tells how many. */
export interface SearchEngine {
  name: string;
  search(question: string): number | Promise<number>;
}

/**
 * Folded text as pairs of neighbouring characters, joined like words. None of the engines segments Chinese; of whole
 * runs, single characters and pairs, pairs retrieve best with all of them, as with this project's own index.
 */
function pairsOf(text: string): string[] {
  return distinctBigrams(fold(text)).map((gram) => String.fromCharCode(gram >>> 16, gram & 0xffff));
}

/** Any pair may match, BM25+ by MiniSearch's own constants. */
export function openMiniSearch(texts: readonly string[]): SearchEngine {
  const engine = new MiniSearch<{ id: number; text: string }>({
    fields: ["text"],
    tokenize: pairsOf,
    processTerm: (term) => term,
    searchOptions: { combineWith: "OR", prefix: false, fuzzy: false },
  });
  engine.addAll(texts.map((text, id) => ({ id, text })));
  return { name: "MiniSearch", search: (question) => engine.search(question).slice(0, RESULTS).length };
}

/** `suggest`: without it FlexSearch gives only texts that hold every pair, which is none. */
export function openFlexSearch(texts: readonly string[]): SearchEngine {
  const engine = new FlexSearch.Index({ encode: pairsOf, tokenize: "strict", resolution: 9 });
  for (const [id, text] of texts.entries()) engine.add(id, text);
  return {
    name: "FlexSearch",
    search: (question) => engine.search(question, { limit: RESULTS, suggest: true }).length,
  };
}

/** BM25 over pairs, any of which may match. */
export async function openOrama(texts: readonly string[]): Promise<SearchEngine> {
  const engine = create({
    schema: { text: "string" } as const,
    components: {
      tokenizer: { language: "bigrams", normalizationCache: new Map(), tokenize: (text: string) => pairsOf(text) },
    },
  });
  await insertMultiple(
    engine,
    texts.map((text) => ({ text })),
    1_000,
  );
  return {
    name: "Orama",
    search: async (question) =>
      (await search(engine, { term: question, exact: true, threshold: 1, limit: RESULTS })).hits.length,
  };
}

/** LangChain's in-memory vector store: compares the query with every vector. */
export interface VectorStore {
  name: string;
  search(query: number[], k: number): Promise<unknown[]>;
}

export async function openLangChainStore(vectors: Float32Array, dimension: number): Promise<VectorStore> {
  // It is given vectors, never text.
  const store = new MemoryVectorStore(new FakeEmbeddings());
  const count = vectors.length / dimension;
  const rows = Array.from({ length: count }, (_, row) =>
    Array.from(vectors.subarray(row * dimension, (row + 1) * dimension)),
  );
  const documents = rows.map((_, row) => new Document({ pageContent: "", metadata: { row } }));
  await store.addVectors(rows, documents);
  return {
    name: "LangChain MemoryVectorStore",
    search: (query, k) => store.similaritySearchVectorWithScore(query, k),
  };
}
