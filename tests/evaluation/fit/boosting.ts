import type { Forest } from "../../../retrieval/reading/forest.ts";
import { BINS, binEdges, binRows } from "./bins.ts";
import { Draw } from "./draw.ts";
import { baseScore, differentiate, type Loss } from "./losses.ts";

/**
 * Gradient boosting of regression trees grown leaf by leaf on histograms (Friedman 2001; Ke et al. 2017, LightGBM), with
 * second-order leaf values (Chen and Guestrin 2016), each tree of a part of the features (Ho 1998) and on a part of the rows
 * (Friedman 2002, "Stochastic gradient boosting"). Deterministic: parts are drawn by a generator that always begins alike.
 */
export interface BoostingOptions {
  loss: Loss;
  trees: number;
  leaves: number;
  shrinkage: number;
  /** Fewest rows in a leaf. */
  leafRows: number;
  /** L2 penalty on leaf values. */
  penalty: number;
  /** Share of the features that a tree may test; all by default. */
  featureShare?: number;
  /** Share of the groups whose rows a tree is grown on; all by default. */
  groupShare?: number;
}

/** Rows of features, row-major, with a target and a weight each. */
export interface TrainingSet {
  features: string[];
  rows: Float32Array;
  targets: Float32Array;
  weights: Float32Array;
  /** First row of each group, ascending from 0: rows of one question are alike. */
  groups: Uint32Array;
}

interface Split {
  gain: number;
  feature: number;
  bin: number;
}

interface Leaf {
  rows: Uint32Array;
  gradient: number;
  hessian: number;
  histogram: Float64Array;
  split: Split;
  node: number;
}

export function fitForest(set: TrainingSet, options: BoostingOptions): Forest {
  return new Booster(set, options).fit();
}

class Booster {
  #set: TrainingSet;
  #options: BoostingOptions;
  #width: number;
  #count: number;
  #edges: Float32Array[];
  /** Bin of each value, row by row: a histogram goes through memory once. */
  #binned: Uint8Array;
  #scores: Float64Array;
  #gradients: Float64Array;
  #hessians: Float64Array;
  #forest: Forest;
  /** The features that the tree being grown may test. */
  #offered: number[] = [];
  #features: Draw;
  #groups: Draw;

  constructor(set: TrainingSet, options: BoostingOptions) {
    this.#set = set;
    this.#options = options;
    this.#width = set.features.length;
    this.#count = set.targets.length;
    this.#edges = Array.from({ length: this.#width }, (_, feature) => binEdges(set.rows, this.#width, feature));
    this.#binned = binRows(set.rows, this.#edges);
    this.#gradients = new Float64Array(this.#count);
    this.#hessians = new Float64Array(this.#count);
    const base = baseScore(options.loss, set);
    this.#scores = new Float64Array(this.#count).fill(base);
    this.#features = new Draw(this.#width, options.featureShare ?? 1);
    this.#groups = new Draw(set.groups.length, options.groupShare ?? 1);
    this.#forest = { features: set.features, roots: [], feature: [], threshold: [], left: [], right: [], base };
  }

