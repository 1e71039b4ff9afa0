/** Arithmetic mean; null when there is nothing to average. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The share of `values` that are true; null when there are none. */
export function share(values: readonly boolean[]): number | null {
  return mean(values.map(Number));
}

/** Nearest-rank percentile, `percent` in (0, 100]; null when there are no values. */
export function percentile(values: readonly number[], percent: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? null;
}
