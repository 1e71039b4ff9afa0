import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { type Article, splitArticle } from "../../corpus/index.ts";
import { REFUSAL_THRESHOLD } from "../../retrieval/answerer.ts";
import type { Answerer } from "./answerer.ts";
import { askFacts, factMisses, type FactResult } from "./facts.ts";
import { EvaluationFileError, parseJson, readGoldQuestions, readText } from "./gold.ts";
import { type PolicyQuestions, readPolicyQuestions } from "./policy-questions.ts";
import { type Misses, reportHtml } from "./report/html.ts";
import { countedResults, policyReport, type PolicyResults } from "./report/policy-report.ts";
import { policyMissText } from "./report/policy-text.ts";
import { makeReport } from "./report/report.ts";
import { factMissText, reportText } from "./report/text.ts";
import { askSpans, passageNdcg, type SpanResult } from "./spans.ts";
import { type Thresholds, thresholdsSchema } from "./thresholds.ts";

export interface EvaluationOptions {
  /** File of gold questions; thresholds.json beside it, or else `defaultThresholds`, decides what passes. */
  gold: string;
  defaultThresholds: string;
  /** Folder of policy questions. */
  policyQa?: string | undefined;
  /** Of the policy questions, only what the shipped models say: in seconds, but in-sample. */
  quick?: boolean | undefined;
  /** 0 to 1: below this confidence a question is refused. Default: as shipped. */
  refusalThreshold?: number | undefined;
  /** Where to write the report page. */
  html?: string | undefined;
  json?: boolean | undefined;
  misses?: boolean | undefined;
}

/** Where answers come from and where the report goes. */
export interface Surroundings {
  /** Opens the corpus that the gold questions are about. */
  openCorpus(): Promise<Answerer>;
  /** Opens other articles. */
  openArticles(articles: readonly Article[]): Promise<Answerer>;
  /** Answers policy questions by models that never saw their articles, refusing nothing for lack of confidence. */
  crossValidate(policy: PolicyQuestions): Promise<SpanResult[]>;
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
  const { policyQa, html, json = false } = options;
  const thresholds = await readThresholds(options);
  const policy = policyQa === undefined ? undefined : await readPolicyQuestions(policyQa);
  const facts = await evaluateFacts(options.gold, surroundings);
  const policyResults = policy && (await evaluatePolicy(policy, options, surroundings));
  const report = makeReport(facts, policyResults && policyReport(policyResults), thresholds);
  const misses = missesOf(facts, policyResults);
  if (json) surroundings.print(JSON.stringify({ ...report, ...(options.misses && { misses }) }));
  else surroundings.print([...(options.misses ? missTexts(misses) : []), reportText(report)].join("\n\n"));
  if (html !== undefined) await writePage(html, reportHtml(report, misses));
  return report.failures.length === 0;
}

/** Questions held out are only ever counted: who reads their misses and mends them holds nothing out any more. */
function missesOf(facts: readonly FactResult[], policy: PolicyResults | undefined): Misses {
  return {
    facts: factMisses(facts).filter(({ gold }) => gold.split !== "held-out"),
    policyQuestions: policy ? countedResults(policy).filter(({ refused, hit200 }) => refused || hit200 === false) : [],
  };
}

function missTexts(misses: Misses): string[] {
  return [...misses.facts.map(factMissText), ...misses.policyQuestions.map(policyMissText)];
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

async function evaluatePolicy(
  policy: PolicyQuestions,
  { quick = false, refusalThreshold = REFUSAL_THRESHOLD }: EvaluationOptions,
  { openArticles, crossValidate, progress }: Surroundings,
): Promise<PolicyResults> {
  const { questions, documents, distractors } = policy;
  const ask = async <T>(stage: string, articles: readonly Article[], measure: (answerer: Answerer) => Promise<T>) => {
    const answerer = await openArticles(articles);
    try {
      progress.begin(stage, questions.length);
      return await measure(answerer);
    } finally {
      progress.end();
      await answerer.close();
    }
  };
  const step = () => progress.step();
  const all = [...documents, ...distractors];
  const ndcg10 = await ask("Passages", documents, (answerer) => passageNdcg(questions, answerer, step));
  const shipped = await ask("Policy questions", all, (answerer) => askSpans(questions, answerer, step));
  return {
    passages: all.reduce((sum, article) => sum + splitArticle(article).passages.length, 0),
    ndcg10,
    shipped,
    ...(!quick && { crossValidated: await crossValidate(policy) }),
    refusalThreshold,
  };
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
