import type { IndexOptions } from "./corpus-index.ts";
import type { BuilderMessage, BuilderOrder } from "./index-builder-worker.ts";
import { startThread } from "./thread.ts";

/**
 * Writes the index of the articles as they are now in a thread of its own, so that questions are answered meanwhile.
 * The texts that are new come back to be embedded here, where the embedder is.
 *
 * @returns the fingerprint of the articles that it was built from
 * @throws Error with one line that says what to do, when the articles cannot be read or the index not be written
 */
export async function buildInThread({ store, dataDir, embedder }: IndexOptions): Promise<string> {
  const { embeddings, dimension, recipe } = embedder;
  const worker = startThread(new URL("./index-builder-worker.ts", import.meta.url), "serveBuilder");
  try {
    return await new Promise<string>((resolve, reject) => {
      worker.on("error", reject);
      worker.on("exit", () => reject(new Error("the thread that builds the index ended early")));
      worker.on("message", (message: BuilderMessage) => {
        if ("built" in message) resolve(message.built);
        else if ("fault" in message) reject(new Error(message.fault));
        else embeddings.embedDocuments(message.texts).then((vectors) => worker.postMessage(vectors), reject);
      });
      worker.postMessage({ corpusDir: store.folder, dataDir, dimension, recipe } satisfies BuilderOrder);
    });
  } finally {
    await worker.terminate();
  }
}
