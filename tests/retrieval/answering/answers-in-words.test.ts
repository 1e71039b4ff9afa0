import { describe, expect, test } from "vitest";
import { FEW_ARTICLES } from "../../../retrieval/reading/few-articles.ts";
import { article } from "../../evaluation/fakes.ts";
import { inMemory } from "../answer-in-memory.ts";

const many = Array.from({ length: FEW_ARTICLES }, (_, index) =>
  article(`a${index}`, `第${index}号公告\n客运班线第${index}条恢复运行。`),
);
const RENT = article("rent", "关于小微企业房租的通知\n承租国有房屋的小微企业,疫情期间的房租减半收取。");
const RENT_ASKED = "承租国有房屋的小微企业,疫情期间的房租减免百分之几?";
const OPEN = article("open", "复工情况的通报\n全市规模以上工业企业已有350家复工,没有复工的正在准备。");

describe("A question for a value that no text gives", () => {
  test("is answered in words among many articles", () => {
    const { status, citations } = inMemory([RENT, ...many], 0).answer(RENT_ASKED);
    expect(status).toBe("answered");
    expect(citations[0]?.quote).toContain("减半");
  });

  test("is not answered among few", () => {
    expect(inMemory([RENT], 0).answer(RENT_ASKED).status).toBe("not-found");
  });

  test("is not lent the value of what it does not ask about", () => {
    const { answer } = inMemory([OPEN, ...many], 0).answer("全市规模以上工业企业还有多少家没有复工?");
    expect(answer).not.toContain("350");
  });
});
