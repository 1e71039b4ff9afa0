import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Article } from "../../corpus/index.ts";
import type { Answerer } from "./answerer.ts";
import { askFacts, factMisses, type FactResult } from "./facts.ts";
import { EvaluationFileError, parseJson, readGoldQuestions, readText } from "./gold.ts";
import { readPolicyQuestions } from "./policy-questions.ts";
import { reportHtml } from "./report/html.ts";
import { factReport, type Report, spanReport, type SpanReport, thresholdFailures } from "./report/report.ts";
import { factMissText, reportText, spanMissText } from "./report/text.ts";
import { askSpans, passageNdcg, type SpanResult } from "./spans.ts";
import { type Thresholds, thresholdsSchema } from "./thresholds.ts";

export interface EvaluationOptions {
  /** File of gold questions; thresholds.json beside it, or else `defaultThresholds`, decides what passes. */
  gold: string;
  defaultThresholds: string;
  /** Folder of policy questions, and the file of it that holds the questions. */
  policyQa?: string | undefined;
  policyQuestions?: string | undefined;
  /** Where to write the report page. */
  html?: string | undefined;
  json?: boolean | undefined;
  misses?: boolean | undefined;
}

/** Where answers come from and where the report goes. */
export interface Surroundings {
  /** Opens the corpus that the gold questions are about. */
  openCorpus(): Promise<Answerer>;
  /** Opens other articles; `name` changes with them, so that what is derived from them may be kept under it. */
  openArticles(articles: readonly Article[], name: string): Promise<Answerer>;
  print(text: string): void;
  /** Told before each stage and after each of its steps. */
  progress: { begin(stage: string, steps: number): void; step(): void; end(): void };
}

/**
 * Runs the evaluation and prints it.
 *
 * @returns whether every threshold was met
 * @throws EvaluationFileError when a file cannot be read or does not fit
 */
export async function runEvaluation(options: EvaluationOptions, surroundings: Surroundings): Promise<boolean> {
  const thresholds = await readThresholds(options);
  const factResults = await evaluateFacts(options.gold, surroundings);
  const facts = factReport(factResults);
  const spans =
    options.policyQa === undefined
      ? undefined
      : await evaluateSpans(options.policyQa, options.policyQuestions, surroundings);
  const report: Report = {
    facts,
    ...(spans && { policyQuestions: spans.report }),
    failures: thresholdFailures(facts, spans?.report, thresholds),
  };
  const misses = factMisses(factResults);
  if (options.html !== undefined) await writePage(options.html, reportHtml(report, misses));
  const spanMisses = (spans?.results ?? []).filter(({ refused, hit200 }) => refused || hit200 === false);
  if (options.json === true) {
    const listed = options.misses === true ? { misses: { facts: misses, policyQuestions: spanMisses } } : {};
    surroundings.print(JSON.stringify({ ...report, ...listed }));
  } else {
    const listed = options.misses === true ? [...misses.map(factMissText), ...spanMisses.map(spanMissText)] : [];
    surroundings.print([...listed, reportText(report)].join("\n\n"));
  }
  return report.failures.length === 0;
}

async function readThresholds({ gold, defaultThresholds }: EvaluationOptions): Promise<Thresholds> {
  const beside = path.join(path.dirname(gold), "thresholds.json");
  const file = existsSync(beside) ? beside : defaultThresholds;
  return parseJson(await readText(file), thresholdsSchema, file);
}

async function evaluateFacts(file: string, { openCorpus, progress }: Surroundings): Promise<FactResult[]> {
  const questions = await readGoldQuestions(file);
  const answerer = await openCorpus();
  try {
    progress.begin("Gold questions", questions.length);
    return await askFacts(questions, answerer, () => progress.step());
  } finally {
    progress.end();
    await answerer.close();
  }
}

async function evaluateSpans(
  folder: string,
  questionFile: string | undefined,
  { openArticles, progress }: Surroundings,
): Promise<{ report: SpanReport; results: SpanResult[] }> {
  const { questions, documents, distractors, fingerprint } = await readPolicyQuestions(folder, questionFile);
  const evaluated = async <T>(
    stage: string,
    articles: readonly Article[],
    name: string,
    ask: (answerer: Answerer) => Promise<T>,
  ) => {
    const answerer = await openArticles(articles, `${name}-${fingerprint}`);
    try {
      progress.begin(stage, questions.length);
      return await ask(answerer);
    } finally {
      progress.end();
      await answerer.close();
    }
  };
  const step = () => progress.step();
  const ndcg10 = await evaluated("Passages", documents, "documents", (answerer) =>
    passageNdcg(questions, answerer, step),
  );
  const results = await evaluated("Policy questions", [...documents, ...distractors], "all", (answerer) =>
    askSpans(questions, answerer, step),
  );
  return { report: spanReport(results, ndcg10), results };
}

async function writePage(file: string, page: string): Promise<void> {
  try {
    await writeFile(file, page);
  } catch (cause) {
    throw new EvaluationFileError(`Cannot write ${file}: check that its folder exists and may be written to.`, {
      cause,
    });
  }
}
