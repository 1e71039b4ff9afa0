import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { REFUSAL_THRESHOLD } from "../../retrieval/answerer.ts";
import { answerWith, article, cite, FakeAnswerer, surroundingsOf } from "./fakes.ts";
import type { Report } from "./report/report.ts";
import { runEvaluation } from "./run.ts";
import type { SpanResult } from "./spans.ts";

const RIGHT = article("right", "企业应于三月一日前提出申请。逾期不予受理。");
const OTHER = article("other", "车辆凭证通行。");
const ANSWER = "三月一日前提出申请";

let folder: string;
const write = (name: string, row: object) => writeFile(path.join(folder, name), JSON.stringify(row));
const options = () => ({
  gold: path.join(folder, "gold.jsonl"),
  defaultThresholds: path.join(folder, "default.json"),
  policyQa: folder,
});

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "policy-questions-"));
  await write("gold.jsonl", { id: "weather", lang: "zh", question: "天气?", answerable: false });
  await write("default.json", {
    "policy-qa": { atLeast: { hit200: 0.81, rejectionAtTenPercent: 0.75 } },
  });
  await write("documents.jsonl", { docid: "right", text: RIGHT.body });
  await write("distractors.jsonl", { docid: "other", text: OTHER.body });
  await write("questions-dev.jsonl", {
    id: "1",
    question: "何时申请?",
    docids: ["right"],
    answer: ANSWER,
  });
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const answered = (from: typeof RIGHT, quote: string) =>
  answerWith({
    status: "answered",
    answer: quote,
    citations: [cite(from, quote)],
    confidence: 0.8,
  });

/** Answers the question to the letter, and the same without the articles, as sure as given. */
function crossValidated(confidence: number, confidenceWithout: number): SpanResult {
  return {
    gold: { id: "1", question: "何时申请?", docids: ["right"], answer: ANSWER, alsoIn: [] },
    answer: { status: "answered", answer: ANSWER, confidence },
    refused: false,
    rightArticleFirst: true,
    hit200: true,
    hit120: true,
    nearestHit200: confidence < REFUSAL_THRESHOLD ? true : null,
    rougeL: 1,
    verbatim: [true],
    without: { refused: false, confidence: confidenceWithout },
  };
}

async function evaluateJson(answerer: FakeAnswerer, held?: SpanResult[]) {
  const surroundings = surroundingsOf(answerer);
  surroundings.crossValidate = () => Promise.resolve(held!);
  const passed = await runEvaluation({ ...options(), json: true, quick: held === undefined }, surroundings);
  return { passed, report: JSON.parse(surroundings.printed.join("")) as Report };
}

describe("evaluating policy questions", () => {
  it("asks once with the articles and once without", async () => {
    const answerer = new FakeAnswerer([RIGHT, OTHER], ({ question }, { excludeArticleIds } = {}) =>
      question === "何时申请?" && !excludeArticleIds?.has("right")
        ? answered(RIGHT, ANSWER)
        : answerWith({ confidence: 0.2 }),
    );
    const { report } = await evaluateJson(answerer);
    expect(report.policyQuestions?.metrics).toEqual({
      p50Milliseconds: expect.any(Number) as number,
      rightArticleFirst: 1,
      hit200: 1,
      hit120: 1,
      shownHit200: 1,
      rougeL: 1,
      ndcg10: 1,
      refused: 0,
      refusedWithout: 1,
      rejectionAtTenPercent: 1,
      areaUnderCurve: 1,
      verbatim: 1,
    });
  });

  it("fails an answerer that takes another article and never refuses", async () => {
    const answerer = new FakeAnswerer([OTHER, RIGHT], () => answered(OTHER, OTHER.body));
    const { passed, report } = await evaluateJson(answerer);
    expect(passed).toBe(false);
    expect(report.policyQuestions?.metrics).toMatchObject({
      rightArticleFirst: 0,
      hit200: 0,
      refusedWithout: 0,
      areaUnderCurve: 0.5,
    });
    expect(report.policyQuestions?.metrics.ndcg10).toBeCloseTo(1 / Math.log2(3));
    expect(report.failures.filter(({ table }) => table === "policy-qa").map(({ metric }) => metric)).toContain(
      "rejectionAtTenPercent",
    );
  });

  it("counts what models say that never saw the article, beside what the shipped ones say", async () => {
    const silent = new FakeAnswerer([RIGHT, OTHER], () => answerWith());
    const { report } = await evaluateJson(silent, [crossValidated(0.9, 0.01)]);
    expect(report.policyQuestions).toMatchObject({
      questions: 1,
      passages: 2,
      metrics: { hit200: 1, rougeL: 1, refused: 0, refusedWithout: 1 },
      shipped: { hit200: 0, rougeL: 0, refused: 1 },
      byKind: { when: { questions: 1, metrics: { hit200: 1 } } },
    });
  });

  it("counts an answer below the threshold as refused, and shows what it would have been worth", async () => {
    const silent = new FakeAnswerer([RIGHT, OTHER], () => answerWith());
    const { report } = await evaluateJson(silent, [crossValidated(REFUSAL_THRESHOLD / 2, REFUSAL_THRESHOLD)]);
    expect(report.policyQuestions).toMatchObject({
      metrics: { hit200: 0, hit120: 0, shownHit200: 1, rougeL: 0, rightArticleFirst: 1, refused: 1, refusedWithout: 0 },
      refusingNothing: { hit200: 1, rougeL: 1, refused: 0 },
    });
  });

  it("prints the figures next to their targets, says which flatter, and lists the misses", async () => {
    const surroundings = surroundingsOf(new FakeAnswerer([RIGHT, OTHER], () => answered(OTHER, OTHER.body)));
    await runEvaluation({ ...options(), quick: true, misses: true }, surroundings);
    const text = surroundings.printed.join("");
    expect(text).toMatch(/^hit@200 of answers alone +≥ 0\.81 +0\.000$/m);
    expect(text).toContain("In-sample");
    expect(text).toMatch(
      /1: other article\n {2}question: 何时申请\?\n {2}expected: 三月一日前提出申请\n {2}answer: {3}answered/,
    );
  });

  it("opens the documents alone to rank passages, and all articles to answer", async () => {
    const opened: number[] = [];
    const surroundings = surroundingsOf(new FakeAnswerer([], () => answerWith()));
    surroundings.openArticles = (articles) => {
      opened.push(articles.length);
      return Promise.resolve(new FakeAnswerer([], () => answerWith()));
    };
    await runEvaluation({ ...options(), quick: true }, surroundings);
    expect(opened).toEqual([1, 2]);
  });
});
