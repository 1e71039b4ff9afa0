import { type Answerer, type AnswererOptions, openAnswerer } from "../retrieval/index.ts";
import type { Settings } from "./settings.ts";
import { createProgress } from "./commands/progress.ts";

/** Opens the answerer that the settings describe, with progress on stderr, and notices too unless they go elsewhere. */
export async function openAnswererFor(
  settings: Settings,
  following: Pick<AnswererOptions, "live" | "sharesLoad" | "onUpdate" | "onNotice"> = {},
): Promise<Answerer> {
  const progress = createProgress();
  const onNotice = following.onNotice ?? ((line: string) => process.stderr.write(`${line}\n`));
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
        onNotice(line);
      },
    });
  } finally {
    progress.stop();
  }
}
