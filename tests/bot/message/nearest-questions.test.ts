import { describe, expect, it } from "vitest";
import { nearestQuestions } from "../../../bot/message/nearest-questions.ts";

/** Every clause is about the same two things. */
const OTHER = {
  gloss: () => ["Jilin", "a very long word that no button of a phone would hold", "bus"],
  ask: (asks: string, words: string) => `${asks}: ${words}?`,
};

describe("The questions that a quote answers", () => {
  it.each([
    { quote: "该局将于2月17日率先开通吉林至桦甸班车,目前可预订。", questions: ["什么时候率先开通吉林至桦甸班车？"] },
    { quote: "重点商贸企业93户中复业41户，复业率达44%", questions: ["重点商贸企业93户中复业多少户？"] },
    { quote: "其中，大型超市、农贸市场复业率达100%。", questions: ["大型超市、农贸市场复业率达多少？"] },
    // Without its subject a clause does not say what it is about.
    { quote: "全州工业企业,复产率达60%", questions: ["全州工业企业，复产率达多少？"] },
    { quote: "截至2月15日", questions: [] },
    { quote: "由于2月6日气温骤降", questions: [] },
    { quote: "他们解除了2月1日单向封闭的14处高速出口", questions: [] },
    { quote: "其他客运班线陆续恢复运营。", questions: [] },
    { quote: "Buses resume on 17 February.", questions: [] },
    { quote: `${"很长的句子".repeat(9)}共580个`, questions: [] },
  ])("of «$quote»", ({ quote, questions }) => {
    expect(nearestQuestions([{ quote }])).toEqual(expect.arrayContaining(questions));
    if (questions.length === 0) expect(nearestQuestions([{ quote }])).toEqual([]);
  });

  it("are asked in the words of another language, as many as a button holds, and each once", () => {
    const quotes = [
      "将于2月17日开通吉林至桦甸班车",
      "于3月1日开通吉林至桦甸班车",
      "复业率达44%",
      "已开通5条定制公交线路",
    ];
    expect(
      nearestQuestions(
        quotes.map((quote) => ({ quote })),
        OTHER,
      ),
    ).toEqual(["when: Jilin, bus?", "how-much: Jilin, bus?", "how-many: Jilin, bus?"]);
  });

  it("are none in another language when it has hardly a word for them", () => {
    const other = { ...OTHER, gloss: () => ["bus"] };
    expect(nearestQuestions([{ quote: "将于2月17日开通吉林至桦甸班车" }], other)).toEqual([]);
  });
});
