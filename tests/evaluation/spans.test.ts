import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answerWith, article, cite, FakeAnswerer, surroundingsOf } from "./fakes.ts";
import type { Report } from "./report/report.ts";
import { runEvaluation } from "./run.ts";

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

async function evaluateJson(answerer: FakeAnswerer) {
  const surroundings = surroundingsOf(answerer);
  const passed = await runEvaluation({ ...options(), json: true }, surroundings);
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
      rightArticleFirst: 1,
      hit200: 1,
      hit120: 1,
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

  it("opens an index of the documents and one of everything, under names that change with the texts", async () => {
    const opened: [string, number][] = [];
    const silent = () => new FakeAnswerer([], () => answerWith());
    const surroundings = surroundingsOf(silent());
    surroundings.openArticles = (articles, name) => {
      opened.push([name, articles.length]);
      return Promise.resolve(silent());
    };
    await runEvaluation(options(), surroundings);
    await write("distractors.jsonl", { docid: "other", text: "另一篇。" });
    await runEvaluation(options(), surroundings);
    expect(opened.map(([, count]) => count)).toEqual([1, 2, 1, 2]);
    expect(new Set(opened.map(([name]) => name)).size).toBe(4);
  });
});
