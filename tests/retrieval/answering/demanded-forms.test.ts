import { describe, expect, test } from "vitest";
import { inMemory } from "../answer-in-memory.ts";
import { SHIPPED } from "../shipped-article.ts";

const { answer } = inMemory([SHIPPED]);

describe("What a question demands of any answer", () => {
  test.each([
    ["a person's name", "二道区带队走访企业的那位领导叫什么名字?"],
    ["a place that it does not name itself", "那8个消杀点都在什么地方?"],
    ["the same in English", "Where are the eight taxi disinfection points?"],
    ["one of the sort", "这些天然气是从哪个气田送来的?"],
    ["a discount", "学生证坐桦甸客车能打几折?"],
    ["a day", "延吉卷烟厂是几号复工的?"],
    ["a year", "风华制衣是哪年开的厂?"],
    ["that it was granted, where it was applied for", "延边申请的那2078万批下来没有?"],
    ["names, of several", "封过的高速出口是哪14个?"],
    ["what a slogan stands for", "“三不一优先”到底是指哪三不?"],
  ])("%s: nothing else answers (%s)", (_, question) => {
    const { status, citations } = answer(question);
    expect({ status, citations }).toEqual({ status: "not-found", citations: [] });
  });

  test.each([
    ["a place", "在哪里能给出租车免费消毒?", "8处"],
    ["several places", "吉林市的绿色通道设在哪些地方?", "收费站"],
    ["an office, by its last character", "拉波尼转产防护服是哪个厅帮的忙?", "工信厅"],
    ["a firm, asked for as a place", "연변에서 유일하게 의료용 마스크 생산 자격이 있는 회사는 어디예요?", "金达莱"],
    ["one of two that are named", "抗疫贷是工行推的还是吉林银行推的", "工商银行"],
  ])("is met by %s: %s", (_, question, said) => {
    expect(answer(question)).toMatchObject({ status: "answered", answer: expect.stringContaining(said) });
  });

  test("is of the firm that a follow-up names", () => {
    expect(answer({ question: "那特来纺织呢?", history: ["风华制衣每天生产多少防护服?"] }).answer).toContain("8万");
  });
});

describe("Other figures for the same thing", () => {
  test("are given, with their sentences", () => {
    const { answer: said, conflict, citations } = answer("延边50户重点企业复产了多少户?");
    expect(said).toContain("30户");
    expect(said).toContain("33户");
    expect({ conflict, cited: citations.length }).toEqual({ conflict: true, cited: 2 });
  });

  test("are none where what both are counted over is asked for", () => {
    expect(answer("延边重点企业一共几户?")).toMatchObject({ answer: "50户", conflict: false });
  });
});