  fit(): Forest {
    for (let tree = 0; tree < this.#options.trees; tree++) {
      differentiate(this.#options.loss, this.#set, this.#scores, this.#gradients, this.#hessians);
      this.#offered = this.#features.next();
      this.#growTree();
    }
    return this.#forest;
  }

  #growTree(): void {
    const isGrownOn = this.#drawRows();
    const root = this.#newLeaf(rowsWhere(isGrownOn, 1));
    this.#forest.roots.push(root.node);
    const leaves = [root];
    while (leaves.length < this.#options.leaves) {
      let best = 0;
      for (let index = 1; index < leaves.length; index++)
        if (leaves[index]!.split.gain > leaves[best]!.split.gain) best = index;
      if (leaves[best]!.split.gain <= 0) break;
      leaves.push(...this.#divide(leaves.splice(best, 1)[0]!));
    }
    for (const leaf of leaves) this.#settle(leaf);
    for (const row of rowsWhere(isGrownOn, 0)) this.#scores[row]! += this.#walk(root.node, row);
  }

  /** By row: 1 where the tree is grown on it. */
  #drawRows(): Uint8Array {
    const { groups } = this.#set;
    const drawn = new Uint8Array(this.#count);
    for (const group of this.#groups.next()) drawn.fill(1, groups[group], groups[group + 1] ?? this.#count);
    return drawn;
  }

  /** The value of the leaf that a row comes to from a node. */
  #walk(node: number, row: number): number {
    const { feature, threshold, left, right } = this.#forest;
    const { rows } = this.#set;
    let at = node;
    while (feature[at]! >= 0) at = rows[row * this.#width + feature[at]!]! <= threshold[at]! ? left[at]! : right[at]!;
    return threshold[at]!;
  }

  #newLeaf(rows: Uint32Array, histogram = this.#histogramOf(rows)): Leaf {
    let gradient = 0;
    let hessian = 0;
    for (const row of rows) {
      gradient += this.#gradients[row]!;
      hessian += this.#hessians[row]!;
    }
    const node = this.#forest.feature.length;
    this.#forest.feature.push(-1);
    this.#forest.threshold.push(0);
    this.#forest.left.push(-1);
    this.#forest.right.push(-1);
    const leaf: Leaf = { rows, gradient, hessian, histogram, node, split: { gain: 0, feature: -1, bin: -1 } };
    leaf.split = this.#bestSplit(leaf);
    return leaf;
  }

  /** Per feature and bin: sum of gradients, of hessians, count. */
  #histogramOf(rows: Uint32Array): Float64Array {
    const histogram = new Float64Array(this.#width * BINS * 3);
    const [binned, width, gradients, hessians] = [this.#binned, this.#width, this.#gradients, this.#hessians];
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index]!;
      const gradient = gradients[row]!;
      const hessian = hessians[row]!;
      for (let from = row * width, feature = 0; feature < width; feature++) {
        const at = (feature * BINS + binned[from + feature]!) * 3;
        histogram[at]! += gradient;
        histogram[at + 1]! += hessian;
        histogram[at + 2]! += 1;
      }
    }
    return histogram;
  }

  #bestSplit(leaf: Leaf): Split {
    const { penalty, leafRows } = this.#options;
    const worth = (gradient: number, hessian: number) => (gradient * gradient) / (hessian + penalty);
    const whole = worth(leaf.gradient, leaf.hessian);
    const best: Split = { gain: 0, feature: -1, bin: -1 };
    for (const feature of this.#offered) {
      let gradient = 0;
      let hessian = 0;
      let count = 0;
      for (let bin = 0; bin < this.#edges[feature]!.length; bin++) {
        const at = (feature * BINS + bin) * 3;
        gradient += leaf.histogram[at]!;
        hessian += leaf.histogram[at + 1]!;
        count += leaf.histogram[at + 2]!;
        if (count < leafRows) continue;
        if (leaf.rows.length - count < leafRows) break;
        const gain = worth(gradient, hessian) + worth(leaf.gradient - gradient, leaf.hessian - hessian) - whole;
        if (gain > best.gain + 1e-12) Object.assign(best, { gain, feature, bin });
      }
    }
    return best;
  }

  #divide(leaf: Leaf): [Leaf, Leaf] {
    const { feature, bin } = leaf.split;
    const binOf = (row: number) => this.#binned[row * this.#width + feature]!;
    const left = leaf.rows.filter((row) => binOf(row) <= bin);
    const right = leaf.rows.filter((row) => binOf(row) > bin);
    // The larger child's histogram is the parent's less the smaller one's.
    const small = this.#histogramOf(left.length < right.length ? left : right);
    const large = leaf.histogram;
    for (let at = 0; at < large.length; at++) large[at]! -= small[at]!;
    const leftLeaf = this.#newLeaf(left, left.length < right.length ? small : large);
    const rightLeaf = this.#newLeaf(right, left.length < right.length ? large : small);
    this.#forest.feature[leaf.node] = feature;
    this.#forest.threshold[leaf.node] = this.#edges[feature]![bin]!;
    this.#forest.left[leaf.node] = leftLeaf.node;
    this.#forest.right[leaf.node] = rightLeaf.node;
    return [leftLeaf, rightLeaf];
  }

  #settle(leaf: Leaf): void {
    const value = (-leaf.gradient / (leaf.hessian + this.#options.penalty)) * this.#options.shrinkage;
    this.#forest.threshold[leaf.node] = value;
    for (const row of leaf.rows) this.#scores[row]! += value;
  }
}

function rowsWhere(marks: Uint8Array, mark: number): Uint32Array {
  const rows: number[] = [];
  for (let row = 0; row < marks.length; row++) if (marks[row] === mark) rows.push(row);
  return Uint32Array.from(rows);
}
