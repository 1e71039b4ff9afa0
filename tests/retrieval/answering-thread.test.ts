import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Article, openArticleStore } from "../../corpus/index.ts";
import type { Answer } from "../../retrieval/index.ts";
import { answerInquiry, type AnsweringSource } from "../../retrieval/answer-inquiry.ts";
import { AnsweringThread } from "../../retrieval/answering-thread.ts";
import { openCorpusIndex } from "../../retrieval/corpus-index.ts";
import { openEmbeddings } from "../../retrieval/embeddings/choose.ts";
import { shippedLexicon } from "../../retrieval/lexicon/shipped.ts";
import { SoundIndex } from "../../retrieval/question/spelling.ts";
import { denseSearch } from "../../retrieval/retriever.ts";
import { article } from "../evaluation/fakes.ts";
import { SHIPPED } from "./shipped-article.ts";

const THRESHOLD = 0.2;
const QUESTIONS = [
  "吉林到桦甸的班车什么时候恢复?",
  "When does the Jilin–Huadian bus resume?",
  "지린-화뎬 버스는 언제 재개되나요?",
  "火车票多少钱?",
  "你好",
  "\ud800",
];

let folder: string;
let thread: AnsweringThread;
const notices: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "thread-"));
  thread = new AnsweringThread((line) => notices.push(line));
});
afterAll(async () => {
  await thread.close();
  await rm(folder, { recursive: true });
});

/** The index of articles, for this thread and the other. */
async function indexOf(name: string, articles: Article[]) {
  const store = openArticleStore(path.join(folder, name));
  for (const one of articles) await store.write(one);
  const embedder = await openEmbeddings({ kind: "builtin", model: "none", modelDir: folder });
  const index = await openCorpusIndex({ store, dataDir: path.join(folder, `${name}-data`), embedder });
  const { postings, vectors } = index;
  const dense = denseSearch(vectors, embedder);
  const reader = { lexicon: shippedLexicon(), postings, sounds: new SoundIndex(postings) };
  const source: AnsweringSource = { index, dense, reader, threshold: THRESHOLD };
  return { source, use: () => thread.use({ files: index.files!, dense, threshold: THRESHOLD }) };
}

const timeless = (answer: Answer) => ({ ...answer, elapsedMs: 0 });

test("a thread answers as this one does, in every language, side by side, from the index last given", async () => {
  const one = await indexOf("one", [SHIPPED]);
  const other = await indexOf("other", [article("jiaohe", "吉林至蛟河班车将于2月20日恢复运营。")]);
  expect(thread.load).toBe(Infinity);
  one.use();
  await vi.waitUntil(() => thread.load === 0, 30_000);
  const before = QUESTIONS.map((question) => thread.answer({ question }));
  expect(thread.load).toBe(QUESTIONS.length);
  // What is under way is answered from the index before, its vectors included.
  other.use();
  const after = QUESTIONS.map((question) => thread.answer({ question }));
  for (const [asked, { source }] of [
    [before, one],
    [after, other],
  ] as const) {
    const here: Answer[] = [];
    for (const question of QUESTIONS) here.push(await answerInquiry({ question }, source, () => true));
    expect((await Promise.all(asked)).map(timeless)).toEqual(here.map(timeless));
  }
  expect(thread.load).toBe(0);
  expect(notices).toEqual([]);
}, 60_000);

test("a thread that ends gives back what it has not answered, and takes no more", async () => {
  const { use } = await indexOf("ending", [SHIPPED]);
  use();
  const outcome = thread.answer({ question: QUESTIONS[0]! }).then(
    () => "answered",
    (fault: Error) => fault.message,
  );
  await thread.close();
  expect(await outcome).toContain("has ended");
  expect(thread.load).toBe(Infinity);
}, 60_000);
