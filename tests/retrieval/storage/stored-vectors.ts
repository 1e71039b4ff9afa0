import type { Generation } from "../../../retrieval/storage/generations.ts";
import { writeGeneration } from "../../../retrieval/storage/generation-writer.ts";
import { buildVectorIndex, MAXIMUM_REST, type VectorOptions } from "../../../retrieval/storage/vector-builder.ts";
import { clusteredVectors } from "./clustered-vectors.ts";

export const DIMENSION = 24;
/** Enough for a graph. */
export const MANY = MAXIMUM_REST + 500;
export const manyVectors = clusteredVectors(MANY, DIMENSION, 20, 0.3);

export async function store(folder: string, vectors: Float32Array, options: VectorOptions = {}): Promise<Generation> {
  return await writeGeneration(folder, {
    recipe: "recipe",
    facts: {},
    ...(await buildVectorIndex(vectors, DIMENSION, options)),
  });
}

export function rowAt(vectors: Float32Array, row: number): Float32Array {
  return vectors.subarray(row * DIMENSION, (row + 1) * DIMENSION);
}
