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

/** A forest laid out for evaluation: trees one after the other, the two children of a node side by side. */
export class CompiledForest {
  readonly #roots: Int32Array;
  readonly #feature: Int32Array;
  readonly #threshold: Float32Array;
  /** The left child; the right one follows it. */
  readonly #child: Int32Array;
  readonly #base: number;

  /** Throws when the model was fitted with other features than the code computes. */
  constructor(forest: Forest, features: readonly string[]) {
    if (forest.features.join() !== features.join()) {
      throw new Error(`this model was fitted with other features; fit it again: npm run fit`);
    }
    const order = forest.roots.slice();
    const child: number[] = [];
    for (let at = 0; at < order.length; at++) {
      const node = order[at]!;
      if (forest.feature[node]! < 0) continue;
      child[at] = order.length;
      order.push(forest.left[node]!, forest.right[node]!);
    }
    this.#roots = Int32Array.from(forest.roots.keys());
    this.#feature = Int32Array.from(order, (node) => forest.feature[node]!);
    this.#threshold = Float32Array.from(order, (node) => forest.threshold[node]!);
    this.#child = Int32Array.from(order, (_, at) => child[at] ?? 0);
    this.#base = forest.base;
  }

  /** The sum of the trees' leaves for one row of feature values. */
  evaluate(row: Float32Array): number {
    return this.evaluateAll([row])[0]!;
  }

  /** The same for many rows, tree by tree: the nodes of a tree stay in the processor's cache. */
  evaluateAll(rows: readonly Float32Array[]): Float64Array {
    const [feature, threshold, child] = [this.#feature, this.#threshold, this.#child];
    const sums = new Float64Array(rows.length).fill(this.#base);
    for (const root of this.#roots) {
      for (let index = 0; index < rows.length; index++) {
        const row = rows[index]!;
        let node = root;
        for (let tested = feature[node]!; tested >= 0; tested = feature[node]!)
          node = child[node]! + (row[tested]! <= threshold[node]! ? 0 : 1);
        sums[index]! += threshold[node]!;
      }
    }
    return sums;
  }
}
