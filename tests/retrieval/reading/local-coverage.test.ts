import { describe, expect, test } from "vitest";
import { indexArticles } from "../../../retrieval/corpus-index.ts";
import { distinctBigrams, unitsOf } from "../../../retrieval/lexical/grams.ts";
import { GramCounter } from "../../../retrieval/reading/gram-counter.ts";
import { LocalCoverage, type LocalShares } from "../../../retrieval/reading/local-coverage.ts";
import { QuestionWeights } from "../../../retrieval/reading/question-weights.ts";
import { article } from "../../evaluation/fakes.ts";

function sharesOf(question: string, sentences: string[]): LocalShares[] {
  const { postings } = indexArticles([article("a", sentences.join(""))]);
  const weights = new QuestionWeights(
    Array.from(distinctBigrams(question), (gram) => ({ gram, weight: 1 })),
    postings,
  );
  const counter = new GramCounter(weights);
  const local = new LocalCoverage(weights, sentences.length);
  for (const sentence of sentences) {
    const counts = counter.none();
    counter.count(counts, unitsOf(sentence));
    local.add(counts);
  }
  const shares: LocalShares[] = [];
  local.forEach((share) => shares.push(share));
  return shares;
}

describe("What the sentences of an article share with a question", () => {
  const shares = sharesOf("出租车停运时间", [
    "出租车司机每日测温。",
    "出租车内每日消毒。",
    "停运时间为两周。",
    "出租车公司已报备。",
  ]);

  test("weighs more where few of them share it", () => {
    expect(shares[2]!.own).toBeGreaterThan(2 * shares[0]!.own);
    expect(shares[2]!.ofBest).toBe(1);
  });

  test("is counted with what stands beside it", () => {
    expect(shares[1]!.near).toBeCloseTo(shares[1]!.own + shares[2]!.own);
    expect(shares[0]!.near).toBe(shares[0]!.own);
  });

  test("is nothing where the article holds nothing of the question", () => {
    expect(sharesOf("幼儿园", ["停运时间为两周。"])).toEqual([{ own: 0, near: 0, ofBest: 0 }]);
  });
});
