import { type Answerer, type AnswererOptions, openAnswerer } from "../retrieval/index.ts";
import type { Settings } from "./settings.ts";
import { createProgress } from "./commands/progress.ts";

/** Opens the answerer that the settings describe, with progress and notices on stderr. */
export async function openAnswererFor(
  settings: Settings,
  following: Pick<AnswererOptions, "live" | "onUpdate"> = {},
): Promise<Answerer> {
  const progress = createProgress();
  try {
    return await openAnswerer({
      corpusDir: settings.CORPUS_DIR,
      dataDir: settings.DATA_DIR,
      embeddings: settings.EMBEDDINGS,
      embeddingModel: settings.EMBEDDING_MODEL,
      modelDir: settings.MODEL_DIR,
      ...(settings.MODEL_HOST !== undefined && { modelHost: settings.MODEL_HOST }),
      ...(settings.REFUSAL_THRESHOLD !== undefined && {
        refusalThreshold: settings.REFUSAL_THRESHOLD,
      }),
      ...following,
      onProgress: progress.onProgress,
      onNotice: (line) => {
        progress.stop();
        process.stderr.write(`${line}\n`);
      },
    });
  } finally {
    progress.stop();
  }
}
