import { describe, expect, test } from "vitest";
import { furtherStatements } from "../../../retrieval/answering/further.ts";
import { indexArticles } from "../../../retrieval/corpus-index.ts";
import { textAt } from "../../../retrieval/corpus-table.ts";
import type { SentenceCandidate } from "../../../retrieval/reading/sentences.ts";
import { article } from "../../evaluation/fakes.ts";

const LONG = `企业应当${"严格落实各项防控措施".repeat(20)}。`;
const { table } = indexArticles([
  article("a", `复工通知\n企业申请复工。备案后即可复工。${LONG}`),
  article("b", "防控指引\n员工每日测温。"),
]);

function candidate(text: string, probability: number): SentenceCandidate {
  const sentence = Array.from(table.sentenceStart).findIndex((start, at) => {
    return textAt(table, start, table.sentenceEnd[at]!).trim() === text;
  });
  const [start, end] = [table.sentenceStart[sentence]!, table.sentenceEnd[sentence]!];
  return { sentence, start, end, probability, article: text === "员工每日测温。" ? 1 : 0 } as SentenceCandidate;
}

function besides(answering: SentenceCandidate, others: SentenceCandidate[]): string[] {
  const statement = { sentence: answering, window: answering, answering: [answering] };
  return furtherStatements(statement, [answering, ...others], table).map(({ window }) =>
    textAt(table, window.start, window.end).trim(),
  );
}

describe("Beside a short quote that answers", () => {
  const answering = candidate("企业申请复工。", 0.6);

  test("other likely sentences are quoted, the likeliest first, of whatever article", () => {
    const others = [candidate("备案后即可复工。", 0.3), candidate("员工每日测温。", 0.5)];
    expect(besides(answering, others)).toEqual(["员工每日测温。", "备案后即可复工。"]);
  });

  test("unlikely ones are not, nor what fits no screen with it, nor the quote itself again", () => {
    expect(besides(answering, [candidate("备案后即可复工。", 0.1), candidate(LONG, 0.9)])).toEqual([]);
  });

  test("a quote that fills the screen stays alone", () => {
    expect(besides(candidate(LONG, 0.6), [candidate("备案后即可复工。", 0.5)])).toEqual([]);
  });
});
