import { Embeddings, type EmbeddingsInterface } from "@langchain/core/embeddings";
import { type Embedder, LEARNED_WEIGHTS } from "../embedder.ts";
import { EmbeddingError } from "./embedding-error.ts";

/** Embeddings from elsewhere: any of LangChain's, whose vectors all have the same dimension. */
export interface CustomEmbeddings {
  embeddings: EmbeddingsInterface;
  /** Names the vectors, such as `nomic-embed-text v1.5`: an index made under one name is not searched under another. */
  recipe: string;
}

/** @throws EmbeddingError when they give no vector */
export async function openCustomEmbeddings({ embeddings, recipe }: CustomEmbeddings): Promise<Embedder> {
  // The interface does not tell the dimension: a text does.
  const { length: dimension } = await embeddings.embedQuery("公交");
  if (dimension === 0) throw new EmbeddingError(`${recipe} embeds no text`, "Choose other embeddings.");
  return {
    embeddings: new UnitEmbeddings(embeddings),
    dimension,
    recipe: `custom ${recipe}, ${dimension} numbers`,
    weights: LEARNED_WEIGHTS,
  };
}

/** The same directions at length 1, which LangChain does not promise and the index needs; zero stays zero. */
class UnitEmbeddings extends Embeddings {
  readonly #embeddings: EmbeddingsInterface;

  constructor(embeddings: EmbeddingsInterface) {
    super({});
    this.#embeddings = embeddings;
  }

  override async embedDocuments(documents: string[]): Promise<number[][]> {
    return (await this.#embeddings.embedDocuments(documents)).map(unitVector);
  }

  override async embedQuery(document: string): Promise<number[]> {
    return unitVector(await this.#embeddings.embedQuery(document));
  }
}

function unitVector(vector: number[]): number[] {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
