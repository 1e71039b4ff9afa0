/** Refusing every confidence below a threshold: what it costs and what it gains. */
export interface RefusalPoint {
  threshold: number;
  /** Share of answerable questions refused. */
  falseRefusal: number;
  /** Share of unanswerable questions refused. */
  rejection: number;
}

/**
 * The trade-off as the threshold rises through every confidence seen: the ROC curve of refusing.
 * Starts at (0, 0) and ends at (1, 1). Both lists must hold at least one confidence.
 */
export function refusalCurve(answerable: readonly number[], unanswerable: readonly number[]): RefusalPoint[] {
  const thresholds = [...new Set([...answerable, ...unanswerable])].sort((a, b) => a - b);
  const shareBelow = (confidences: readonly number[], threshold: number) =>
    confidences.filter((confidence) => confidence < threshold).length / confidences.length;
  return [...thresholds, Infinity].map((threshold) => ({
    threshold,
    falseRefusal: shareBelow(answerable, threshold),
    rejection: shareBelow(unanswerable, threshold),
  }));
}

/**
 * Area under the curve, 0 to 1: the chance that an unanswerable question gets less confidence than an answerable one,
 * ties counting half (Hanley and McNeil 1982). The curve's straight lines between points give ties their half.
 */
export function areaUnderCurve(curve: readonly RefusalPoint[]): number {
  return curve.slice(1).reduce((area, point, index) => {
    const previous = curve[index]!;
    return area + ((point.falseRefusal - previous.falseRefusal) * (point.rejection + previous.rejection)) / 2;
  }, 0);
}

/** The largest share of unanswerable questions refused while at most `falseRefusal` of the answerable ones are. */
export function rejectionAt(falseRefusal: number, curve: readonly RefusalPoint[]): number {
  return Math.max(...curve.filter((point) => point.falseRefusal <= falseRefusal).map((point) => point.rejection));
}
