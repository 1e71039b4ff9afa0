import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Answer } from "../../retrieval/answer.ts";
import { answerWith, article, cite, FakeAnswerer, surroundingsOf } from "./fakes.ts";
import type { Report } from "./report/report.ts";
import { runEvaluation } from "./run.ts";

const NEWS = article("news", "目前已开通5条定制公交线路。将于2月17日率先开通吉林至桦甸班车。");
const LINES = "目前已开通5条定制公交线路。";
const BUS = "将于2月17日率先开通吉林至桦甸班车。";

const QUESTIONS = [
  {
    id: "lines",
    lang: "zh",
    question: "几条?",
    answerable: true,
    answer: [["5条"]],
    evidence: [LINES],
    tags: ["howmany"],
  },
  {
    id: "bus",
    lang: "en",
    question: "When?",
    answerable: true,
    answer: [["2月17日"]],
    evidence: [BUS],
    tags: ["when"],
    history: ["Which bus?"],
  },
  { id: "weather", lang: "zh", question: "天气?", answerable: false, tags: ["absent"] },
];

/** Answers the three questions as it should, but for what `faults` says of a question. */
function answererWith(faults: Record<string, Partial<Answer>> = {}): FakeAnswerer {
  const answered = (answer: string, quote: string) =>
    answerWith({ status: "answered", answer, citations: [cite(NEWS, quote)], confidence: 0.9 });
  const right: Record<string, Answer> = {
    "几条?": answered("5条", LINES),
    "When?": answered("February 17 (2月17日)", BUS),
  };
  return new FakeAnswerer([NEWS], ({ question }) => ({
    ...(right[question] ?? answerWith({ confidence: 0.1 })),
    ...faults[question],
  }));
}

let folder: string;
let gold: string;
let defaultThresholds: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "evaluation-"));
  gold = path.join(folder, "questions.jsonl");
  defaultThresholds = path.join(folder, "default.json");
  await writeFile(gold, QUESTIONS.map((question) => JSON.stringify(question)).join("\n"));
  await writeFile(
    defaultThresholds,
    JSON.stringify({
      given: {
        atLeast: {
          answerAccuracy: 0.95,
          evidenceRecall: 0.95,
          citationPrecision: 0.85,
          rejection: 0.95,
          verbatim: 1,
        },
        atMost: { falseRefusal: 0.03 },
      },
      "policy-qa": {
        atLeast: {
          rightArticleFirst: 0.84,
          hit200: 0.81,
          rougeL: 0.47,
          rejectionAtTenPercent: 0.75,
        },
        atMost: { refused: 0.1 },
      },
    }),
  );
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function evaluateJson(answerer: FakeAnswerer, more: { misses?: boolean } = {}) {
  const surroundings = surroundingsOf(answerer);
  const passed = await runEvaluation({ gold, defaultThresholds, json: true, ...more }, surroundings);
  return {
    passed,
    report: JSON.parse(surroundings.printed.join("")) as Report & {
      misses?: { facts: { gold: { id: string } }[] };
    },
  };
}

