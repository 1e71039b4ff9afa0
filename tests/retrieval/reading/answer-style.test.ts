import { describe, expect, test } from "vitest";
import { shippedStyle } from "../../../retrieval/reading/answer-style.ts";
import { fitStyle } from "../../evaluation/fit/style.ts";
import { article } from "../../evaluation/fakes.ts";

describe("The style of answers", () => {
  const { likeness } = shippedStyle();

  test("is seen in what is decreed, not in the preface to it", () => {
    const decree = likeness("给予一次性补贴,每人不超过500元。");
    expect(decree).toBeGreaterThan(likeness("为贯彻落实党中央、国务院决策部署,现就有关事项通知如下。"));
    expect(decree).toBeGreaterThan(likeness("记者从市政府新闻发布会上获悉。"));
  });

  test("is told of any text", () => {
    expect(likeness("")).toBe(0);
    expect(likeness("可")).toBe(0);
    expect(likeness("\0\0")).toBe(0);
  });

  test("is learned from what answers say more often than articles do, and less", () => {
    const pairs = Array.from({ length: 40 }, () => ({ question: "补贴多少?", answer: "补贴一千元。" }));
    const articles = Array.from({ length: 40 }, (_, at) =>
      article(`a${at}`, `记者昨日获悉。补贴一千元。记者昨日到访。${at < 5 ? "请先登记。" : ""}`),
    );
    const { bigrams, weights } = fitStyle(pairs, articles).inside;
    const oddsOf = (pair: string) => weights[bigrams.indexOf(((pair.charCodeAt(0) << 16) | pair.charCodeAt(1)) >>> 0)];
    expect(oddsOf("补贴")).toBeGreaterThan(0.2);
    expect(oddsOf("记者")).toBeLessThan(-0.2);
    expect(oddsOf("登记")).toBeUndefined();
  });
});
