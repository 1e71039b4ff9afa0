import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadInterfaceLanguages } from "../../../bot/interface-language.ts";
import { answerKeyboard } from "../../../bot/message/answer-keyboard.ts";
import { composeAnswerMessage } from "../../../bot/message/answer-message.ts";
import { splitFormatted, toHtml } from "../../../bot/message/formatted-text.ts";
import { liveRanges } from "../../../bot/message/live-text.ts";
import { nearestQuestions } from "../../../bot/message/nearest-questions.ts";
import type { Answer } from "../../../retrieval/answer.ts";
import { checkCall } from "../bot-api-rules.ts";
import { answerTo, citation } from "../fakes.ts";
import { parseTelegramHtml } from "../telegram-html.ts";
import { findLiveEntities } from "./telegram-entities.ts";

/** Enough to meet a planted fault in seconds. */
const RUNS = { numRuns: 200 };
const PATIENCE = 120_000;

const languages = loadInterfaceLanguages();

/** Pieces that break messages: tags, entities, emoji, right-to-left marks, lone surrogates, what Telegram links. */
const BREAKING = [
  "<b>",
  "</a>",
  "</blockquote>",
  "&amp;",
  "&",
  '"',
  "\ud83d",
  "\u202e",
  "👩‍👩‍👧",
  "句",
  "，",
  "。",
  "\n",
  " ",
  ".",
  "/",
  "#",
];
const LIVE = [
  "@durov",
  "a.b+c@d.com",
  "t.me/x",
  "https://a.b/c?d=1",
  "http://例.公司",
  "tg://resolve?domain=x",
  "1.2.3.4:80/x",
  "www.baidu.com",
];
const WORDS = ["百度.中国", "/start", "/a@b_bot", "#话题", "＃话题", "$USD", "2月17日", "60%", "33户复产"];
const pieces = fc.constantFrom(...BREAKING, ...LIVE, ...WORDS);
const hostile = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: pieces, maxLength: 60 }) },
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.integer({ min: 4000, max: 10_000 }).map((length) => "😀".repeat(length / 2)),
  fc.integer({ min: 4000, max: 10_000 }).map((length) => "<".repeat(length)),
  fc.integer({ min: 100, max: 400 }).map((length) => "@durov 访问t.me".repeat(length)),
);
const citations = fc.array(
  fc
    .record({
      quote: hostile,
      title: hostile,
      section: fc.option(hostile),
      source: fc.option(hostile),
      published: fc.option(fc.constant("2023-08-01")),
      url: fc.option(fc.webUrl()),
      marks: fc.array(fc.tuple(fc.nat(10_000), fc.nat(10_000)), { maxLength: 6 }),
    })
    .map((drawn) => citation({ ...drawn, quote: drawn.quote || "句" })),
  { maxLength: 4 },
);
const answers = fc
  .record({
    answer: hostile,
    citations,
    nearest: citations,
    language: fc.constantFrom("zh", "zh-Hant", "en", "ko", "??"),
  })
  .map(({ citations: cited, nearest, ...rest }) => {
    const numbered = (list: typeof cited) => list.map((each, index) => ({ ...each, n: index + 1 }));
    return answerTo("?", { ...rest, citations: numbered(cited), nearest: numbered(nearest) });
  });

const translate = (key: string, variables?: Record<string, string | number>) => languages.t("en", key, variables);

function compose(answer: Answer) {
  return composeAnswerMessage(answer, { translate, locale: "en", today: "2026-11-23", oldAfterDays: 30 });
}

describe("Whatever the article and the question hold", () => {
  it(
    "every message is accepted by Telegram, and no character is lost",
    () => {
      const visible = (text: string) => text.replaceAll(/[\p{Z}\p{Cc}\p{Cf}]/gu, "");
      const property = fc.property(answers, (answer) => {
        const message = compose(answer);
        const sent = splitFormatted(message).map(toHtml);
        for (const text of sent) checkCall("sendMessage", { chat_id: 7, text, parse_mode: "HTML" });
        const texts = sent.map((html) => parseTelegramHtml(html).text);
        expect(visible(texts.join(""))).toBe(visible(message.text));
      });
      fc.assert(property, RUNS);
    },
    PATIENCE,
  );

  it(
    "nothing of it can be tapped, but for the links of the bot",
    () => {
      const property = fc.property(answers, (answer) => {
        const { text, entities } = parseTelegramHtml(toHtml(compose(answer)));
        const dead = entities.filter(({ tag }) => tag === "code" || tag === "a");
        const live = findLiveEntities(text).filter(({ start, end }) => !isCovered(start, end, dead));
        expect(live.map(({ start, end, what }) => [what, text.slice(start, end)])).toEqual([]);
      });
      fc.assert(property, RUNS);
    },
    PATIENCE,
  );

  it(
    "its quotes stand in the message letter for letter",
    () => {
      const property = fc.property(answers, (answer) => {
        const { text, entities } = parseTelegramHtml(toHtml(compose(answer)));
        const quotes = entities.filter(({ tag }) => tag === "blockquote").sort((a, b) => a.start - b.start);
        const shown = answer.citations.length > 0 ? answer.citations : answer.nearest.slice(0, 1);
        expect(quotes.map(({ start, end }) => text.slice(start, end))).toEqual(
          // Telegram takes no lone surrogates.
          shown.map(({ quote }) => quote.replaceAll(/\p{Surrogate}/gu, "\uFFFD")),
        );
      });
      fc.assert(property, RUNS);
    },
    PATIENCE,
  );

  it("the buttons are accepted by Telegram, even for the largest ids", () => {
    const asked = fc.record({
      questionId: fc.maxSafeNat(),
      askerId: fc.maxSafeNat(),
      status: fc.constantFrom("answered", "partial", "not-found"),
      vote: fc.constantFrom("up", "down"),
    });
    const property = fc.property(asked, fc.array(hostile, { maxLength: 3 }), (buttons, drawn) => {
      const nearest = nearestQuestions(drawn.map((quote) => ({ quote }))).slice(0, 3);
      const markup = answerKeyboard({ ...buttons, nearest }, translate);
      checkCall("sendMessage", { chat_id: 7, text: "x", reply_markup: markup });
    });
    fc.assert(property, RUNS);
  });

  it("what can be tapped is found in a time that grows with the text only", () => {
    for (const unit of ["句.", "@", "a@", ".com", "//", "http://", "#1", "1.", "x"]) {
      const text = unit.repeat(100_000 / unit.length);
      expect(liveRanges(text).every(([start, end]) => start < end)).toBe(true);
    }
  });
});

function isCovered(start: number, end: number, ranges: { start: number; end: number }[]): boolean {
  let at = start;
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) if (range.start <= at) at = Math.max(at, range.end);
  return at >= end;
}
