import { describe, expect, test } from "vitest";
import { indexArticles } from "../../../retrieval/corpus-index.ts";
import { shippedLexicon } from "../../../retrieval/lexicon/shipped.ts";
import { SoundIndex } from "../../../retrieval/question/spelling.ts";
import { understand } from "../../../retrieval/question/understand.ts";
import { gapOf, gapPulls, sharedEnd, sharedStart } from "../../../retrieval/reading/asking.ts";
import { QuestionWeights } from "../../../retrieval/reading/question-weights.ts";
import { article } from "../../evaluation/fakes.ts";

const TEXT = "储备物资由市商务局负责调度。市财政局按月拨款。";
const { postings } = indexArticles([article("a", TEXT), article("b", "学校开学时间另行通知。")]);

function gap(question: string) {
  const reader = { lexicon: shippedLexicon(), postings, sounds: new SoundIndex(postings) };
  const { folded, grams } = understand({ question }, reader).parts[0]!;
  return gapOf(folded, new QuestionWeights(grams, postings));
}

describe("The gap of a question", () => {
  test("parts what stands before the answer from what stands after it", () => {
    const { textBefore, textAfter } = gap("储备物资由谁负责调度?");
    expect(textBefore).toBe("储备物资由");
    expect(textAfter).toBe("负责调度");
  });

  test("pulls strongest on both sides of what fills it", () => {
    const { before, after } = gapPulls(TEXT, gap("储备物资由谁负责调度?"));
    const start = TEXT.indexOf("市商务局");
    const elsewhere = TEXT.indexOf("市财政局");
    expect(before[start]! + after[start + 4]!).toBeGreaterThan(2 * (before[elsewhere]! + after[elsewhere + 4]!));
  });

  test("is at the end of a question without a word that asks", () => {
    expect(gap("储备物资调度").textAfter).toBe("");
  });

  test("is matched by the words right beside a place", () => {
    expect(sharedEnd(TEXT, 5, "储备物资由")).toBe(5);
    expect(sharedEnd(TEXT, 5, "资由")).toBe(2);
    expect(sharedStart(TEXT, 9, "负责人")).toBe(2);
    expect(sharedStart(TEXT, TEXT.length, "负责")).toBe(0);
  });
});
