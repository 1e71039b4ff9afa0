import { readFileSync } from "node:fs";
import { openAnswerer } from "../../../retrieval/index.ts";
import { openArticleStore } from "../../../corpus/index.ts";
import type { AnsweringTask, AnsweringTimes } from "./answering.ts";

/**
 * A process of its own, so that start and memory are those of a bot that serves and nothing else: opens the answerer,
 * asks, adds an article when told to, and prints what it measured as one line of JSON.
 */
const task = JSON.parse(readFileSync(0, "utf8")) as AnsweringTask;
const { corpusDir, dataDir, questions, added } = task;
/** Inquiries under way when throughput is measured. */
const AT_ONCE = 8;

let onUpdate = () => {};
const beforeOpen = performance.now();
const answerer = await openAnswerer({
  corpusDir,
  dataDir,
  embeddings: "builtin",
  embeddingModel: "none",
  modelDir: dataDir,
  live: added !== null,
  sharesLoad: true,
  onUpdate: () => onUpdate(),
});
const openMilliseconds = performance.now() - beforeOpen;
const times: AnsweringTimes = {
  openMilliseconds,
  firstAnswer: 0,
  milliseconds: [],
  processor: [],
  total: 0,
  answersPerSecond: 0,
  rss: 0,
  added: null,
};

for (const [index, inquiry] of questions.entries()) {
  const asked = performance.now();
  const before = process.cpuUsage();
  await answerer.invoke(inquiry);
  const { user, system } = process.cpuUsage(before);
  // Since the process began, what was loaded before this module included.
  if (index === 0) times.firstAnswer = performance.now();
  times.milliseconds.push(performance.now() - asked);
  times.processor.push((user + system) / 1_000);
}
const warm = times.milliseconds.slice(task.warmUp);
times.milliseconds = warm;
times.processor = times.processor.slice(task.warmUp);
times.total = warm.reduce((sum, value) => sum + value, 0);
if (questions.length > 1) {
  // Once more, many at once: the second thread starts and compiles its code before it counts.
  await askAtOnce(questions);
  times.answersPerSecond = await askAtOnce(questions);
}
times.rss = process.memoryUsage.rss();
if (added !== null) {
  const updated = new Promise<void>((resolve) => (onUpdate = resolve));
  // The answerer's own timer does not keep a process alive.
  const alive = setInterval(() => {}, 1_000);
  const written = performance.now();
  await openArticleStore(corpusDir).write(added.article);
  await updated;
  clearInterval(alive);
  const answer = await answerer.invoke({ question: added.question });
  if (!answer.citations.some(({ articleId }) => articleId === added.article.id))
    throw new Error(`the added article does not answer "${added.question}"`);
  times.added = performance.now() - written;
}
await answerer.close();

/** As many people ask, each the next question as soon as the last is answered. Returns answers a second. */
async function askAtOnce(inquiries: AnsweringTask["questions"]): Promise<number> {
  const began = performance.now();
  const rest = inquiries.values();
  const ask = async () => {
    for (const inquiry of rest) await answerer.invoke(inquiry);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return (1_000 * inquiries.length) / (performance.now() - began);
}
process.stdout.write(`${JSON.stringify(times)}\n`);
