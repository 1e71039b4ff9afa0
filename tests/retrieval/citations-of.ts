import { expect } from "vitest";
import type { Article } from "../../corpus/index.ts";
import { type Answer, answerSchema } from "../../retrieval/answer.ts";

/** Expects an answer to keep its schema, and all that it quotes to stand in the articles where it says, word for word. */
export function expectProven(answer: Answer, articles: readonly Article[]): void {
  expect(answerSchema.parse(answer)).toEqual(answer);
  for (const list of [answer.citations, answer.nearest]) {
    expect(list.map(({ n }) => n)).toEqual(list.map((_, index) => index + 1));
    for (const { articleId, quote, start, end, marks, title, published } of list) {
      const source = articles.find(({ id }) => id === articleId)!;
      expect(source.body.slice(start, end)).toBe(quote);
      expect({ title, published }).toEqual({ title: source.title, published: source.published });
      expect(quote.trim()).toBe(quote);
      if (list === answer.citations) expect(answer.text).toContain(quote);
      let last = 0;
      for (const [from, to] of marks) {
        expect(from).toBeGreaterThanOrEqual(last);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(quote.length);
        last = to;
      }
    }
  }
  if (answer.status === "answered" || answer.status === "partial") expect(answer.citations.length).toBeGreaterThan(0);
  else expect(answer.citations).toEqual([]);
}
