/** A logistic model: weights of features, by name, and a bias. */
export interface LinearModel {
  features: string[];
  weights: number[];
  bias: number;
}
