import { describe, expect, test } from "vitest";
import { chooseArticle, CHOICE_FEATURES, choiceFeatures } from "../../../retrieval/reading/article-choice.ts";
import { ARTICLE_FEATURES } from "../../../retrieval/reading/articles.ts";
import type { Evidence } from "../../../retrieval/reading/evidence.ts";

/** Articles with their probability and those of their sentences. */
function evidence(...articles: [probability: number, sentences: number[]][]): Evidence {
  const rows = articles.map(([probability], article) => ({
    article,
    probability,
    standing: 0,
    features: new Float32Array(ARTICLE_FEATURES.length),
  }));
  const sentences = articles.flatMap(([, probabilities], article) =>
    probabilities.map((probability) => ({ article, probability })),
  );
  return { articles: rows, sentences } as unknown as Evidence;
}

const WEIGHTS = CHOICE_FEATURES.map((name) => (name === "articleLogit" || name === "sentences" ? 0.5 : 0));

describe("The choice between articles", () => {
  test("goes to the one of several likely sentences, of two that are as likely themselves", () => {
    const read = evidence([0.5, [0.3]], [0.5, [0.3, 0.3, 0.2]]);
    chooseArticle(read, WEIGHTS);
    expect(read.articles[1]!.standing).toBeGreaterThan(read.articles[0]!.standing);
  });

  test("lets an article without any sentence stand last", () => {
    const read = evidence([0.5, []], [0.4, [0.1]]);
    chooseArticle(read, WEIGHTS);
    expect(read.articles[0]!.standing).toBeLessThan(read.articles[1]!.standing);
  });

  test("costs a lone article hardly anything", () => {
    const read = evidence([0.01, [0.01]]);
    chooseArticle(read, WEIGHTS);
    expect(Math.abs(read.articles[0]!.standing)).toBeLessThan(0.01);
  });

  test("is made of one number a feature", () => {
    expect(choiceFeatures(evidence([1, [1]], [0, []])).map(({ length }) => length)).toEqual([4, 4]);
    expect(
      choiceFeatures(evidence([1, [1]], [0, []]))
        .flat()
        .every(Number.isFinite),
    ).toBe(true);
  });
});
