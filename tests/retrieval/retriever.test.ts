import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Document } from "@langchain/core/documents";
import { Embeddings } from "@langchain/core/embeddings";
import { RunnableLambda } from "@langchain/core/runnables";
import { FakeEmbeddings } from "@langchain/core/utils/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { formatArticleFile, openArticleStore } from "../../corpus/index.ts";
import { type AnswererOptions, openAnswerer, type PassageMetadata } from "../../retrieval/index.ts";
import { article } from "../evaluation/fakes.ts";

const SHIPPED = "corpus/articles";
const BUS_QUESTION = "吉林到桦甸的班车什么时候恢复?";

const ARTICLES = [
  {
    ...article(
      "buses",
      "## 交通运输局\n\n市客运总站将于2月17日率先开通吉林至桦甸班车。\n\n## 供水公司\n\n居民用水照常。",
    ),
    title: "交通恢复",
    source: "吉林日报",
    published: "2020-02-17",
    url: "https://example.org/buses",
  },
  article("banks", "农业银行为复工企业发放贷款20亿元,利率下调10%。"),
  article("schools", "全市中小学推迟开学,开学时间另行通知。"),
];

function folderOf(articles = ARTICLES): string {
  const folder = mkdtempSync(path.join(tmpdir(), "retriever-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const one of articles) writeFileSync(path.join(folder, `${one.id}.md`), formatArticleFile(one));
  return folder;
}

async function open(options: Partial<AnswererOptions> = {}) {
  const answerer = await openAnswerer({
    corpusDir: folderOf(),
    dataDir: folderOf([]),
    embeddings: "builtin",
    embeddingModel: "none",
    modelDir: "none",
    ...options,
  });
  onTestFinished(() => answerer.close());
  return answerer;
}

const articleIds = (documents: { metadata: PassageMetadata }[]) => documents.map(({ metadata }) => metadata.articleId);

describe("The retriever", () => {
  test.each([
    ["the shipped article", () => SHIPPED, "疫情防控和复工复产"],
    ["several articles", () => folderOf(), "班车、农业银行贷款、中小学开学和居民用水"],
  ])("gives documents whose text is verbatim in %s where their metadata say", async (_, folder, question) => {
    const corpusDir = folder();
    const answerer = await open({ corpusDir });
    const articles = await openArticleStore(corpusDir).readAll();
    const documents = await answerer.retriever(100).invoke(question);
    expect(documents.length).toBeGreaterThanOrEqual(4);
    expect(new Set(articleIds(documents)).size).toBe(articles.length);
    expect(new Set(documents.map(({ id }) => id)).size).toBe(documents.length);
    for (const { pageContent, metadata } of documents) {
      const { articleId, start, end, section } = metadata;
      const { body, title, published } = articles.find(({ id }) => id === articleId)!;
      expect(pageContent).toBe(body.slice(start, end));
      expect(metadata).toMatchObject({ title, published });
      if (section !== null) expect(body.slice(0, start)).toContain(`## ${section}`);
    }
  });

  test("gives the passage that answers first, with where it comes from", async () => {
    const answerer = await open();
    const [first] = await answerer.retriever(3).invoke(BUS_QUESTION);
    expect(first).toMatchObject({
      pageContent: "市客运总站将于2月17日率先开通吉林至桦甸班车。",
      metadata: {
        articleId: "buses",
        title: "交通恢复",
        section: "交通运输局",
        source: "吉林日报",
        published: "2020-02-17",
        url: "https://example.org/buses",
        score: 1,
      },
    });
  });

  test("gives no more than k, the best first", async () => {
    const answerer = await open({ corpusDir: SHIPPED });
    const many = await answerer.retriever(100).invoke(BUS_QUESTION);
    const scores = many.map(({ metadata }) => metadata.score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(Math.min(...scores)).toBeGreaterThan(0);
    expect(await answerer.retriever(2).invoke(BUS_QUESTION)).toEqual(many.slice(0, 2));
  });

  test("refuses a k that is no whole number of at least 1", async () => {
    const answerer = await open();
    for (const k of [0, -1, 1.5, Number.NaN])
      expect(() => answerer.retriever(k)).toThrow(`k must be a whole number of at least 1, not ${k}`);
  });

  test("gives nothing for an empty question, small talk, and words that no passage has", async () => {
    const answerer = await open();
    for (const question of ["", "你好", "zzz"]) expect(await answerer.retriever(3).invoke(question)).toEqual([]);
  });

  test("gives the best passage of each part of a compound question before the second best of any", async () => {
    const answerer = await open();
    const documents = await answerer.retriever(2).invoke("班车什么时候恢复?农业银行贷款利率下调多少?");
    expect(articleIds(documents).toSorted()).toEqual(["banks", "buses"]);
  });

  test("understands a question in English", async () => {
    const answerer = await open();
    const [first] = await answerer.retriever(1).invoke("when does the Jilin–Huadian bus resume?");
    expect(first!.metadata.articleId).toBe("buses");
  });

  test("gives nothing of an article from the moment its file is removed", async () => {
    const corpusDir = folderOf();
    const answerer = await open({ corpusDir });
    const retriever = answerer.retriever(3);
    expect(articleIds(await retriever.invoke(BUS_QUESTION))).toContain("buses");
    rmSync(path.join(corpusDir, "buses.md"));
    expect(articleIds(await retriever.invoke(BUS_QUESTION))).not.toContain("buses");
  });

  test("is a Runnable: it can be piped and asked in batches", async () => {
    const answerer = await open();
    const titles = RunnableLambda.from((documents: Document<PassageMetadata>[]) => documents[0]!.metadata.title);
    const chain = answerer.retriever(1).pipe(titles);
    expect(await chain.batch([BUS_QUESTION, "农业银行贷款"])).toEqual(["交通恢复", "banks"]);
  });
});

/** Knows two subjects, whatever the words: what carries people, and what else there is. Records what it is asked. */
class SubjectEmbeddings extends Embeddings {
  readonly documents: string[] = [];
  readonly questions: string[] = [];

  constructor() {
    super({});
  }

  override embedDocuments(documents: string[]): Promise<number[][]> {
    this.documents.push(...documents);
    return Promise.resolve(documents.map((document) => (document.includes("班车") ? [1, 0] : [0, 1])));
  }

  override embedQuery(question: string): Promise<number[]> {
    this.questions.push(question);
    return Promise.resolve(question.includes("巴士") ? [1, 0] : [0, 1]);
  }
}

describe("Any embeddings of LangChain", () => {
  test("find what shares no word with the question", async () => {
    const embeddings = new SubjectEmbeddings();
    const answerer = await open({ embeddings: { embeddings, recipe: "subjects" } });
    const documents = await answerer.retriever(3).invoke("哪有长途巴士");
    expect(documents[0]!.pageContent).toContain("吉林至桦甸班车");
    expect(embeddings.questions).toContain("哪有长途巴士");
  });

  test("answer as others do, however little they know", async () => {
    const answerer = await open({ embeddings: { embeddings: new FakeEmbeddings(), recipe: "fake" } });
    const { status, citations } = await answerer.invoke({ question: BUS_QUESTION });
    expect(status).toBe("answered");
    expect(citations[0]!.quote).toContain("将于2月17日率先开通吉林至桦甸班车");
  });

  test("are never searched with in an index that others of the same dimension made", async () => {
    const dataDir = folderOf([]);
    const corpusDir = folderOf();
    const notices: string[] = [];
    const openWith = (recipe: string, embeddings: Embeddings) =>
      open({ corpusDir, dataDir, embeddings: { embeddings, recipe }, onNotice: (line) => void notices.push(line) });
    const [first, second, third] = [new SubjectEmbeddings(), new SubjectEmbeddings(), new SubjectEmbeddings()];
    await openWith("subjects 1", first);
    expect(first.documents.length).toBeGreaterThanOrEqual(4);
    expect(notices).toEqual([]);
    await openWith("subjects 2", second);
    expect(second.documents.toSorted()).toEqual(first.documents.toSorted());
    expect(notices).toEqual(["The index was made by another embedder or version: it is made anew."]);
    // The same again: the index on disk serves, and nothing is embedded.
    await openWith("subjects 2", third);
    expect(third.documents).toEqual([]);
    expect(notices).toHaveLength(1);
  });

  test("are asked for the passages of a changed article only", async () => {
    const [dataDir, corpusDir] = [folderOf([]), folderOf()];
    const openWith = (embeddings: Embeddings) =>
      open({ corpusDir, dataDir, embeddings: { embeddings, recipe: "subjects" } });
    await openWith(new SubjectEmbeddings());
    const changed = article("banks", "农业银行为复工企业发放贷款30亿元。");
    writeFileSync(path.join(corpusDir, "banks.md"), formatArticleFile(changed));
    const embeddings = new SubjectEmbeddings();
    await openWith(embeddings);
    expect(embeddings.documents).toEqual([expect.stringContaining("贷款30亿元")]);
  });
});
