import { describe, expect, test } from "vitest";
import { indexArticles } from "../../../retrieval/corpus-index.ts";
import { type CorpusTable, textAt } from "../../../retrieval/corpus-table.ts";
import { fold } from "../../../retrieval/normalise.ts";
import type { Evidence } from "../../../retrieval/reading/evidence.ts";
import type { SpanCandidate } from "../../../retrieval/reading/spans.ts";
import { evidenceWindow, evidenceWindows, WINDOW_LENGTH } from "../../../retrieval/reading/window.ts";
import { article } from "../../evaluation/fakes.ts";

/** Spans of the articles, given by their words, each a little worse than the one before. */
function spansOf(table: CorpusTable, spans: string[]): SpanCandidate[] {
  const whole = textAt(table, 0, table.articleStart.at(-1)!);
  return spans.map((words, rank) => {
    const start = whole.indexOf(words);
    const sentence = table.sentenceEnd.findIndex((end: number) => end > start);
    const range = { start: table.sentenceStart[sentence]!, end: table.sentenceEnd[sentence]! };
    const folded = fold(textAt(table, range.start, range.end));
    const candidate = { ...range, sentence, folded, article: table.articleStart.findLastIndex((at) => at <= start) };
    return { start, end: start + words.length, score: 0.9 - 0.01 * rank, sentence: candidate } as SpanCandidate;
  });
}

/** The window around the best of some spans of an article. */
function windowOf(body: string, spans: string[]): string {
  const { table } = indexArticles([article("a", body)]);
  const candidates = spansOf(table, spans);
  const { start, end } = evidenceWindow(table, candidates[0]!, candidates);
  return textAt(table, start, end);
}

/** The windows for some spans of articles that are each as likely to be the one that answers as is said. */
function windowsOf(articles: { body: string; share: number }[], words: string[]): string[] {
  const { table } = indexArticles(articles.map(({ body }, at) => article(`${at}`, body)));
  const spans = spansOf(table, words);
  const evidence = {
    articles: articles.map(({ share }, at) => ({ article: at, share })),
    sentences: spans.map(({ sentence }) => sentence),
  } as Evidence;
  return evidenceWindows(table, spans[0]!, { evidence, spans }).map(({ start, end }) => textAt(table, start, end));
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

describe("The windows of an answer", () => {
  const OTHER = "学生居家学习期间由家长督促,教师每日在线答疑。";
  const FAR = PREFACE.repeat(8);
  const taught = "组织教师在线授课";
  const asked = "教师每日在线答疑";

  test("are one where what votes stands together", () => {
    expect(windowsOf([{ body: `${ANSWER}${OTHER}${FAR}`, share: 1 }], [taught, asked])).toEqual([
      expect.stringContaining(`${ANSWER}${OTHER}`),
    ]);
  });

  test("are two where it stands in two places, no longer together than one", () => {
    const shown = windowsOf([{ body: `${ANSWER}${FAR}${OTHER}`, share: 1 }], [taught, asked]);
    expect(shown).toEqual([expect.stringContaining(ANSWER), expect.stringContaining(OTHER)]);
    expect(shown.join("").length).toBeLessThanOrEqual(WINDOW_LENGTH);
  });

  test("are of two articles where either may be the one that answers", () => {
    const articles = [
      { body: `${ANSWER}${FAR}`, share: 0.6 },
      { body: `${OTHER}${FAR}`, share: 0.4 },
    ];
    expect(windowsOf(articles, [taught, asked])).toEqual([
      expect.stringContaining(ANSWER),
      expect.stringContaining(OTHER),
    ]);
  });

  test("leave out an article that says the same", () => {
    const articles = [
      { body: `${ANSWER}${FAR}`, share: 0.6 },
      { body: `${ANSWER}${FAR}`, share: 0.4 },
    ];
    const { table } = indexArticles(articles.map(({ body }, at) => article(`${at}`, body)));
    const [span] = spansOf(table, [taught]) as [SpanCandidate];
    const offset = table.articleStart[1]!;
    const reprint = {
      ...span.sentence,
      article: 1,
      start: span.sentence.start + offset,
      end: span.sentence.end + offset,
    };
    const again = { ...span, start: span.start + offset, end: span.end + offset, sentence: reprint };
    const evidence = {
      articles: articles.map(({ share }, at) => ({ article: at, share })),
      sentences: [span.sentence, reprint],
    } as Evidence;
    expect(evidenceWindows(table, span, { evidence, spans: [span, again] })).toHaveLength(1);
  });

  test("are the span alone where no span of its article was judged, whatever was of others", () => {
    const { table } = indexArticles([article("a", `${PREFACE}${ANSWER}`), article("b", OTHER)]);
    const [{ sentence }, other] = spansOf(table, [taught, asked]) as [SpanCandidate, SpanCandidate];
    const evidence = {
      articles: [0, 1].map((row) => ({ article: row, share: 0.5 })),
      sentences: [sentence, other.sentence],
    } as Evidence;
    for (const spans of [[], [other]])
      expect(evidenceWindows(table, { ...sentence, sentence }, { evidence, spans })).toEqual([
        { start: sentence.start, end: sentence.end, sentence },
      ]);
  });
});
