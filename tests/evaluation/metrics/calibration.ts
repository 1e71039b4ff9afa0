/** A prediction and what came of it. */
export interface Outcome {
  /** 0 to 1. */
  confidence: number;
  happened: boolean;
}

export interface ReliabilityBin {
  /** Confidences in [from, to), the last bin including 1. */
  from: number;
  to: number;
  count: number;
  meanConfidence: number;
  /** Share of the bin's predictions that came true. */
  observed: number;
}

const BINS = 10;

/** The reliability table: ten bins of equal width, empty ones left out (Guo et al. 2017). */
export function reliability(outcomes: readonly Outcome[]): ReliabilityBin[] {
  const bins = Array.from({ length: BINS }, (_, index) => ({ index, members: [] as Outcome[] }));
  for (const outcome of outcomes)
    bins[Math.min(BINS - 1, Math.floor(outcome.confidence * BINS))]!.members.push(outcome);
  return bins
    .filter(({ members }) => members.length > 0)
    .map(({ index, members }) => ({
      from: index / BINS,
      to: (index + 1) / BINS,
      count: members.length,
      meanConfidence: members.reduce((sum, { confidence }) => sum + confidence, 0) / members.length,
      observed: members.filter(({ happened }) => happened).length / members.length,
    }));
}

/** Expected calibration error, 0 (calibrated) to 1: the gap between confidence and outcome, averaged over predictions. */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return (
    bins.reduce((sum, bin) => sum + bin.count * Math.abs(bin.meanConfidence - bin.observed), 0) / Math.max(1, total)
  );
}
