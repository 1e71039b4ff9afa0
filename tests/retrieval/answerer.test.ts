import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatArticleFile } from "../../corpus/index.ts";
import { type Answerer, openAnswerer } from "../../retrieval/index.ts";
import { article } from "../evaluation/fakes.ts";
import { expectProven } from "./citations-of.ts";
import { SHIPPED } from "./shipped-article.ts";

const QUESTION = "吉林到桦甸的班车什么时候恢复?";
const BANKS = article("banks", "农业银行为复工企业发放贷款20亿元,利率下调10%。");
const JIAOHE = article("jiaohe", "吉林至蛟河班车将于2月20日恢复运营。");
const ARTICLES = [SHIPPED, BANKS, JIAOHE];

const folder = mkdtempSync(path.join(tmpdir(), "answerer-"));
const corpusDir = path.join(folder, "articles");
const fileOf = ({ id }: { id: string }) => path.join(corpusDir, `${id}.md`);
let answerer: Answerer;

async function open(): Promise<Answerer> {
  const dataDir = path.join(folder, "data");
  return await openAnswerer({ corpusDir, dataDir, embeddings: "builtin", embeddingModel: "none", modelDir: "none" });
}

beforeAll(async () => {
  mkdirSync(corpusDir);
  for (const one of ARTICLES) writeFileSync(fileOf(one), formatArticleFile(one));
  answerer = await open();
});
afterAll(async () => {
  await answerer.close();
  rmSync(folder, { recursive: true });
});

describe("The answerer", () => {
  test("proves what it says, whatever it is asked", async () => {
    for (const question of [
      QUESTION,
      "农业银行发放贷款多少?",
      "蛟河呢?",
      "火车票多少钱?",
      "你好",
      "",
      "\ud800",
      "x".repeat(100_000),
    ])
      expectProven({ ...(await answerer.invoke({ question })) }, ARTICLES);
  });

  test("gives the same answer again, and after it was opened anew", async () => {
    const timeless = async (one: Answerer) => ({ ...(await one.invoke({ question: QUESTION })), elapsedMs: 0 });
    const first = await timeless(answerer);
    const again = await open();
    try {
      expect(await timeless(answerer)).toEqual(first);
      expect(await timeless(again)).toEqual(first);
    } finally {
      await again.close();
    }
  });

  test("answers many at once as it answers them one by one", async () => {
    const questions = [QUESTION, "农业银行发放贷款多少?", "吉林到蛟河的班车什么时候恢复?"];
    const together = await Promise.all(questions.map((question) => answerer.invoke({ question })));
    expect(together.map(({ answer }) => answer)).toEqual(["2月17日", "20亿元", "2月20日"]);
  });

  test("answers from those articles only that it is told to", async () => {
    const { status, citations, nearest } = await answerer.answerFrom({ question: QUESTION }, (id) => id === BANKS.id);
    expect(status).toBe("not-found");
    expect([...citations, ...nearest].every(({ articleId }) => articleId === BANKS.id)).toBe(true);
    const nothing = await answerer.answerFrom({ question: QUESTION }, () => false);
    expect(nothing).toMatchObject({ status: "not-found", citations: [], nearest: [] });
  });

  test("cites an article no more from the moment its file is removed, without being opened anew", async () => {
    const question = "吉林到蛟河的班车什么时候恢复?";
    expect((await answerer.invoke({ question })).citations[0]!.articleId).toBe(JIAOHE.id);
    rmSync(fileOf(JIAOHE));
    try {
      const { status, citations, nearest, text } = await answerer.invoke({ question });
      expect(status).not.toBe("answered");
      expect([...citations, ...nearest].map(({ articleId }) => articleId)).not.toContain(JIAOHE.id);
      expect(text).not.toContain("20日");
    } finally {
      writeFileSync(fileOf(JIAOHE), formatArticleFile(JIAOHE));
    }
  });
});
