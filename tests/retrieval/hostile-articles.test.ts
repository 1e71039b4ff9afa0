import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { article } from "../evaluation/fakes.ts";
import { inMemory } from "./answer-in-memory.ts";
import { expectProven } from "./citations-of.ts";
import { codeUnits, hostileText } from "./hostile-text.ts";
import { SHIPPED } from "./shipped-article.ts";

const SENTENCES = SHIPPED.body.split(/(?<=[。;\n])/);
const QUESTIONS = [
  "吉林到桦甸的班车什么时候恢复?",
  "when does the Jilin–Huadian bus resume?",
  "延边50户重点企业有多少户复产,复产率多少?",
  "口罩和防护服日产多少?谁生产?",
  "지린-화뎬 버스는 언제 다시 운행하나요?",
  "哪些企业复工了?怎么办理?为什么?",
];

/** Sentences of the real article with hostile text between them. */
const body = fc
  .array(fc.oneof(fc.constantFrom(...SENTENCES), hostileText(6)), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join(""));
const articles = fc
  .array(fc.tuple(body, hostileText(4)), { minLength: 1, maxLength: 3 })
  .map((list) => list.map(([text, title], index) => ({ ...article(`a${index}`, text), title: title || "无题" })));
const question = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...QUESTIONS) },
  { weight: 1, arbitrary: hostileText(12) },
  { weight: 1, arbitrary: codeUnits },
);

describe("Whatever stands in the articles and whatever is asked", () => {
  test("what is quoted is verbatim, and the answer keeps its schema", () => {
    fc.assert(
      fc.property(articles, question, fc.constantFrom(0, 0.2), (corpus, asked, threshold) => {
        expectProven(inMemory(corpus, threshold).answer(asked), corpus);
      }),
      { numRuns: 150 },
    );
  });

  test("every figure of an answer in Chinese stands in a quote or in the question", () => {
    fc.assert(
      fc.property(articles, fc.constantFrom(QUESTIONS[0]!, QUESTIONS[2]!, QUESTIONS[3]!), (corpus, asked) => {
        const { answer, citations } = inMemory(corpus, 0).answer(asked);
        const sources = [asked, ...citations.map(({ quote }) => quote)].join("\n").normalize("NFKC");
        for (const figure of answer.normalize("NFKC").match(/\d+/g) ?? []) expect(sources).toContain(figure);
      }),
      { numRuns: 100 },
    );
  });

  test("the same question has the same answer", () => {
    fc.assert(
      fc.property(articles, question, (corpus, asked) => {
        const [one, other] = [inMemory(corpus), inMemory(corpus)];
        expect(one.answer(asked)).toEqual(other.answer(asked));
        expect(one.answer(asked)).toEqual(one.answer(asked));
      }),
      { numRuns: 30 },
    );
  });
});

describe("Hostile questions", () => {
  const corpus = [SHIPPED];
  const { answer } = inMemory(corpus);

  test.each([
    ["no character", ""],
    ["white space", " \u3000\n\t"],
    ["marks alone", "???!!!……"],
    ["half a character", "\ud83d"],
    ["emoji", "😀👩‍👩‍👧‍👦"],
    ["right-to-left marks", "\u202e\u202d\u200f"],
    ["100,000 characters of Chinese", "吉林到桦甸的班车什么时候恢复".repeat(7_200)],
    ["100,000 letters", "x".repeat(100_000)],
    ["100,000 letters of pinyin", "xian".repeat(25_000)],
    ["100,000 letters of pinyin and one that is none", `${"xian".repeat(25_000)}q`],
    ["100,000 question marks", "?".repeat(100_000)],
    ["100,000 digits", "1".repeat(100_000)],
    ["100,000 question words", "什么多少几".repeat(20_000)],
    ["100,000 places", "吉林桦甸".repeat(25_000)],
    ["100,000 commas and counters", "和几户、各".repeat(20_000)],
    ["20,000 lines", "班车?\n".repeat(20_000)],
  ])("of %s are answered or refused", (_, asked) => {
    const answered = answer(asked);
    expect(answered.question).toBe(asked);
    expectProven(answered, corpus);
  });

  test("without a letter or digit get an example to follow", () => {
    for (const asked of ["", " ", "???", "😀"]) expect(answer(asked)).toMatchObject({ status: "smalltalk" });
    expect(answer("？").answer).toContain("例如");
  });

  test("as history change nothing of a question that stands alone", () => {
    const alone = answer("吉林到桦甸的班车什么时候恢复?");
    for (const history of [["x".repeat(100_000)], ["\ud800", "", "😀"], Array.from({ length: 1_000 }, () => "?")])
      expect(answer({ question: "吉林到桦甸的班车什么时候恢复?", history })).toEqual(alone);
  });
});
