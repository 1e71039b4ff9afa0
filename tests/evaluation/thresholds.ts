import { z } from "zod";

const share = z.number().min(0).max(1).optional();

/** Least values (`atLeast`) and greatest ones (`atMost`) that pass, each for the metrics of one table. */
function boundsOf<const Metric extends Record<string, z.ZodType<number | undefined>>>(metrics: Metric) {
  const bounds = z.strictObject(metrics);
  return z.strictObject({ atLeast: bounds.optional(), atMost: bounds.optional() });
}

const factBounds = boundsOf({
  answerAccuracy: share,
  evidenceRecall: share,
  citationPrecision: share,
  rejection: share,
  falseRefusal: share,
  verbatim: share,
});

const policyBounds = boundsOf({
  rightArticleFirst: share,
  hit200: share,
  shownHit200: share,
  hit120: share,
  rougeL: share,
  ndcg10: share,
  refused: share,
  refusedWithout: share,
  rejectionAtTenPercent: share,
  areaUnderCurve: share,
  verbatim: share,
  p50Milliseconds: z.number().positive().optional(),
});

/** The file beside the gold questions: bounds for each split of them, and for the policy questions. */
export const thresholdsSchema = z.strictObject({
  given: factBounds.optional(),
  dev: factBounds.optional(),
  "held-out": factBounds.optional(),
  "policy-qa": policyBounds.optional(),
});
export type Thresholds = z.infer<typeof thresholdsSchema>;

/** The bounds of one table, by metric. */
export interface Bounds<Metric extends string = string> {
  atLeast?: Partial<Record<Metric, number | undefined>> | undefined;
  atMost?: Partial<Record<Metric, number | undefined>> | undefined;
}

export interface Failure {
  table: string;
  metric: string;
  value: number;
  bound: "at least" | "at most";
  threshold: number;
}

/** The metrics that miss their bounds. One that the questions at hand do not show (null) is not a failure. */
export function failures<Metric extends string>(
  table: string,
  metrics: Readonly<Record<Metric, number | null>>,
  { atLeast, atMost }: Bounds<Metric>,
): Failure[] {
  const check = (
    limits: Bounds<Metric>["atLeast"],
    bound: Failure["bound"],
    misses: (value: number, threshold: number) => boolean,
  ) =>
    (Object.entries(limits ?? {}) as [Metric, number][]).flatMap(([metric, threshold]): Failure[] => {
      const value = metrics[metric];
      return value !== null && misses(value, threshold) ? [{ table, metric, value, bound, threshold }] : [];
    });
  return [
    ...check(atLeast, "at least", (value, threshold) => value < threshold),
    ...check(atMost, "at most", (value, threshold) => value > threshold),
  ];
}

/** A bound in short, such as «≥ 0.95»; empty where the metric has none. */
export function boundText<Metric extends string>(metric: Metric, bounds: Bounds<Metric> | undefined): string {
  const [least, most] = [bounds?.atLeast?.[metric], bounds?.atMost?.[metric]];
  return [...(least === undefined ? [] : [`≥ ${least}`]), ...(most === undefined ? [] : [`≤ ${most}`])].join(" ");
}
