import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { type Article, frontMatterSchema } from "../../../corpus/article.ts";
import { type ArticleStore, openArticleStore } from "../../../corpus/article-store.ts";
import type { Citation } from "../../../retrieval/answer.ts";
import { markStanding } from "../../../retrieval/answering/superseding.ts";
import { buildCorpusTable } from "../../../retrieval/corpus-table.ts";
import { type Answer, openAnswerer } from "../../../retrieval/index.ts";

const BUS = "为满足百姓出行,该局将于2月17日率先开通吉林至桦甸班车,旅客可通过手机预订17日及以后车票。";
const LATER_BUS = BUS.replaceAll("17日", "22日");
const TAXIS = "协调市出租车协会在全市设置8处出租车消杀点,对出租车和社会车辆集中免费消毒。";
const WHEN = "吉林到桦甸的班车什么时候恢复?";
const TAXI_POINTS = "全市设置了几处出租车消杀点?";

let folder: string;
let store: ArticleStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "superseding-"));
  store = openArticleStore(join(folder, "articles"));
  onTestFinished(() => rm(folder, { recursive: true }));
});

function article(id: string, body: string, fields: Partial<Article> = {}): Article {
  return { ...frontMatterSchema.parse({ id, title: `客运通知${id}` }), ...fields, body };
}

async function ask(question: string): Promise<Answer> {
  const answerer = await openAnswerer({
    corpusDir: store.folder,
    dataDir: join(folder, "data"),
    embeddings: "builtin",
    embeddingModel: "none",
    modelDir: join(folder, "models"),
  });
  onTestFinished(() => answerer.close());
  return await answerer.invoke({ question });
}

describe("An article that supersedes another", () => {
  beforeEach(async () => {
    await store.write(article("old", `${BUS}\n\n${TAXIS}`));
    await store.write(article("new", LATER_BUS, { supersedes: ["old"] }));
  });

  it("answers alone where both do", async () => {
    const { status, answer, citations } = await ask(WHEN);
    expect({ status, cited: citations.map(({ articleId }) => articleId) }).toEqual({
      status: "answered",
      cited: ["new"],
    });
    expect(answer).toContain("2月22日");
    expect(answer).not.toContain("17日");
    expect(citations[0]).not.toHaveProperty("standing");
  });

  it("leaves to the older one what it does not say itself, which is said with it", async () => {
    const { status, answer, text, citations } = await ask(TAXI_POINTS);
    expect({ status, citations }).toMatchObject({
      status: "answered",
      citations: [{ articleId: "old", standing: "superseded" }],
    });
    expect(answer).toMatch(/8处.*。只有已被取代的旧文章说到这一点，现行的文章没有说明。$/u);
    expect(text).toMatch(/—— ?.*已被取代$/mu);
  });

  it("does so as well when another article in force says something like it", async () => {
    const gauges = "帮助解决27万只口罩、酒精和消毒液8.4吨、出租车消杀设备326台,保证重点企业生产。";
    await store.write(article("other", gauges));
    expect(await ask(TAXI_POINTS)).toMatchObject({ citations: [{ articleId: "old", standing: "superseded" }] });
    expect((await ask(WHEN)).citations.map(({ articleId }) => articleId)).toEqual(["new"]);
  });

  it("leaves the older one in force once it is removed", async () => {
    await store.remove("new");
    const { answer, citations } = await ask(TAXI_POINTS);
    expect(citations[0]).not.toHaveProperty("standing");
    expect(answer).not.toContain("取代");
    expect((await ask(WHEN)).answer).toContain("2月17日");
  });

  it("supersedes nothing that is not there", async () => {
    await store.write(article("new", LATER_BUS, { supersedes: ["gone", "new"] }));
    expect((await ask(TAXI_POINTS)).citations[0]).not.toHaveProperty("standing");
  });
});

describe("Of citations for one thing", () => {
  const table = buildCorpusTable(["a", "b", "c"].map((id) => article(id, BUS)));
  const cited = (articleId: string, dates: Partial<Citation>) =>
    ({ articleId, published: null, dated: null, ...dates }) as Citation;

  it("those of an earlier day are marked, the day of the facts before that of posting, and unknown days are not", () => {
    const citations = [
      cited("a", { dated: "2020-02-18", published: "2020-02-18" }),
      cited("b", { dated: "2020-02-15", published: "2023-08-01" }),
      cited("c", {}),
    ];
    markStanding(citations, table);
    expect(citations.map(({ standing }) => standing)).toEqual([undefined, "earlier", undefined]);
  });
});
