import { readFileSync } from "node:fs";

/** A logistic model: weights of features, by name, and a bias. */
export interface LinearModel {
  features: string[];
  weights: number[];
  bias: number;
}

/** Log-odds, bounded: what the models never say with more certainty than 1 in 1,000. */
export function logOdds(probability: number): number {
  return Math.log((probability + 1e-3) / (1 - probability + 1e-3));
}

const shipped = new Map<string, readonly number[]>();

/**
 * The weights of a model that ships, read on first use.
 *
 * @param command what fits it
 * @throws Error when it was fitted with other features than the code has
 */
export function shippedWeights(file: URL, features: readonly string[], command: string): readonly number[] {
  const known = shipped.get(file.href);
  if (known !== undefined) return known;
  const model = JSON.parse(readFileSync(file, "utf8")) as LinearModel;
  if (model.features.join() !== features.join())
    throw new Error(`${file.pathname} was fitted with other features; fit it again: ${command}`);
  shipped.set(file.href, model.weights);
  return model.weights;
}
