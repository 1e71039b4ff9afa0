import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { interfaceLanguage, loadInterfaceLanguages } from "../../../bot/interface-language.ts";
import { composeAnswerMessage } from "../../../bot/message/answer-message.ts";
import { MESSAGE_LIMIT, splitFormatted, toHtml } from "../../../bot/message/formatted-text.ts";
import type { Answer } from "../../../retrieval/answer.ts";
import { answerTo, BUS_SENTENCE, citation } from "../fakes.ts";
import { parseTelegramHtml } from "../telegram-html.ts";

const languages = loadInterfaceLanguages();

function compose(answer: Answer, oldAfterDays = 30) {
  const locale = interfaceLanguage(answer.language);
  return composeAnswerMessage(answer, {
    translate: (key, variables) => languages.t(locale, key, variables),
    locale,
    today: "2026-11-23",
    oldAfterDays,
  });
}

describe("The message of an answer", () => {
  it("says when the article states no year, and when it was posted", () => {
    expect(compose(answerTo("?")).text).toContain("⚠️ 原文没有写明年份，发布于2023年8月1日");
    expect(compose(answerTo("?", { language: "en" })).text).toContain("posted on August 1, 2023");
  });

  it("says as of when the facts hold, and warns when they are old", () => {
    expect(compose(answerTo("?", { asOf: "2026-11-20" })).text).toContain("\n\n截至2026年11月20日。");
    expect(compose(answerTo("?", { asOf: "2026-10-01" })).text).toContain("⚠️ 截至2026年10月1日");
    expect(compose(answerTo("?", { asOf: "2026-10-01" }), 90).text).not.toContain("⚠️");
  });

  it("says that figures differ and cites each", () => {
    const citations = [citation(), citation({ n: 2, quote: "复工率达60%", marks: [[4, 7]] })];
    const { text } = compose(answerTo("?", { conflict: true, citations }));
    expect(text).toContain("数字不一致");
    expect(text).toContain("[2] 《");
  });

  it("shows what is nearest when the articles do not say", () => {
    const refusal = answerTo("?", {
      status: "not-found",
      answer: "文章没有说明。",
      citations: [],
      nearest: [citation()],
    });
    const { text } = compose(refusal);
    expect(text).toMatch(/^文章没有说明。\n\n文章里最接近的内容：/);
    expect(text).toContain(BUS_SENTENCE);
  });

  it("makes nothing in a quote live", () => {
    const quote = "联系 @admin 或 https://evil.example/x 或 /start 或 #标签 或 a@b.example";
    const html = toHtml(
      compose(answerTo("?", { citations: [citation({ quote, marks: [[0, quote.length]], url: null })] })),
    );
    const { text, entities } = parseTelegramHtml(html);
    const code = entities.filter(({ tag }) => tag === "code").map(({ start, end }) => text.slice(start, end));
    expect(code).toEqual(["@admin", "https://evil.example/x", "/start", "#标签", "a@b.example"]);
    expect(text).toContain(quote);
  });

  it("folds a long quote", () => {
    const quote = "很长的句子，".repeat(40);
    expect(toHtml(compose(answerTo("?", { citations: [citation({ quote, marks: [] })] })))).toContain(
      "<blockquote expandable>",
    );
  });

  it("is accepted by Telegram and loses no character, whatever the article and the question hold", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.string({ unit: "grapheme", maxLength: 200 }),
      fc.string({
        unit: fc.constantFrom(
          "<b>",
          "</a>",
          "&amp;",
          "&",
          '"',
          "\ud83d",
          "\u202e",
          "👩‍👩‍👧",
          "句",
          "\n",
          " ",
          "@x",
          "http://a.b",
        ),
      }),
      fc.integer({ min: 4000, max: 10_000 }).map((length) => "😀".repeat(length / 2)),
      fc.integer({ min: 4000, max: 10_000 }).map((length) => "<".repeat(length)),
    );
    const marks = fc.array(fc.tuple(fc.nat(10_000), fc.nat(10_000)), { maxLength: 6 });
    const citations = fc.array(
      fc.record({
        quote: hostile,
        title: hostile,
        section: hostile,
        source: hostile,
        marks,
        url: fc.oneof(fc.webUrl(), fc.constant(null)),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(hostile, citations, fc.constantFrom("zh", "zh-Hant", "en", "ko", "??"), (answer, drawn, language) => {
        const cited = drawn.map(({ quote, ...rest }, index) =>
          citation({ ...rest, quote: quote || "句", n: index + 1 }),
        );
        const message = compose(answerTo("?", { answer, citations: cited, language }));
        const pieces = splitFormatted(message).map((piece) => parseTelegramHtml(toHtml(piece)).text);
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
        const visible = (text: string) => text.replaceAll(/\s/g, "");
        expect(visible(pieces.join(""))).toBe(visible(message.text));
      }),
      { numRuns: 300 },
    );
  });
});
