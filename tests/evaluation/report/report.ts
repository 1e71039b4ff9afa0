import { type FactGroup, factGroup, factGroups, type FactResult } from "../facts.ts";
import { SPLITS, type Split } from "../gold.ts";
import { type RefusalPoint, refusalCurve } from "../metrics/refusal-curve.ts";
import { type Failure, failures, type Thresholds } from "../thresholds.ts";
import { type Calibration, calibration, type Latency, latency } from "./measurements.ts";
import type { PolicyReport } from "./policy-report.ts";

export interface FactReport {
  all: FactGroup;
  bySplit: Partial<Record<Split, FactGroup>>;
  byLanguage: Record<string, FactGroup>;
  byTag: Record<string, FactGroup>;
  /** Of confidence, against whether the corpus answers the question. */
  calibration: Calibration;
  /** Null unless there are answerable and unanswerable questions. */
  refusalCurve: RefusalPoint[] | null;
  latency: Latency;
}

/** All that `npm run evaluate` found; `--json` prints it. */
export interface Report {
  facts: FactReport;
  policyQuestions?: PolicyReport;
  thresholds: Thresholds;
  /** Metrics that miss their thresholds: empty when the evaluation passes. */
  failures: Failure[];
}

export function makeReport(
  results: readonly FactResult[],
  policyQuestions: PolicyReport | undefined,
  thresholds: Thresholds,
): Report {
  const facts = factReport(results);
  const failed = SPLITS.flatMap((split) => {
    const [group, bounds] = [facts.bySplit[split], thresholds[split]];
    return group && bounds ? failures(split, group.metrics, bounds) : [];
  });
  const policyBounds = thresholds["policy-qa"];
  if (policyQuestions && policyBounds) failed.push(...failures("policy-qa", policyQuestions.metrics, policyBounds));
  return { facts, ...(policyQuestions && { policyQuestions }), thresholds, failures: failed };
}

function factReport(results: readonly FactResult[]): FactReport {
  const confidences = (answerable: boolean) =>
    results.filter(({ gold }) => gold.answerable === answerable).map(({ answer }) => answer.confidence);
  const [answerable, unanswerable] = [confidences(true), confidences(false)];
  return {
    all: factGroup(results),
    bySplit: Object.fromEntries(factGroups(results, ({ split }) => [split])),
    byLanguage: Object.fromEntries(factGroups(results, ({ lang }) => [lang])),
    byTag: Object.fromEntries(factGroups(results, ({ tags }) => tags)),
    calibration: calibration(
      results.map(({ gold, answer }) => ({
        confidence: answer.confidence,
        happened: gold.answerable,
      })),
    ),
    refusalCurve: answerable.length > 0 && unanswerable.length > 0 ? refusalCurve(answerable, unanswerable) : null,
    latency: latency(results.map(({ milliseconds }) => milliseconds)),
  };
}
