import { describe, expect, test } from "vitest";
import { compareWithinArticles, SENTENCE_FEATURES } from "../../../retrieval/reading/sentence-features.ts";

const at = (name: (typeof SENTENCE_FEATURES)[number]) => SENTENCE_FEATURES.indexOf(name);

function measured(article: number, sentence: number, own: number) {
  const features = new Float32Array(SENTENCE_FEATURES.length);
  features[at("own")] = own;
  return { article, sentence, features };
}

describe("A sentence beside the others of its article", () => {
  const all = [measured(7, 3, 0.25), measured(7, 4, 1), measured(7, 5, 0.5), measured(8, 9, 0.125)];
  compareWithinArticles(all);
  const column = (name: (typeof SENTENCE_FEATURES)[number]) => all.map(({ features }) => features[at(name)]);

  test("is worth a share of the worthiest, and has its rank", () => {
    expect(column("worthShare")).toEqual([0.25, 1, 0.5, 1]);
    expect(column("worthRank")).toEqual([2, 0, 1, 0]);
  });

  test("stands so many sentences before or after the worthiest", () => {
    expect(column("distanceFromWorthiest")).toEqual([-1, 0, 1, 0]);
  });
});
