import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openEmbeddings } from "../../../retrieval/embeddings/choose.ts";
import { indexArticles } from "../../../retrieval/corpus-index.ts";
import { textAt } from "../../../retrieval/corpus-table.ts";
import { embedCached } from "../../../retrieval/storage/embedding-cache.ts";
import { writeTinyModel } from "../../retrieval/embeddings/tiny-model.ts";
import { shippedArticle } from "../corpora/corpus-folder.ts";
import { generateArticles } from "../corpora/generated-articles.ts";
import type { BenchOptions } from "../options.ts";
import type { Report } from "../report.ts";
import { timed, timeTasks } from "../timing.ts";

const SUITE = "embedding";
const MODEL = "bench/tiny-bert";

/**
 * Passages embedded a second. The tiny model costs next to nothing, so its figure is the pipeline's own: tokenizing,
 * batching, pooling. Its peer is the library's own pipeline, which pools and normalises by itself.
 */
export async function measureEmbedding(report: Report, { quick, onProgress }: BenchOptions): Promise<void> {
  onProgress("embedding");
  const folder = await mkdtemp(path.join(tmpdir(), "bench-"));
  try {
    writeTinyModel(folder, MODEL);
    const { table } = indexArticles(generateArticles(await shippedArticle(), quick ? 200 : 2_000));
    const texts = Array.from(table.passageFirst, (first, passage) =>
      textAt(table, table.sentenceStart[first]!, table.sentenceEnd[table.passageLast[passage]!]!),
    );
    const { embeddings, recipe } = await openEmbeddings({ kind: "transformers", model: MODEL, modelDir: folder });
    await embeddings.embedDocuments(texts.slice(0, 16));
    const own = await timed(() => embeddings.embedDocuments(texts));
    report.ours(SUITE, "passages through a tiny model", texts.length / own.seconds, "passages/s");
    const peer = await openPipeline(folder);
    await peer(texts.slice(0, 16));
    const theirs = await timed(() => peer(texts));
    report.peer(SUITE, "passages through a tiny model", "transformers.js pipeline", texts.length / theirs.seconds);
    const { question } = await timeTasks(
      texts.map((text) => text.slice(0, 20)),
      { question: (text) => embeddings.embedQuery(text) },
      quick ? 0.2 : 1,
    );
    report.ours(SUITE, "a question through a tiny model p50", question!.p50, "ms");

    const builtin = await openEmbeddings({ kind: "builtin", model: "none", modelDir: folder });
    const { seconds } = await timed(() => builtin.embeddings.embedDocuments(texts));
    report.ours(SUITE, "passages by the built-in embedder", texts.length / seconds, "passages/s");
    const embed = (batch: string[]) => embeddings.embedDocuments(batch);
    await embedCached(folder, recipe, texts, embed);
    const kept = await timed(() => embedCached(folder, recipe, texts, embed));
    report.ours(SUITE, "passages whose vectors are kept", texts.length / kept.seconds, "passages/s");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function openPipeline(modelDir: string): Promise<(texts: string[]) => Promise<unknown>> {
  const { pipeline } = await import("@xenova/transformers");
  const extract = await pipeline("feature-extraction", MODEL, {
    cache_dir: path.resolve(modelDir),
    local_files_only: true,
  });
  return async (texts) => {
    // Batches of eight, as this project's: all at once would pad every text to the longest.
    for (let from = 0; from < texts.length; from += 8)
      await extract(texts.slice(from, from + 8), { pooling: "mean", normalize: true });
  };
}
