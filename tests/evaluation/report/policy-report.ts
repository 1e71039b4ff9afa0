import type { RefusalPoint } from "../metrics/refusal-curve.ts";
import {
  refuseBelow,
  type SpanMetrics,
  spanMetrics,
  spanOutcomes,
  spanRefusalCurve,
  type SpanResult,
  spanResultsByKind,
  type TimedSpanResult,
} from "../spans.ts";
import { type Calibration, calibration, type Latency, latency } from "./measurements.ts";

/** What was measured on policy questions. */
export interface PolicyResults {
  /** Passages that the questions were asked of. */
  passages: number;
  ndcg10: number | null;
  /** By models that never saw the article, refusing nothing for lack of confidence; absent when that was not asked for. */
  crossValidated?: readonly SpanResult[];
  /** By the models that ship. */
  shipped: readonly TimedSpanResult[];
  /** 0 to 1: below this confidence a question is refused. */
  refusalThreshold: number;
}

/** Metrics of the policy questions that thresholds may bound; null where there was nothing to measure. */
export type PolicyMetrics = SpanMetrics & { ndcg10: number | null; p50Milliseconds: number | null };

export interface PolicyReport {
  questions: number;
  passages: number;
  /** Those that count: by cross-validation when that was run, else of the models that ship. */
  metrics: PolicyMetrics;
  /** Refusals count as they would in use: as answers that show nothing. */
  crossValidated?: SpanMetrics;
  /** The same answers, refusing none for lack of confidence. */
  refusingNothing?: SpanMetrics;
  /** In-sample where the questions are those that the models were fitted on. */
  shipped: SpanMetrics;
  /** By the kind of answer asked for; this and what follows of the results that count. */
  byKind: Record<string, { questions: number; metrics: SpanMetrics }>;
  calibration: Calibration;
  refusalCurve: RefusalPoint[];
  /** Of the models that ship. */
  latency: Latency;
}

/** The results that count: by cross-validation when that was run, refusing as in use. */
export function countedResults({ crossValidated, shipped, refusalThreshold }: PolicyResults): readonly SpanResult[] {
  return crossValidated === undefined ? shipped : refuseBelow(refusalThreshold, crossValidated);
}

export function policyReport(results: PolicyResults): PolicyReport {
  const { crossValidated, shipped, ndcg10, passages } = results;
  const counted = countedResults(results);
  const time = latency(shipped.map(({ milliseconds }) => milliseconds));
  const metrics = spanMetrics(counted);
  const byKind = [...spanResultsByKind(counted)].map(
    ([kind, members]) => [kind, { questions: members.length, metrics: spanMetrics(members) }] as const,
  );
  return {
    questions: shipped.length,
    passages,
    metrics: { ...metrics, ndcg10, p50Milliseconds: time.p50 },
    ...(crossValidated && { crossValidated: metrics, refusingNothing: spanMetrics(crossValidated) }),
    shipped: spanMetrics(shipped),
    byKind: Object.fromEntries(byKind),
    calibration: calibration(spanOutcomes(counted)),
    refusalCurve: spanRefusalCurve(counted),
    latency: time,
  };
}
