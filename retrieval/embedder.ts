import type { EmbeddingsInterface } from "@langchain/core/embeddings";

/** What makes the vectors of an index. */
export interface VectorMaker {
  embeddings: EmbeddingsInterface;
  /** Numbers in a vector. */
  dimension: number;
  /** Everything that changes a vector: model, version, prefix. Vectors of different recipes are never compared. */
  recipe: string;
}

/** What makes them and says what they are worth to a question. */
export interface Embedder extends VectorMaker {
  weights: DenseWeights;
}

/** What the similarity of a neighbour is worth beside the lexical scores, which are taken as shares of the best. */
export interface DenseWeights {
  /** For a question in Chinese, the language of the articles; 0: none are sought. */
  chinese: number;
  /** For one in another language, whose words the articles do not hold. */
  others: number;
}

/**
 * Of embeddings that were learned, which see what words do not share in any language. Between the extremes that pay for
 * such a pair (Bruch, Gai and Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval"), on the side of the
 * words, whose scores the models that read on were fitted with. Not yet measured: that needs the model.
 */
export const LEARNED_WEIGHTS: DenseWeights = { chinese: 0.3, others: 0.3 };
