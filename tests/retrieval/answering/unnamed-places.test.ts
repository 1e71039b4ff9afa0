import { describe, expect, test } from "vitest";
import { FEW_ARTICLES } from "../../../retrieval/reading/few-articles.ts";
import { article } from "../../evaluation/fakes.ts";
import { inMemory } from "../answer-in-memory.ts";

const UNNAMED = article("unnamed", "关于餐饮企业的通知\n我省餐饮企业复工后,免收三个月的污水处理费。");
const HUNAN = article("hunan", "湖南省关于餐饮企业的通知\n湖南省餐饮企业复工后,免收三个月的污水处理费。");
const QUESTION = "山西省餐饮企业复工后免收几个月的污水处理费?";
const many = Array.from({ length: FEW_ARTICLES }, (_, index) =>
  article(`a${index}`, `第${index}号公告\n客运班线第${index}条恢复运行。`),
);

describe("An article that does not say which province it is of", () => {
  test("may answer for one that is asked about, among many articles", () => {
    const { citations } = inMemory([UNNAMED, ...many], 0).answer(QUESTION);
    expect(citations[0]?.articleId).toBe("unnamed");
  });

  test("is less surely of it than one that names it", () => {
    const shanxi = { ...UNNAMED, body: UNNAMED.body.replaceAll("我省", "山西省") };
    const [unnamed, named] = [UNNAMED, shanxi].map((one) => inMemory([one, ...many], 0).answer(QUESTION).confidence);
    expect(unnamed).toBeLessThan(named!);
  });

  test("does not answer among few articles, where what is not named cannot be told apart", () => {
    expect(inMemory([UNNAMED], 0).answer(QUESTION).status).not.toBe("answered");
  });

  test("is no license for one that names another", () => {
    expect(inMemory([HUNAN, ...many], 0).answer(QUESTION).status).not.toBe("answered");
  });
});