describe("evaluating gold questions", () => {
  it("passes an answerer that is right, cited and refuses", async () => {
    const answerer = answererWith();
    const { passed, report } = await evaluateJson(answerer);
    expect(passed).toBe(true);
    expect(report.failures).toEqual([]);
    expect(report.facts.all.metrics).toEqual({
      answerAccuracy: 1,
      evidenceRecall: 1,
      citationPrecision: 1,
      rejection: 1,
      falseRefusal: 0,
      verbatim: 1,
    });
    expect(answerer.closed).toBe(true);
  });

  it("asks with the history", async () => {
    const answerer = answererWith();
    await evaluateJson(answerer);
    expect(answerer.asked[1]![0]).toEqual({ question: "When?", history: ["Which bus?"] });
  });

  it("breaks the figures down by tag and language", async () => {
    const { report } = await evaluateJson(answererWith({ "When?": { answer: "soon" } }));
    expect(report.facts.byTag["when"]).toMatchObject({
      questions: 1,
      metrics: { answerAccuracy: 0, rejection: null },
    });
    expect(report.facts.byTag["howmany"]?.metrics.answerAccuracy).toBe(1);
    expect(report.facts.byLanguage["zh"]).toMatchObject({
      questions: 2,
      right: 1,
      metrics: { rejection: 1 },
    });
  });

  it.each<[string, Record<string, Partial<Answer>>, string]>([
    ["a wrong value", { "When?": { answer: "February 18" } }, "answerAccuracy"],
    ["a citation of another sentence", { "When?": { citations: [cite(NEWS, LINES)] } }, "evidenceRecall"],
    [
      "a citation beside the point",
      { "When?": { citations: [cite(NEWS, BUS), cite(NEWS, LINES)] } },
      "citationPrecision",
    ],
    [
      "an answer to what the corpus does not say",
      { "天气?": { status: "answered", answer: "5条", citations: [cite(NEWS, LINES)] } },
      "rejection",
    ],
    ["a refusal of what it does say", { "When?": { status: "not-found" } }, "falseRefusal"],
    [
      "a quote that is not verbatim",
      { "When?": { citations: [{ ...cite(NEWS, BUS), quote: "将于2月18日" }] } },
      "verbatim",
    ],
    ["a nearest quote that is not verbatim", { "天气?": { nearest: [{ ...cite(NEWS, BUS), end: 9 }] } }, "verbatim"],
  ])("fails %s", async (_, faults, metric) => {
    const { passed, report } = await evaluateJson(answererWith(faults), { misses: true });
    expect(passed).toBe(false);
    expect(report.failures.map((failure) => failure.metric)).toContain(metric);
    expect(report.misses!.facts.map((miss) => miss.gold.id)).toEqual(
      Object.keys(faults).map((asked) => (asked === "When?" ? "bus" : "weather")),
    );
  });

  it("prefers the thresholds beside the gold file", async () => {
    await writeFile(
      path.join(folder, "thresholds.json"),
      JSON.stringify({ given: { atLeast: { answerAccuracy: 0.5 } } }),
    );
    const { passed } = await evaluateJson(answererWith({ "When?": { answer: "February 18" } }));
    expect(passed).toBe(true);
  });

  it("rejects a threshold for a metric that does not exist, before anything is asked", async () => {
    await writeFile(path.join(folder, "thresholds.json"), JSON.stringify({ given: { atLeast: { accuracy: 0.5 } } }));
    const answerer = answererWith();
    await expect(evaluateJson(answerer)).rejects.toThrow(/thresholds\.json: field given\.atLeast: .*"accuracy"/);
    expect(answerer.asked).toEqual([]);
  });

  it("prints the table, the misses when asked, and the verdict", async () => {
    const surroundings = surroundingsOf(answererWith({ "When?": { answer: "February 18" } }));
    await runEvaluation({ gold, defaultThresholds, misses: true }, surroundings);
    const text = surroundings.printed.join("");
    expect(text).toMatch(
      /bus \(given, en\): wrong answer[\s\S]*before: {3}Which bus\?[\s\S]*expected: 2月17日[\s\S]*answer: {3}answered 0\.90 February 18/,
    );
    expect(text).toMatch(/^all +3 +0\.500 +1\.000 +1\.000 +1\.000 +0\.000 +1\.000$/m);
    expect(text).toContain("Missed: given answerAccuracy 0.500, should be at least 0.95");
  });

  it("counts held-out questions and never lists them", async () => {
    await writeFile(gold, QUESTIONS.map((question) => JSON.stringify({ ...question, split: "held-out" })).join("\n"));
    const { report } = await evaluateJson(answererWith({ "When?": { answer: "soon" } }), { misses: true });
    expect(report.facts.bySplit["held-out"]?.metrics.answerAccuracy).toBe(0.5);
    expect(report.misses!.facts).toEqual([]);
  });

  it("writes one self-contained page with plots, markup in questions escaped", async () => {
    const html = path.join(folder, "report.html");
    await writeFile(gold, JSON.stringify({ ...QUESTIONS[0], question: "<script>alert(1)</script>" }));
    await runEvaluation({ gold, defaultThresholds, html }, surroundingsOf(answererWith()));
    const page = await readFile(html, "utf8");
    expect(page).toMatch(/<svg[^>]*aria-label="Calibration"/);
    expect(page).not.toMatch(/<script|<link|src=/);
    expect(page).toContain("&#60;script&#62;");
  });

  it("prints the table even when the page cannot be written, and says so", async () => {
    const surroundings = surroundingsOf(answererWith());
    const html = path.join(folder, "nowhere", "report.html");
    await expect(runEvaluation({ gold, defaultThresholds, html }, surroundings)).rejects.toThrow(
      /Cannot write .*report\.html: check that its folder exists/,
    );
    expect(surroundings.printed.join("")).toContain("Every threshold is met.");
  });
});
