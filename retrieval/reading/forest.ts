/** Gradient-boosted regression trees as flat arrays, the form in which a fitted model is kept and evaluated. */
export interface Forest {
  /** Names of the features in the order of a row. A model is refused when they are not those of the code. */
  features: string[];
  /** Index of each tree's root node. */
  roots: number[];
  /** Feature tested by each node; -1 for a leaf. */
  feature: number[];
  /** A node's threshold (go left when value <= threshold), or a leaf's value. */
  threshold: number[];
  /** Child nodes. */
  left: number[];
  right: number[];
  /** Added to the sum of the leaves. */
  base: number;
}

/** A forest laid out for evaluation. */
export class CompiledForest {
  #roots: Int32Array;
  #feature: Int32Array;
  #threshold: Float32Array;
  #left: Int32Array;
  #right: Int32Array;
  #base: number;

  /** Throws when the model was fitted with other features than the code computes. */
  constructor(forest: Forest, features: readonly string[]) {
    if (forest.features.join() !== features.join()) {
      throw new Error(`this model was fitted with other features; fit it again: npm run fit`);
    }
    this.#roots = Int32Array.from(forest.roots);
    this.#feature = Int32Array.from(forest.feature);
    this.#threshold = Float32Array.from(forest.threshold);
    this.#left = Int32Array.from(forest.left);
    this.#right = Int32Array.from(forest.right);
    this.#base = forest.base;
  }

  /** The sum of the trees' leaves for one row of feature values. */
  evaluate(row: Float32Array): number {
    let sum = this.#base;
    for (let tree = 0; tree < this.#roots.length; tree++) {
      let node = this.#roots[tree]!;
      while (this.#feature[node]! >= 0) {
        node = row[this.#feature[node]!]! <= this.#threshold[node]! ? this.#left[node]! : this.#right[node]!;
      }
      sum += this.#threshold[node]!;
    }
    return sum;
  }
}
