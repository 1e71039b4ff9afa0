import type { FactResult } from "../facts.ts";
import type { SpanResult } from "../spans.ts";
import type { Calibration, FactGroup, FactReport, Latency, Report, SpanReport } from "./report.ts";

/** Columns aligned: the first to the left, the rest to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  ");
  return rows.map((row) => line(row).trimEnd()).join("\n");
}

export function formatShare(value: number | null): string {
  return value === null ? "-" : value.toFixed(3);
}

const FACT_COLUMNS = ["questions", "answer", "evidence", "citations", "rejection", "false refusal", "verbatim"];

export function factRow([label, { questions, metrics }]: [string, FactGroup]): string[] {
  const { answerAccuracy, evidenceRecall, citationPrecision, rejection, falseRefusal, verbatim } = metrics;
  const shares = [answerAccuracy, evidenceRecall, citationPrecision, rejection, falseRefusal, verbatim];
  return [label, String(questions), ...shares.map(formatShare)];
}

/** The groups of a fact report as one table: header, all, splits, languages, tags. */
export function factRows(facts: FactReport): string[][] {
  const labelled = (name: string, groups: Partial<Record<string, FactGroup>>) =>
    Object.entries(groups).map(([group, value]) => factRow([`${name} ${group}`, value!]));
  return [
    ["", ...FACT_COLUMNS],
    factRow(["all", facts.all]),
    ...labelled("split", facts.bySplit),
    ...labelled("language", facts.byLanguage),
    ...labelled("tag", facts.byTag),
  ];
}

/** The policy questions' metrics with what they mean. */
export function spanRows({ questions, metrics }: SpanReport): string[][] {
  return [
    ["questions", String(questions)],
    ["right article first", formatShare(metrics.rightArticleFirst)],
    ["hit@200", formatShare(metrics.hit200)],
    ["hit@120", formatShare(metrics.hit120)],
    ["ROUGE-L", formatShare(metrics.rougeL)],
    ["nDCG@10 of passages, documents alone", formatShare(metrics.ndcg10)],
    ["refused", formatShare(metrics.refused)],
    ["refused, articles taken out", formatShare(metrics.refusedWithout)],
    ["the same at 10 % false refusal", formatShare(metrics.rejectionAtTenPercent)],
    ["AUROC of refusing", formatShare(metrics.areaUnderCurve)],
    ["verbatim", formatShare(metrics.verbatim)],
  ];
}

/** Said wherever policy questions are scored: which of the figures flatter. */
export const IN_SAMPLE =
  "In-sample: the models that ship were fitted on the dev questions, so on those the figures flatter. " +
  "`npm run fit` prints them by cross-validation.";

export function calibrationRows({ bins }: Calibration): string[][] {
  return [
    ["confidence", "questions", "mean", "observed"],
    ...bins.map((bin) => [
      `${bin.from.toFixed(1)}-${bin.to.toFixed(1)}`,
      String(bin.count),
      formatShare(bin.meanConfidence),
      formatShare(bin.observed),
    ]),
  ];
}

function calibrationText(calibration: Calibration): string {
  const error = formatShare(calibration.expectedError);
  return `Confidence against whether the corpus answers (expected calibration error ${error})\n${table(calibrationRows(calibration))}`;
}

export function latencyText({ p50, p95, p99 }: Latency): string {
  const milliseconds = (value: number | null) => (value === null ? "-" : `${value.toFixed(1)} ms`);
  return `Time per answer: p50 ${milliseconds(p50)}, p95 ${milliseconds(p95)}, p99 ${milliseconds(p99)}`;
}

export function verdictLines({ failures }: Report): string[] {
  if (failures.length === 0) return ["Every threshold is met."];
  return failures.map(
    ({ table: name, metric, value, bound, threshold }) =>
      `Missed: ${name} ${metric} ${formatShare(value)}, should be ${bound} ${threshold}`,
  );
}

/** The report as `npm run evaluate` prints it. */
export function reportText(report: Report): string {
  const { facts, policyQuestions } = report;
  const parts = [
    "Gold questions",
    table(factRows(facts)),
    "",
    calibrationText(facts.calibration),
    "",
    latencyText(facts.latency),
    "",
  ];
  if (policyQuestions) {
    const { calibration, latency } = policyQuestions;
    parts.push(
      "Policy questions",
      IN_SAMPLE,
      table(spanRows(policyQuestions)),
      "",
      calibrationText(calibration),
      "",
      latencyText(latency),
      "",
    );
  }
  return [...parts, ...verdictLines(report)].join("\n");
}

/** One miss: the question, what was said, what should have been. */
export function factMissText({ gold, answer, right, evidenceRecall, supporting }: FactResult): string {
  const expected = gold.answerable ? gold.answer.map((group) => group.join(" | ")).join(" & ") : "a refusal";
  const faults = [
    ...(right ? [] : [gold.answerable ? "wrong answer" : "not refused"]),
    ...(evidenceRecall !== null && evidenceRecall < 1 ? ["evidence missing"] : []),
    ...(supporting < answer.citations.length && gold.answerable ? ["citation beside the point"] : []),
  ];
  return [
    `${gold.id} (${gold.split}, ${gold.lang}): ${faults.join(", ") || "quote not verbatim"}`,
    ...gold.history.map((question) => `  before:   ${question}`),
    `  question: ${gold.question}`,
    `  expected: ${expected}`,
    `  answer:   ${answer.status} ${answer.confidence.toFixed(2)} ${answer.answer}`,
    ...answer.citations.map(({ quote }) => `  cited:    ${quote}`),
  ].join("\n");
}

export function spanMissText({ gold, answer, refused, rightArticleFirst }: SpanResult): string {
  const fault = refused ? "refused" : rightArticleFirst ? "other place" : "other article";
  return [
    `${gold.id}: ${fault}`,
    `  question: ${gold.question}`,
    `  expected: ${gold.answer}`,
    `  answer:   ${answer.status} ${answer.confidence.toFixed(2)} ${answer.answer}`,
  ].join("\n");
}
