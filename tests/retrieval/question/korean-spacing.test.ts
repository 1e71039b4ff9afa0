import { describe, expect, test } from "vitest";
import { shippedLexicon } from "../../../retrieval/lexicon/shipped.ts";
import { spacedKorean } from "../../../retrieval/question/korean-spacing.ts";
import { inMemory } from "../answer-in-memory.ts";
import { SHIPPED } from "../shipped-article.ts";

const { answer } = inMemory([SHIPPED]);

describe("Korean without spaces", () => {
  test("is parted before the words that are known", () => {
    expect(spacedKorean("지린에서화뎬가는버스는언제다시운행하나요?", shippedLexicon())).toBe(
      "지린에서 화뎬가는 버스는 언제 다시 운행하나요?",
    );
  });

  test.each(["지린-화뎬 버스는 언제 다시 운행하나요?", "hello 桦甸", ""])("but not %j", (message) => {
    expect(spacedKorean(message, shippedLexicon())).toBe(message);
  });

  test("asks what it asks with them", () => {
    for (const question of ["지린에서 화뎬 가는 버스는 언제 다시 운행하나요?", "맞춤형 버스 노선은 몇 개인가요?"])
      expect(answer(question.replaceAll(" ", "")).answer).toBe(answer(question).answer);
  });
});
