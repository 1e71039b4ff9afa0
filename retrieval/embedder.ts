import type { EmbeddingsInterface } from "@langchain/core/embeddings";

/** What makes the vectors of an index. */
export interface Embedder {
  embeddings: EmbeddingsInterface;
  /** Numbers in a vector. */
  dimension: number;
  /** Everything that changes a vector: model, version, prefix. Vectors of different recipes are never compared. */
  recipe: string;
}
