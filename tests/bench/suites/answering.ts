import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import path from "node:path";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Article } from "../../../corpus/index.ts";
import type { Inquiry } from "../../../retrieval/index.ts";
import {
  type CorpusFolder,
  shippedArticle,
  withGeneratedCorpus,
  withPolicyCorpus,
  withShippedCorpus,
} from "../corpora/corpus-folder.ts";
import { type BenchOptions, SERVING_FLAGS } from "../options.ts";
import { quantileOf, type Report } from "../report.ts";

/** What the measuring process is told, on its stdin. */
export interface AnsweringTask {
  corpusDir: string;
  dataDir: string;
  questions: Inquiry[];
  /** So many answers at the beginning are not counted: code is still being compiled. */
  warmUp: number;
  /** An article to add while it serves, and a question that only it answers. */
  added: { article: Article; question: string } | null;
}

/** What the measuring process says. Times in milliseconds, memory in bytes. */
export interface AnsweringTimes {
  openMilliseconds: number;
  /** Since the process began. */
  firstAnswer: number;
  /** Of each answer. */
  milliseconds: number[];
  /** The same in time of all threads on the processor: comparable where other programs use the machine as well. */
  processor: number[];
  total: number;
  /** With several under way. */
  answersPerSecond: number;
  /** Resident set size, code and libraries included. */
  rss: number;
  /** From the moment the added article is written until it is answered from. */
  added: number | null;
}

const SUITE = "answering";
const WARM_UP = 320;

/** Whole answers, from a question to a cited text, at each size of corpus; start, memory, building and adding with them. */
export async function measureAnswering(report: Report, options: BenchOptions): Promise<void> {
  const count = options.quick ? 320 : 2_000;
  const measure = (corpus: CorpusFolder) => measureCorpus(report, corpus, options);
  await withShippedCorpus(count + WARM_UP, measure);
  if (options.policyQuestions === null) await withGeneratedCorpus(600, count + WARM_UP, measure);
  else await withPolicyCorpus(options.policyQuestions, count + WARM_UP, measure);
  for (const passages of options.quick ? [3_000] : [10_000, 100_000])
    await withGeneratedCorpus(passages, count + WARM_UP, measure);
}

async function measureCorpus(report: Report, corpus: CorpusFolder, { onProgress }: BenchOptions): Promise<void> {
  const { name, corpusDir, dataDir, questions } = corpus;
  const task = { corpusDir, dataDir, warmUp: 0, questions: questions.slice(0, 1), added: null };
  onProgress(`${name}: building the index`);
  const cold = await run(task);
  report.ours(SUITE, `build, ${name}`, cold.openMilliseconds / 1_000, "s", "nothing kept");
  await rm(path.join(dataDir, "index"), { recursive: true });
  const cached = await run(task);
  report.ours(SUITE, `build with kept embeddings, ${name}`, cached.openMilliseconds / 1_000, "s");
  onProgress(`${name}: asking ${questions.length} questions`);
  const added = { article: await addedArticle(), question: "长白山天池缆车什么时候恢复运营?" };
  const times = await run({ ...task, questions, warmUp: WARM_UP, added });
  report.ours(SUITE, `whole answer p50, ${name}`, quantileOf(times.milliseconds, 0.5), "ms");
  report.ours(SUITE, `whole answer p95, ${name}`, quantileOf(times.milliseconds, 0.95), "ms");
  report.ours(SUITE, `whole answer p99, ${name}`, quantileOf(times.milliseconds, 0.99), "ms");
  const { processor } = times;
  const busy = "time on the processor, collecting garbage included";
  report.ours(SUITE, `whole answer p50, processor, ${name}`, quantileOf(processor, 0.5), "ms", busy);
  report.ours(SUITE, `whole answer p99, processor, ${name}`, quantileOf(processor, 0.99), "ms", busy);
  report.ours(SUITE, `answers a second, ${name}`, times.answersPerSecond, "/s", "eight under way, two threads");
  const oneByOne = (1_000 * times.milliseconds.length) / times.total;
  report.ours(SUITE, `answers a second, one after the other, ${name}`, oneByOne, "/s");
  const seconds = processor.reduce((sum, value) => sum + value, 0) / 1_000;
  report.ours(SUITE, `answers a second of processor time, ${name}`, processor.length / seconds, "/s");
  report.ours(SUITE, `process start to first answer, ${name}`, times.firstAnswer, "ms");
  report.ours(SUITE, `memory serving, ${name}`, times.rss / 2 ** 20, "MB", "resident, Node and libraries included");
  report.ours(
    SUITE,
    `article added until answered from, ${name}`,
    times.added!,
    "ms",
    "the folder is looked at every one to two seconds",
  );
}

/** A short article on something that no other one speaks of. */
async function addedArticle(): Promise<Article> {
  const body = "长白山天池缆车将于3月8日恢复运营,旅客可在景区北门购票。";
  return { ...(await shippedArticle()), id: "added", title: "长白山天池缆车恢复运营", body };
}

async function run(task: AnsweringTask): Promise<AnsweringTimes> {
  const script = fileURLToPath(new URL("answering-process.ts", import.meta.url));
  const child = spawn(process.execPath, [...SERVING_FLAGS, "--import", import.meta.resolve("tsx"), script], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify(task));
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
  if (code !== 0) throw new Error("the process that answers failed; what it said stands above");
  return JSON.parse(output) as AnsweringTimes;
}
