import { expectedCalibrationError, type Outcome, type ReliabilityBin, reliability } from "../metrics/calibration.ts";
import { percentile } from "../metrics/statistics.ts";

export interface Calibration {
  expectedError: number;
  bins: ReliabilityBin[];
}

export function calibration(outcomes: readonly Outcome[]): Calibration {
  const bins = reliability(outcomes);
  return { expectedError: expectedCalibrationError(bins), bins };
}

/** Milliseconds from question to answer. */
export interface Latency {
  p50: number | null;
  p95: number | null;
  p99: number | null;
}

export function latency(milliseconds: readonly number[]): Latency {
  return {
    p50: percentile(milliseconds, 50),
    p95: percentile(milliseconds, 95),
    p99: percentile(milliseconds, 99),
  };
}
