import { describe, expect, it } from "vitest";
import { interfaceLanguage, loadInterfaceLanguages } from "../../../bot/interface-language.ts";
import { composeAnswerMessage } from "../../../bot/message/answer-message.ts";
import { toHtml } from "../../../bot/message/formatted-text.ts";
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

/** The first line of the message, and what is bold in it. */
function firstLine(answer: Answer): [string, string[]] {
  const { text, entities } = parseTelegramHtml(toHtml(compose(answer)));
  const line = text.slice(0, text.indexOf("\n"));
  const bold = entities.filter(({ tag, end }) => tag === "b" && end <= line.length);
  return [line, bold.map(({ start, end }) => line.slice(start, end))];
}

describe("The message of an answer", () => {
  it("says of a citation that its article has been replaced or is an earlier one", () => {
    const citations = [
      citation({ standing: "superseded" }),
      citation({ n: 2, start: 0, standing: "earlier" }),
      citation({ n: 3 }),
    ];
    const lines = compose(answerTo("?", { citations }))
      .text.split("\n")
      .filter((line) => /^\[\d\]/.test(line));
    expect(lines.map((line) => line.split(" · ")[0])).toEqual(["[1] ⚠️ 已被取代", "[2] ⚠️ 较早", "[3] 吉林日报"]);
  });

  it("says when the article states no year, and when it was posted", () => {
    expect(compose(answerTo("?")).text).toContain("⚠️ 原文没有写明年份，发布于2023年8月1日（3年前），之后可能有变化。");
    expect(compose(answerTo("?", { language: "en" })).text).toContain(
      "⚠️ The article gives no year. It was posted on August 1, 2023, 3 years ago; this may have changed.",
    );
  });

  it.each([
    { fact: { dated: "2026-11-20" }, line: "截至2026年11月20日。" },
    { fact: { dated: "2026-10-01" }, line: "⚠️ 截至2026年10月1日（1个月前），之后可能有变化。" },
    { fact: { dated: "2026-10-01" }, oldAfterDays: 90, line: "截至2026年10月1日。" },
    { fact: { published: "2026-11-20" }, line: "⚠️ 原文没有写明年份，发布于2026年11月20日。" },
    { fact: { published: null }, line: "⚠️ 原文没有写明年份，之后可能有变化。" },
    { fact: { published: "2026-11-20", quote: "2026年11月27日恢复" }, line: "发布于2026年11月20日。" },
    {
      fact: { published: "2026-10-20", quote: "陆续恢复" },
      line: "⚠️ 发布于2026年10月20日（1个月前），之后可能有变化。",
    },
    { fact: { published: null, quote: "陆续恢复" }, line: "⚠️ 原文没有写明日期，之后可能有变化。" },
  ])("ends with «$line» for $fact", ({ fact, oldAfterDays, line }) => {
    const { text } = compose(answerTo("?", { citations: [citation(fact)] }), oldAfterDays);
    expect(text.split("\n\n").at(-1)).toBe(line);
  });

  it("is as old as the oldest of the cited facts", () => {
    const citations = [citation({ dated: "2026-11-22" }), citation({ n: 2, dated: "2026-11-20" })];
    expect(compose(answerTo("?", { citations })).text).toContain("\n\n截至2026年11月20日。");
  });

  it("gives each claim the number of its citation, and its key words in bold", () => {
    const citations = [
      citation({ quote: "复产率达60%;", marks: [[4, 7]] }),
      citation({ n: 2, quote: "复工率达1,055户", marks: [[4, 10]] }),
    ];
    const answer = "60%（截至2月15日），另一处为1,055户。原文对此给出了不同的数字。";
    expect(firstLine(answerTo("?", { conflict: true, answer, citations }))).toEqual([
      "60%（截至2月15日） [1]，另一处为1,055户 [2]。原文对此给出了不同的数字。",
      ["60%", "1,055户"],
    ]);
  });

  it.each([
    { answer: "2月17日", line: "2月17日 [1]", bold: ["2月17日"] },
    { answer: "February 17 (2月17日)", line: "February 17 (2月17日) [1]", bold: ["February 17"] },
    { answer: "2월 17일 (2月17日)", line: "2월 17일 (2月17日) [1]", bold: ["2월 17일"] },
    {
      answer: "17 (2月17日), as of May 3 (截至5月3日)",
      line: "17 (2月17日) [1], as of May 3 (截至5月3日)",
      bold: ["17", "May 3"],
    },
    { answer: "联系 @admin。", line: "联系 @admin [1]。", bold: [] },
    { answer: "See [1].", line: "See [1].", bold: [] },
    { answer: "不清楚。", line: "不清楚 [1]。", bold: [] },
    { answer: `没有提到长春。原文只说:${BUS_SENTENCE}`, line: "没有提到长春。原文只说 [1]:", bold: [] },
    { answer: BUS_SENTENCE, line: "将于2月17日率先开通吉林至桦甸班车 [1]，其他线路逐步恢复运营。", bold: ["2月17日"] },
  ])("begins with «$line»", ({ answer, line, bold }) => {
    expect(firstLine(answerTo("?", { answer }))).toEqual([line, bold]);
  });

  it("says where a quote stands in one line, linked, without what the article lacks", () => {
    const { text } = compose(answerTo("?"));
    expect(text).toContain("\n[1] 吉林日报 · 2023年8月1日 · 吉林市交通运输局\n");
    const bare = citation({ source: null, published: null, section: null, title: "很长的标题".repeat(9), url: null });
    expect(compose(answerTo("?", { citations: [bare] })).text).toContain(
      `\n[1] ${"很长的标题".repeat(4).slice(0, 16)}…\n`,
    );
    const long = citation({ url: `https://example.org/${"x".repeat(3000)}` });
    expect(toHtml(compose(answerTo("?", { citations: [long] })))).not.toContain("<a ");
  });

  it("shows what is nearest when the articles do not say", () => {
    const refusal = answerTo("?", {
      status: "not-found",
      answer: "文章没有说明。",
      citations: [],
      nearest: [citation()],
    });
    const { text } = compose(refusal);
    expect(text).toMatch(/^文章没有说明。\n\n文章里最接近的内容：\n/);
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
});
