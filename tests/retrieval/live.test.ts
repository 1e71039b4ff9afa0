import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Embeddings } from "@langchain/core/embeddings";
import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { frontMatterSchema } from "../../corpus/article.ts";
import { type ArticleStore, openArticleStore } from "../../corpus/article-store.ts";
import { type Answerer, openAnswerer } from "../../retrieval/index.ts";

const BUS = "为满足百姓出行,该局将于2月17日率先开通吉林至桦甸班车,旅客可通过手机预订17日及以后车票。";
const QUESTION = "吉林到桦甸的班车什么时候恢复?";

let folder: string;
let store: ArticleStore;
let notices: string[];
let takenUp: () => void;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "live-"));
  store = openArticleStore(join(folder, "articles"));
  notices = [];
  takenUp = () => undefined;
  onTestFinished(() => rm(folder, { recursive: true }));
});

/** Embeds by the length of a text, as soon as it may. */
class HeldEmbeddings extends Embeddings {
  held = Promise.resolve();
  readonly asked: string[] = [];
  constructor() {
    super({});
  }
  override async embedDocuments(texts: string[]): Promise<number[][]> {
    this.asked.push(...texts);
    await this.held;
    return texts.map((text) => [1, 1 / text.length]);
  }
  override async embedQuery(text: string): Promise<number[]> {
    return [1, 1 / text.length];
  }
}

async function write(id: string, body: string): Promise<void> {
  await store.write({ ...frontMatterSchema.parse({ id, title: `客运通知${id}` }), body });
}

async function open(embeddings = new HeldEmbeddings()): Promise<Answerer> {
  const answerer = await openAnswerer({
    corpusDir: store.folder,
    dataDir: join(folder, "data"),
    embeddings: { embeddings, recipe: "held" },
    embeddingModel: "none",
    modelDir: join(folder, "models"),
    live: true,
    onNotice: (notice) => notices.push(notice),
    onUpdate: () => takenUp(),
  });
  onTestFinished(() => answerer.close());
  return answerer;
}

const update = () => new Promise<void>((resolve) => (takenUp = resolve));
const answerOf = async (answerer: Answerer) => (await answerer.invoke({ question: QUESTION })).answer;

it("goes on answering from the articles before while those that changed are taken up", async () => {
  await write("a", BUS);
  const embeddings = new HeldEmbeddings();
  const answerer = await open(embeddings);
  let release = () => {};
  embeddings.held = new Promise((resolve) => (release = resolve));
  const updated = update();
  await write("a", BUS.replaceAll("17日", "22日"));
  await vi.waitUntil(() => embeddings.asked.some((text) => text.includes("22日")), 20_000);
  expect(await answerOf(answerer)).toContain("2月17日");
  release();
  await updated;
  expect(await answerOf(answerer)).toContain("2月22日");
  // Only what is new was embedded.
  expect(embeddings.asked.filter((text) => text.includes("2月17日"))).toHaveLength(1);
});

it("answers from an added article before the index on disk holds it, and tells of it once", async () => {
  await write("a", "学校开学时间另行通知,请家长关注教育局网站。");
  const embeddings = new HeldEmbeddings();
  const answerer = await open(embeddings);
  const current = () => readFile(join(folder, "data/index/CURRENT"), "utf8");
  const before = await current();
  let release = () => {};
  let updates = 0;
  const updated = new Promise<void>((resolve) => {
    takenUp = () => {
      updates++;
      // What the index on disk wants embedded has to wait.
      embeddings.held = new Promise((released) => (release = released));
      resolve();
    };
  });
  await write("b", BUS);
  await updated;
  expect(await answerOf(answerer)).toContain("2月17日");
  expect(await current()).toBe(before);
  await vi.waitUntil(() => embeddings.asked.filter((text) => text.includes("2月17日")).length === 2, 20_000);
  release();
  await vi.waitUntil(async () => (await current()) !== before, 20_000);
  await answerer.close();
  expect(await answerOf(answerer)).toContain("2月17日");
  expect(updates).toBe(1);
});

it("tells once what keeps changes from being taken up, answers on, and takes them up when it is mended", async () => {
  await write("a", BUS);
  const answerer = await open();
  await writeFile(join(store.folder, "b.md"), "---\nid: b\ntitle: 题\ndated: x\n---\n");
  await vi.waitUntil(() => notices.length > 0, 20_000);
  expect(notices.at(-1)).toMatch(/b\.md:4: dated: cannot be "x"/);
  expect(await answerOf(answerer)).toContain("2月17日");
  const updated = update();
  await write("b", "学校开学时间另行通知,请家长关注教育局网站。");
  await updated;
  expect(await answerOf(answerer)).toContain("2月17日");
  expect(notices).toHaveLength(1);
});

it("cites a removed article no more, before the change is taken up as well", async () => {
  await write("a", BUS);
  const answerer = await open();
  const ask = async () => {
    const { citations, nearest } = await answerer.invoke({ question: QUESTION });
    return [...citations, ...nearest].map(({ articleId }) => articleId);
  };
  expect(await ask()).toEqual(["a"]);
  await store.remove("a");
  expect(await ask()).toEqual([]);
  expect(await answerer.retriever(3).invoke(QUESTION)).toEqual([]);
});
