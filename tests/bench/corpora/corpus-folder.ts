import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Article, openArticleStore } from "../../../corpus/index.ts";
import type { Inquiry } from "../../../retrieval/index.ts";
import { type GoldQuestion, readGoldQuestions } from "../../evaluation/gold.ts";
import { readPolicyQuestions } from "../../evaluation/policy-questions.ts";
import { seededRandom } from "../../retrieval/storage/clustered-vectors.ts";
import { generateArticles, placeNames, relocate } from "./generated-articles.ts";

const SHIPPED_ARTICLES = fileURLToPath(new URL("../../../corpus/articles", import.meta.url));
const GOLD_FILE = fileURLToPath(new URL("../../evaluation/gold/questions.jsonl", import.meta.url));

/** What is asked of a corpus, and the folder that it stands in while it is measured. */
export interface CorpusFolder {
  /** `10,000 passages`. */
  name: string;
  corpusDir: string;
  /** Where indexes go. */
  dataDir: string;
  questions: Inquiry[];
}

/** The one article that ships. */
export async function shippedArticle(): Promise<Article> {
  const [article] = await openArticleStore(SHIPPED_ARTICLES).readAll();
  return article!;
}

/** Gold questions of the shipped article, as they stand. */
export async function goldQuestions(): Promise<GoldQuestion[]> {
  return await readGoldQuestions(GOLD_FILE);
}

/** Gold questions moved to places of a generated corpus: as many as asked for, all different. */
export async function generatedQuestions(count: number, seed = 7): Promise<Inquiry[]> {
  const gold = await goldQuestions();
  const random = seededRandom(seed);
  const places = placeNames();
  return Array.from({ length: count }, (_, index) => {
    const { question, history } = gold[index % gold.length]!;
    return { question: relocate(question, places, random), history };
  });
}

/** Runs `measure` over a folder of generated articles, which is removed afterwards. */
export async function withGeneratedCorpus<Result>(
  passages: number,
  questionCount: number,
  measure: (corpus: CorpusFolder) => Promise<Result>,
): Promise<Result> {
  const articles = generateArticles(await shippedArticle(), passages);
  const name = `${passages.toLocaleString("en-US")} passages`;
  return await withArticles(name, articles, await generatedQuestions(questionCount), measure);
}

/** As above, over the one article that ships. */
export async function withShippedCorpus<Result>(
  questionCount: number,
  measure: (corpus: CorpusFolder) => Promise<Result>,
): Promise<Result> {
  const questions = repeated(await goldQuestions(), questionCount);
  return await withArticles("1 article", [await shippedArticle()], questions, measure);
}

/** As above, over real policy articles. */
export async function withPolicyCorpus<Result>(
  folder: string,
  questionCount: number,
  measure: (corpus: CorpusFolder) => Promise<Result>,
): Promise<Result> {
  const { documents, questions } = await readPolicyQuestions(folder);
  return await withArticles("600 articles", documents, repeated(questions, questionCount), measure);
}

function repeated(questions: { question: string; history?: string[] }[], count: number): Inquiry[] {
  return Array.from({ length: count }, (_, index) => {
    const { question, history = [] } = questions[index % questions.length]!;
    return { question, history };
  });
}

async function withArticles<Result>(
  name: string,
  articles: readonly Article[],
  questions: Inquiry[],
  measure: (corpus: CorpusFolder) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), "bench-"));
  try {
    const corpusDir = path.join(folder, "articles");
    const store = openArticleStore(corpusDir);
    for (const article of articles) await store.write(article);
    return await measure({ name, corpusDir, dataDir: path.join(folder, "data"), questions });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
