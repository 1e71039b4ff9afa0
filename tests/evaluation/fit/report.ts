import { areaUnderCurve, refusalCurve, rejectionAt } from "../metrics/refusal-curve.ts";
import { mean, share } from "../metrics/statistics.ts";
import type { CrossValidatedResult } from "./cross-validation.ts";

/** What cross-validation shows, as text; with `misses`, the questions whose answer was not among the first 200 characters shown. */
export function crossValidationTable(results: readonly CrossValidatedResult[], misses: boolean): string {
  const curve = refusalCurve(
    results.map(({ confidence }) => confidence),
    results.map(({ confidenceWithout }) => confidenceWithout),
  );
  const sorted = results.map(({ confidence }) => confidence).sort((a, b) => a - b);
  const rows: [string, number | null][] = [
    ["right article first", share(results.map((result) => result.rightArticleFirst))],
    ["hit@200", share(results.flatMap(({ hit200 }) => hit200 ?? []))],
    ["hit@120", share(results.flatMap(({ hit120 }) => hit120 ?? []))],
    ["ROUGE-L", mean(results.map((result) => result.rougeL))],
    ["refused at 10 % false refusal", rejectionAt(0.1, curve)],
    ["AUROC of refusal", areaUnderCurve(curve)],
    ["confidence below which 10 % are refused", sorted[Math.floor(sorted.length / 10)] ?? null],
  ];
  const byKind = new Map<string, number[]>();
  for (const { example, rougeL } of results) {
    const { kind } = example.present.question;
    byKind.set(kind, [...(byKind.get(kind) ?? []), rougeL]);
  }
  const kinds = [...byKind].map(([kind, scores]) => `${kind} ${scores.length}: ${mean(scores)!.toFixed(2)}`);
  const missed = misses ? results.filter(({ hit200 }) => hit200 === false).map(missText) : [];
  return [
    ...missed,
    `${results.length} questions`,
    ...rows.map(([name, value]) => `${name.padEnd(42)}${value?.toFixed(3) ?? "-"}`),
    `ROUGE-L by kind  ${kinds.join("  ")}`,
  ].join("\n");
}

function missText({ example, answer, rightArticleFirst, confidence }: CrossValidatedResult): string {
  const { question, answer: wanted } = example.gold;
  return `${rightArticleFirst ? "place  " : "article"} ${confidence.toFixed(2)} ${example.present.question.kind} ${question}\n    wanted ${wanted.slice(0, 120)}\n    given  ${answer.slice(0, 160)}`;
}
