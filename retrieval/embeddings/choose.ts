import type { Embedder } from "../embedder.ts";
import { BuiltinEmbeddings } from "./builtin.ts";

export interface EmbeddingsChoice {
  /** `auto` takes the model if it is in `modelDir` or can be downloaded, else the built-in embedder. */
  kind: "auto" | "transformers" | "builtin";
  /** As on the hub, such as `Xenova/multilingual-e5-small`. */
  model: string;
  modelDir: string;
  /** A mirror of the hub, such as `https://hub.example.org`. */
  modelHost?: string | undefined;
  onProgress?: ((progress: DownloadProgress) => void) | undefined;
  /** Told in one line when `auto` falls back, and why. */
  onNotice?: ((line: string) => void) | undefined;
}

/** How far the download of a file is, in bytes. `total` is 0 while it is not known. */
export interface DownloadProgress {
  file: string;
  done: number;
  total: number;
}

/** Opens the embedder that the settings choose. */
export async function openEmbeddings(_choice: EmbeddingsChoice): Promise<Embedder> {
  return openBuiltin();
}

function openBuiltin(): Embedder {
  const embeddings = new BuiltinEmbeddings();
  return { embeddings, dimension: embeddings.dimension, recipe: embeddings.recipe, kind: "builtin" };
}
