/**
 * `squared` and `logistic` of each row; `listwise`: cross-entropy between the targets of a group, as shares of their sum,
 * and the softmax of its scores (ListNet, Cao et al. 2007; with graded targets, Bruch 2021, "An Alternative Cross Entropy
 * Loss for Learning-to-Rank"). A weight is then how many rows alike one stands for.
 */
export type Loss = "squared" | "logistic" | "listwise";

/** What is wanted of each row, and how much it counts. */
interface Wanted {
  targets: Float32Array;
  weights: Float32Array;
  /** First row of each group, ascending from 0. */
  groups: Uint32Array;
}

/** The score that all rows begin with. */
export function baseScore(loss: Loss, { targets, weights }: Wanted): number {
  // Only differences within a group count.
  if (loss === "listwise") return 0;
  const weight = weights.reduce((sum, one) => sum + one, 0);
  const total = targets.reduce((sum, target, row) => sum + target * weights[row]!, 0);
  const mean = total / Math.max(1e-9, weight);
  return loss === "squared" ? mean : Math.log(Math.max(1e-6, mean) / Math.max(1e-6, 1 - mean));
}

/** Sets the first and second derivatives of the loss at the scores, row by row. */
export function differentiate(
  loss: Loss,
  wanted: Wanted,
  scores: Float64Array,
  gradients: Float64Array,
  hessians: Float64Array,
): void {
  if (loss === "listwise") return differentiateLists(wanted, scores, gradients, hessians);
  const { targets, weights } = wanted;
  for (let row = 0; row < targets.length; row++) {
    if (loss === "squared") {
      gradients[row] = (scores[row]! - targets[row]!) * weights[row]!;
      hessians[row] = weights[row]!;
    } else {
      const probability = 1 / (1 + Math.exp(-scores[row]!));
      gradients[row] = (probability - targets[row]!) * weights[row]!;
      hessians[row] = Math.max(1e-6, probability * (1 - probability)) * weights[row]!;
    }
  }
}

/** A group without a target above 0 teaches nothing. */
function differentiateLists(
  { targets, weights, groups }: Wanted,
  scores: Float64Array,
  gradients: Float64Array,
  hessians: Float64Array,
): void {
  for (const [group, from] of groups.entries()) {
    const to = groups[group + 1] ?? targets.length;
    let [wanted, top, total] = [0, -Infinity, 0];
    for (let row = from; row < to; row++) {
      wanted += targets[row]! * weights[row]!;
      top = Math.max(top, scores[row]!);
    }
    for (let row = from; row < to; row++) total += weights[row]! * Math.exp(scores[row]! - top);
    for (let row = from; row < to; row++) {
      const share = (weights[row]! * Math.exp(scores[row]! - top)) / total;
      gradients[row] = wanted > 0 ? share - (weights[row]! * targets[row]!) / wanted : 0;
      hessians[row] = wanted > 0 ? share * (1 - share) : 0;
    }
  }
}
