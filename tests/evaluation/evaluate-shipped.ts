import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import path from "node:path";
import { createProgress } from "../../bot/commands/progress.ts";
import { UsageError } from "../../bot/commands/run.ts";
import { CorpusFolderError } from "../../corpus/article-store.ts";
import { type Article, ArticleFileError, formatArticleFile } from "../../corpus/index.ts";
import type { AnswererOptions } from "../../retrieval/index.ts";
import { type Answerer, openShippedAnswerer } from "./answerer.ts";
import { answerCrossValidated } from "./cross-validated.ts";
import { EvaluationFileError } from "./gold.ts";
import { type EvaluationOptions, runEvaluation, type Surroundings } from "./run.ts";

/** What answers, and where. */
interface Shipped extends Pick<
  AnswererOptions,
  "corpusDir" | "dataDir" | "embeddings" | "embeddingModel" | "modelDir"
> {
  modelHost: string | undefined;
  /** For what is made on the way; the caller removes it. */
  folder: string;
}

/**
 * Evaluates the answerer that ships; prints to stdout, shows progress on stderr.
 *
 * @returns whether every threshold was met
 * @throws UsageError when a file or folder cannot be used
 */
export async function evaluateShipped(options: EvaluationOptions, shipped: Shipped): Promise<boolean> {
  try {
    return await runEvaluation(options, surroundingsOf(shipped, options.refusalThreshold));
  } catch (error) {
    const isFile = [EvaluationFileError, CorpusFolderError, ArticleFileError].some((kind) => error instanceof kind);
    throw isFile ? new UsageError((error as Error).message) : error;
  }
}

function surroundingsOf({ folder, modelHost, ...shipped }: Shipped, threshold: number | undefined): Surroundings {
  const bar = createProgress();
  let current = { stage: "", done: 0, total: 0 };
  const show = (next: typeof current) => bar.onProgress((current = next));
  const thenStop = <T>(result: Promise<T>): Promise<T> => result.finally(() => bar.stop());
  const open = (corpusDir: string, dataDir: string): Promise<Answerer> =>
    thenStop(
      openShippedAnswerer({
        ...shipped,
        corpusDir,
        dataDir,
        ...(modelHost !== undefined && { modelHost }),
        ...(threshold !== undefined && { refusalThreshold: threshold }),
        onProgress: bar.onProgress,
        onNotice: (line) => process.stderr.write(`${line}\n`),
      }),
    );
  return {
    openCorpus: () => open(shipped.corpusDir, shipped.dataDir),
    async openArticles(articles) {
      const own = await mkdtemp(path.join(folder, "articles-"));
      const corpusDir = path.join(own, "articles");
      await writeArticles(corpusDir, articles);
      return await open(corpusDir, path.join(own, "data"));
    },
    crossValidate(policy) {
      const onStage = (name: string, done: number, total: number) =>
        show({ stage: `Cross-validation: ${name}`, done, total });
      return thenStop(answerCrossValidated(policy, onStage));
    },
    print: (text) => void process.stdout.write(`${text}\n`),
    progress: {
      begin: (stage, total) => show({ stage, done: 0, total }),
      step: () => show({ ...current, done: current.done + 1 }),
      end: () => bar.stop(),
    },
  };
}

async function writeArticles(folder: string, articles: readonly Article[]): Promise<void> {
  await mkdir(folder);
  for (const article of articles) await writeFile(path.join(folder, `${article.id}.md`), formatArticleFile(article));
}
