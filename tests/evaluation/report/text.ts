import type { FactGroup, FactMetrics, FactResult } from "../facts.ts";
import { SPLITS } from "../gold.ts";
import { boundText } from "../thresholds.ts";
import { alignColumns, formatShare, formatTime, onOneLine } from "./format.ts";
import type { Calibration, Latency } from "./measurements.ts";
import { policyKindRows, policyNotes, policyRows } from "./policy-text.ts";
import type { Report } from "./report.ts";

const FACT_COLUMNS: [keyof FactMetrics, string][] = [
  ["answerAccuracy", "answer"],
  ["evidenceRecall", "evidence"],
  ["citationPrecision", "citations"],
  ["rejection", "rejection"],
  ["falseRefusal", "false refusal"],
  ["verbatim", "verbatim"],
];

function factRow([label, { questions, metrics }]: [string, FactGroup]): string[] {
  return [label, String(questions), ...FACT_COLUMNS.map(([metric]) => formatShare(metrics[metric]))];
}

/** The groups of a fact report as one table: header, all, splits with their targets, languages, tags. */
export function factRows({ facts, thresholds }: Pick<Report, "facts" | "thresholds">): string[][] {
  const labelled = (name: string, groups: Record<string, FactGroup>) =>
    Object.entries(groups).map(([group, value]) => factRow([`${name} ${group}`, value]));
  const splits = SPLITS.flatMap((split) => {
    const [group, bounds] = [facts.bySplit[split], thresholds[split]];
    if (group === undefined) return [];
    const targets = bounds && ["  target", "", ...FACT_COLUMNS.map(([metric]) => boundText(metric, bounds))];
    return [factRow([`split ${split}`, group]), ...(targets ? [targets] : [])];
  });
  return [
    ["", "questions", ...FACT_COLUMNS.map(([, name]) => name)],
    factRow(["all", facts.all]),
    ...splits,
    ...labelled("language", facts.byLanguage),
    ...labelled("tag", facts.byTag),
  ];
}

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
  return `Confidence against whether the corpus answers (expected calibration error ${error})\n${alignColumns(calibrationRows(calibration))}`;
}

export function latencyText({ p50, p95, p99 }: Latency): string {
  return `Time per answer: p50 ${formatTime(p50)}, p95 ${formatTime(p95)}, p99 ${formatTime(p99)}`;
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
  const { facts, policyQuestions, thresholds } = report;
  const parts = [
    "Gold questions",
    alignColumns(factRows(report)),
    "",
    calibrationText(facts.calibration),
    "",
    latencyText(facts.latency),
    "",
  ];
  if (policyQuestions) {
    parts.push(
      "Policy questions",
      ...policyNotes(policyQuestions),
      alignColumns(policyRows(policyQuestions, thresholds["policy-qa"])),
      "",
      alignColumns(policyKindRows(policyQuestions)),
      "",
      calibrationText(policyQuestions.calibration),
      "",
      latencyText(policyQuestions.latency),
      "",
    );
  }
  return [...parts, ...verdictLines(report)].join("\n");
}

/** One miss: the question, what should have been said, what was. */
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
    ...(gold.reject.length > 0 ? [`  but not:  ${gold.reject.join(" | ")}`] : []),
    ...gold.evidence.map((piece) => `  evidence: ${piece}`),
    `  answer:   ${answer.status} ${answer.confidence.toFixed(2)} ${onOneLine(answer.answer)}`,
    ...answer.citations.map(({ quote }) => `  cited:    ${onOneLine(quote)}`),
  ].join("\n");
}
