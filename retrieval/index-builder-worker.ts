import { once } from "node:events";
import type { MessagePort } from "node:worker_threads";
import { openArticleStore } from "../corpus/index.ts";
import { buildCorpusIndex } from "./corpus-index.ts";

/** What to build: the articles' folder, where the index goes, and what makes its vectors. */
export interface BuilderOrder {
  corpusDir: string;
  dataDir: string;
  dimension: number;
  recipe: string;
}

/** From the thread: texts to embed, which are answered by their vectors, and in the end how it went. */
export type BuilderMessage = { texts: string[] } | { built: string } | { fault: string };

/** What the thread of `index-builder.ts` does: one order, whose end it tells. */
export function serveBuilder(port: MessagePort): void {
  const tell = (message: BuilderMessage) => port.postMessage(message);
  port.once("message", (order: BuilderOrder) => {
    build(order, async (texts) => {
      tell({ texts });
      const [vectors] = (await once(port, "message")) as [number[][]];
      return vectors;
    }).then(
      (built) => tell({ built }),
      (cause: unknown) => tell({ fault: cause instanceof Error ? cause.message : String(cause) }),
    );
  });
}

async function build(
  { corpusDir, dataDir, dimension, recipe }: BuilderOrder,
  embedDocuments: (texts: string[]) => Promise<number[][]>,
): Promise<string> {
  const embedQuery = async (text: string) => (await embedDocuments([text]))[0]!;
  const embedder = { embeddings: { embedDocuments, embedQuery }, dimension, recipe };
  return await buildCorpusIndex({ store: openArticleStore(corpusDir), dataDir, embedder });
}
