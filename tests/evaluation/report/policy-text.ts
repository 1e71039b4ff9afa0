import type { SpanMetrics, SpanResult } from "../spans.ts";
import { type Bounds, boundText } from "../thresholds.ts";
import { formatShare, formatTime, onOneLine } from "./format.ts";
import type { PolicyMetrics, PolicyReport } from "./policy-report.ts";

const SPAN_ROWS: [keyof SpanMetrics, string][] = [
  ["rightArticleFirst", "right article first"],
  ["shownHit200", "hit@200 of what is shown"],
  ["hit200", "hit@200 of answers alone"],
  ["hit120", "hit@120"],
  ["rougeL", "ROUGE-L"],
  ["refused", "refused"],
  ["refusedWithout", "articles taken out: refused"],
  ["rejectionAtTenPercent", "the same at 10 % false refusal"],
  ["areaUnderCurve", "the same, AUROC"],
  ["verbatim", "verbatim"],
];

/** The policy questions' metrics next to their targets: header first. */
export function policyRows(report: PolicyReport, bounds: Bounds<keyof PolicyMetrics> | undefined): string[][] {
  const { metrics, crossValidated, refusingNothing, shipped } = report;
  const columns: [string, SpanMetrics][] = [
    ...(crossValidated ? [["cross-validated", crossValidated] as [string, SpanMetrics]] : []),
    ...(refusingNothing ? [["threshold 0", refusingNothing] as [string, SpanMetrics]] : []),
    ["shipped models", shipped],
  ];
  const whole = (metric: keyof PolicyMetrics, label: string, value: string) => [
    label,
    boundText(metric, bounds),
    value,
    ...columns.slice(1).map(() => ""),
  ];
  return [
    ["", "target", ...columns.map(([name]) => name)],
    ...SPAN_ROWS.map(([metric, label]) => [
      label,
      boundText(metric, bounds),
      ...columns.map(([, values]) => formatShare(values[metric])),
    ]),
    whole("ndcg10", "nDCG@10 of passages, documents alone", formatShare(metrics.ndcg10)),
    whole("p50Milliseconds", "time per answer, p50", formatTime(metrics.p50Milliseconds)),
  ];
}

/** The metrics that count, by the kind of answer asked for: header first. */
export function policyKindRows({ byKind }: PolicyReport): string[][] {
  return [
    ["asked for", "questions", "right article", "hit@200", "ROUGE-L", "refused"],
    ...Object.entries(byKind).map(([kind, { questions, metrics }]) => [
      kind,
      String(questions),
      ...[metrics.rightArticleFirst, metrics.hit200, metrics.rougeL, metrics.refused].map(formatShare),
    ]),
  ];
}

/** What was asked of what, and which of the figures flatter. */
export function policyNotes({ questions, passages, crossValidated }: PolicyReport): string[] {
  return [
    `${questions} questions over ${passages} passages.`,
    crossValidated
      ? "Counted is cross-validation: five folds by article, a refused question has no answer, lexical evidence alone."
      : "In-sample: the models that ship were fitted on these questions, so all figures flatter but nDCG, time and verbatim.",
    ...(crossValidated ? ["The shipped models were fitted on these questions: their column flatters."] : []),
  ];
}

export function policyMissText({ gold, answer, refused, rightArticleFirst }: SpanResult): string {
  const fault = refused ? "refused" : rightArticleFirst ? "other place" : "other article";
  return [
    `${gold.id}: ${fault}`,
    `  question: ${gold.question}`,
    `  expected: ${onOneLine(gold.answer)}`,
    `  answer:   ${answer.status} ${answer.confidence.toFixed(2)} ${onOneLine(answer.answer)}`,
  ].join("\n");
}
