import { describe, expect, test } from "vitest";
import { indexArticles } from "../../../retrieval/corpus-index.ts";
import { textAt } from "../../../retrieval/corpus-table.ts";
import { evidenceWindow, WINDOW_LENGTH } from "../../../retrieval/reading/window.ts";
import type { SpanCandidate } from "../../../retrieval/reading/spans.ts";
import { article } from "../../evaluation/fakes.ts";

/** The window around the best of some spans of an article, given by their words. */
function windowOf(body: string, spans: string[]): string {
  const { table } = indexArticles([article("a", body)]);
  const whole = textAt(table, 0, table.articleStart[1]!);
  const candidates = spans.map((words, rank) => {
    const start = whole.indexOf(words);
    const sentence = table.sentenceEnd.findIndex((end: number) => end > start);
    const range = { sentence, article: 0, start: table.sentenceStart[sentence]!, end: table.sentenceEnd[sentence]! };
    return { start, end: start + words.length, score: 0.9 - 0.01 * rank, sentence: range } as SpanCandidate;
  });
  const { start, end } = evidenceWindow(table, candidates[0]!, candidates);
  return whole.slice(start, end);
}

const PREFACE = "通知指出,各地要高度重视疫情防控工作,切实加强组织领导,细化工作方案,压实工作责任。";
const ANSWER = "各校要落实“停课不停教、不停学”部署,组织教师在线授课。";

describe("The window around an answer", () => {
  test("holds the spans that vote, whole sentences of them where they fit", () => {
    expect(windowOf(`${PREFACE}${ANSWER}`, ["组织教师在线授课", "各校要落实"])).toContain(ANSWER);
  });

  test("is no longer than a screen", () => {
    const shown = windowOf(PREFACE.repeat(8) + ANSWER + PREFACE.repeat(8), ["组织教师在线授课"]);
    expect(shown).toContain("组织教师在线授课");
    expect(shown.length).toBeLessThanOrEqual(WINDOW_LENGTH);
  });

  test("neither begins nor ends within a quotation", () => {
    const long = `学校须“${"认真、".repeat(70)}落实”要求,${ANSWER}`;
    const shown = windowOf(long, ["组织教师在线授课", "落实”要求"]);
    expect(shown.split("“")).toHaveLength(shown.split("”").length);
  });
});
