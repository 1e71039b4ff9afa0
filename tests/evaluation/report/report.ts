import { type FactMetrics, factMetrics, factMetricsBy, type FactResult } from "../facts.ts";
import { SPLITS, type Split } from "../gold.ts";
import { expectedCalibrationError, type Outcome, type ReliabilityBin, reliability } from "../metrics/calibration.ts";
import { type RefusalPoint, refusalCurve } from "../metrics/refusal-curve.ts";
import { percentile } from "../metrics/statistics.ts";
import { type SpanMetrics, spanMetrics, spanOutcomes, spanRefusalCurve, type SpanResult } from "../spans.ts";
import { type Failure, failures, type Thresholds } from "../thresholds.ts";

export interface Calibration {
  expectedError: number;
  bins: ReliabilityBin[];
}

/** Milliseconds from question to answer. */
export interface Latency {
  p50: number | null;
  p95: number | null;
  p99: number | null;
}

export interface FactGroup {
  questions: number;
  metrics: FactMetrics;
}

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

export interface SpanReport {
  questions: number;
  metrics: SpanMetrics;
  calibration: Calibration;
  refusalCurve: RefusalPoint[];
  latency: Latency;
}

/** All that `npm run evaluate` found; `--json` prints it. */
export interface Report {
  facts: FactReport;
  policyQuestions?: SpanReport;
  /** Metrics that miss their thresholds: empty when the evaluation passes. */
  failures: Failure[];
}

export function factReport(results: readonly FactResult[]): FactReport {
  const bySplit = Object.fromEntries(factMetricsBy(results, ({ split }) => [split]));
  const confidences = (answerable: boolean) =>
    results.filter(({ gold }) => gold.answerable === answerable).map(({ answer }) => answer.confidence);
  const [answerable, unanswerable] = [confidences(true), confidences(false)];
  return {
    all: { questions: results.length, metrics: factMetrics(results) },
    bySplit,
    byLanguage: Object.fromEntries(factMetricsBy(results, ({ lang }) => [lang])),
    byTag: Object.fromEntries(factMetricsBy(results, ({ tags }) => tags)),
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

export function spanReport(results: readonly SpanResult[], ndcg10: number | null): SpanReport {
  return {
    questions: results.length,
    metrics: spanMetrics(results, ndcg10),
    calibration: calibration(spanOutcomes(results)),
    refusalCurve: spanRefusalCurve(results),
    latency: latency(results.map(({ milliseconds }) => milliseconds)),
  };
}

/** @throws RangeError when a threshold names no metric */
export function thresholdFailures(
  facts: FactReport,
  policyQuestions: SpanReport | undefined,
  thresholds: Thresholds,
): Failure[] {
  const bounded = SPLITS.flatMap((split) => {
    const [group, bounds] = [facts.bySplit[split], thresholds[split]];
    return group && bounds ? failures(split, group.metrics, bounds) : [];
  });
  const bounds = thresholds["policy-qa"];
  return policyQuestions && bounds ? [...bounded, ...failures("policy-qa", policyQuestions.metrics, bounds)] : bounded;
}

function calibration(outcomes: readonly Outcome[]): Calibration {
  const bins = reliability(outcomes);
  return { expectedError: expectedCalibrationError(bins), bins };
}

function latency(milliseconds: readonly number[]): Latency {
  return {
    p50: percentile(milliseconds, 50),
    p95: percentile(milliseconds, 95),
    p99: percentile(milliseconds, 99),
  };
}
