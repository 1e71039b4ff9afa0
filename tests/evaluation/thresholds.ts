import { z } from "zod";

const bounds = z.record(z.string(), z.number().min(0).max(1));

/** Bounds of a table: metric to the least, or the greatest, value that passes. */
const boundsSchema = z.strictObject({ atLeast: bounds.default({}), atMost: bounds.default({}) });
export type Bounds = z.infer<typeof boundsSchema>;

/** The file beside the gold questions: bounds for each split of them, and for the policy questions. */
export const thresholdsSchema = z.strictObject({
  given: boundsSchema.optional(),
  dev: boundsSchema.optional(),
  "held-out": boundsSchema.optional(),
  "policy-qa": boundsSchema.optional(),
});
export type Thresholds = z.infer<typeof thresholdsSchema>;

/** What is bounded: metrics by name; null where the questions at hand do not show the metric. */
export type Metrics = Readonly<Record<string, number | null>>;

export interface Failure {
  table: string;
  metric: string;
  value: number;
  bound: "at least" | "at most";
  threshold: number;
}

/**
 * The metrics that miss their bounds. A metric that could not be measured is not a failure; one that does not exist is a
 * mistake in the thresholds.
 *
 * @throws RangeError when a threshold names no metric of the table
 */
export function failures(table: string, metrics: Metrics, { atLeast, atMost }: Bounds): Failure[] {
  const check = (
    limits: Record<string, number>,
    bound: Failure["bound"],
    misses: (value: number, threshold: number) => boolean,
  ) =>
    Object.entries(limits).flatMap(([metric, threshold]): Failure[] => {
      const value = metrics[metric];
      if (value === undefined) {
        const known = Object.keys(metrics).join(", ");
        throw new RangeError(`thresholds.json: "${metric}" is no metric of ${table}: take one of ${known}.`);
      }
      return value !== null && misses(value, threshold) ? [{ table, metric, value, bound, threshold }] : [];
    });
  return [
    ...check(atLeast, "at least", (value, threshold) => value < threshold),
    ...check(atMost, "at most", (value, threshold) => value > threshold),
  ];
}
