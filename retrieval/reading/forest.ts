import { FeatureMatrix } from "./feature-rows.ts";

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

/** Bits of a mask: the most leaves of a tree. */
const MOST_LEAVES = 32;

/**
 * A forest laid out for evaluation after QuickScorer (Lucchese et al. 2015, "QuickScorer: a Fast Algorithm to Rank
 * Documents with Additive Ensembles of Regression Trees"): not tree by tree but feature by feature. Each node whose test
 * fails strikes the leaves of its left branch off its tree; the first leaf left is the one that a walk would reach.
 * Features that the rows of a group share are looked at once for all of them. They leave few tests that can still matter.
 */
export class CompiledForest {
  readonly #layout: Layout;
  readonly #matrix: FeatureMatrix;

  /**
   * @param features that the code computes, in the order of a row; the forest need not know all of them
   * @throws when it was fitted with others, or has a tree of more than 32 leaves
   */
  constructor(forest: Forest, features: readonly string[]) {
    const columns = forest.features.map((name) => features.indexOf(name));
    if (columns.includes(-1)) throw new Error(`this model was fitted with other features; fit it again: npm run fit`);
    const feature = forest.feature.map((own) => (own < 0 ? own : columns[own]!));
    this.#layout = layOut({ ...forest, features: [...features], feature });
    this.#matrix = new FeatureMatrix(features.length);
  }

  /** For each row of feature values the sum of the trees' leaves; fastest where rows share values. */
  evaluateAll(rows: readonly Float32Array[]): Float64Array {
    const matrix = this.#matrix;
    matrix.clear();
    matrix.beginGroup();
    for (const row of rows) matrix.add(row);
    return this.evaluate(matrix);
  }

  /** The same for each row of a matrix; fastest where the rows of a group share values. */
  evaluate(matrix: FeatureMatrix): Float64Array {
    const sums = new Float64Array(matrix.count);
    for (const [index, from] of matrix.groups.entries()) {
      const to = matrix.groups[index + 1] ?? matrix.count;
      if (from === to) continue;
      specialise(this.#layout, matrix, from, to);
      evaluateGroup(this.#layout, matrix, from, to, sums);
    }
    return sums;
  }
}

interface Layout {
  base: number;
  /** Where in `tests` those of feature f begin; [first[f], first[f + 1]), by threshold. */
  first: Int32Array;
  /** NUMBERS_OF_A_TEST each: the threshold's rank (see rankOf), the tree, the leaves of its left branch, and of its right. */
  tests: Int32Array;
  /** Values of the leaves from left to right, MOST_LEAVES places a tree. */
  leaves: Float32Array;
  /** Leaves that may be reached in each tree: by the rows of a group, and by one of them. */
  shared: Int32Array;
  left: Int32Array;
  /** Features that the rows of a group do not share and that still matter; `varyingCount` of them. */
  varying: Int32Array;
  varyingCount: number;
  /** As `first` and `tests`, of the varying features, and only what can still matter: rank, tree, left branch. */
  firstVarying: Int32Array;
  varyingTests: Int32Array;
}

const NUMBERS_OF_A_TEST = 4;

/** The bits of a float as an integer that is greater where the float is: one array holds all of a test, side by side. */
function rankOf(bits: number): number {
  return bits ^ ((bits >> 31) & 0x7fffffff);
}

/** Strikes off what no row of the group can reach by the features that they share; lists the tests that then still matter. */
function specialise(layout: Layout, { bits, width }: FeatureMatrix, from: number, to: number): void {
  const { first, tests, shared, varying, firstVarying, varyingTests } = layout;
  shared.fill(-1);
  let count = 0;
  for (let feature = 0; feature < width; feature++) {
    const end = first[feature + 1]!;
    if (first[feature] === end) continue;
    const value = bits[from * width + feature]!;
    let same = true;
    for (let row = from + 1, at = row * width + feature; same && row < to; row++, at += width)
      same = bits[at] === value;
    if (!same) {
      varying[count++] = feature;
      continue;
    }
    const rank = rankOf(value);
    for (let test = first[feature]!; test < end; test += NUMBERS_OF_A_TEST)
      shared[tests[test + 1]!]! &= ~tests[rank > tests[test]! ? test + 2 : test + 3]!;
  }
  layout.varyingCount = 0;
  let length = 0;
  for (let at = 0; at < count; at++) {
    const feature = varying[at]!;
    const end = first[feature + 1]!;
    const begins = length;
    for (let test = first[feature]!; test < end; test += NUMBERS_OF_A_TEST) {
      const tree = tests[test + 1]!;
      const reachable = shared[tree]!;
      // Where one branch cannot be reached, the test decides nothing.
      if ((reachable & tests[test + 2]!) === 0 || (reachable & tests[test + 3]!) === 0) continue;
      varyingTests[length] = tests[test]!;
      varyingTests[length + 1] = tree;
      varyingTests[length + 2] = ~tests[test + 2]!;
      length += 3;
    }
    if (length === begins) continue;
    varying[layout.varyingCount] = feature;
    firstVarying[layout.varyingCount++] = begins;
  }
  firstVarying[layout.varyingCount] = length;
}

/** Sums for the rows of the group that the layout has been specialised for. */
function evaluateGroup(layout: Layout, { bits, width }: FeatureMatrix, from: number, to: number, sums: Float64Array) {
  const { base, leaves, shared, left, varying, varyingCount, firstVarying, varyingTests } = layout;
  const treeCount = left.length;
  for (let row = from, offset = from * width; row < to; row++, offset += width) {
    left.set(shared);
    for (let at = 0; at < varyingCount; at++) {
      const rank = rankOf(bits[offset + varying[at]!]!);
      const end = firstVarying[at + 1]!;
      let test = firstVarying[at]!;
      // By threshold: where the fourth fails, those before it do. Each turn of a loop finds out anew where its arrays are.
      for (; test + 12 <= end && rank > varyingTests[test + 9]!; test += 12) {
        left[varyingTests[test + 1]!]! &= varyingTests[test + 2]!;
        left[varyingTests[test + 4]!]! &= varyingTests[test + 5]!;
        left[varyingTests[test + 7]!]! &= varyingTests[test + 8]!;
        left[varyingTests[test + 10]!]! &= varyingTests[test + 11]!;
      }
      for (; test < end && rank > varyingTests[test]!; test += 3)
        left[varyingTests[test + 1]!]! &= varyingTests[test + 2]!;
    }
    let sum = base;
    let tree = 0;
    for (; tree + 4 <= treeCount; tree += 4) {
      const place = tree * MOST_LEAVES;
      sum += leaves[place + firstLeaf(left[tree]!)]!;
      sum += leaves[place + MOST_LEAVES + firstLeaf(left[tree + 1]!)]!;
      sum += leaves[place + 2 * MOST_LEAVES + firstLeaf(left[tree + 2]!)]!;
      sum += leaves[place + 3 * MOST_LEAVES + firstLeaf(left[tree + 3]!)]!;
    }
    for (; tree < treeCount; tree++) sum += leaves[tree * MOST_LEAVES + firstLeaf(left[tree]!)]!;
    sums[row] = sum;
  }
}

/** The leftmost leaf of those left: the lowest bit set. */
function firstLeaf(reachable: number): number {
  return 31 - Math.clz32(reachable & -reachable);
}

function layOut(forest: Forest): Layout {
  const width = forest.features.length;
  const leaves = new Float32Array(forest.roots.length * MOST_LEAVES);
  const tests = forest.roots.flatMap((root, tree) => {
    const found = leavesAndTests(forest, root);
    if (found.leaves.length > MOST_LEAVES)
      throw new Error(`a tree has ${found.leaves.length} leaves, more than ${MOST_LEAVES}`);
    leaves.set(found.leaves, tree * MOST_LEAVES);
    return found.tests.map((test) => ({ ...test, tree }));
  });
  tests.sort((one, other) => one.feature - other.feature || one.threshold - other.threshold);
  const first = new Int32Array(width + 1);
  for (const { feature } of tests) first[feature + 1]! += NUMBERS_OF_A_TEST;
  for (let feature = 0; feature < width; feature++) first[feature + 1]! += first[feature]!;
  // Adding 0 makes −0 0: the two are equal as floats but not in rank.
  const bits = new Int32Array(Float32Array.from(tests, ({ threshold }) => threshold + 0).buffer);
  return {
    base: forest.base,
    first,
    tests: Int32Array.from(
      tests.flatMap(({ tree, leftBranch, rightBranch }, index) => [
        rankOf(bits[index]!),
        tree,
        leftBranch,
        rightBranch,
      ]),
    ),
    leaves,
    shared: new Int32Array(forest.roots.length),
    left: new Int32Array(forest.roots.length),
    varying: new Int32Array(width),
    varyingCount: 0,
    firstVarying: new Int32Array(width + 1),
    varyingTests: new Int32Array(3 * tests.length),
  };
}

interface Test {
  feature: number;
  threshold: number;
  /** Bits of the leaves of either branch. */
  leftBranch: number;
  rightBranch: number;
}

/** A tree's leaves from left to right, and its tests. */
function leavesAndTests(forest: Forest, root: number): { leaves: number[]; tests: Test[] } {
  const leaves: number[] = [];
  const tests: Test[] = [];
  const visit = (node: number): void => {
    const feature = forest.feature[node]!;
    if (feature < 0) {
      leaves.push(forest.threshold[node]!);
      return;
    }
    const first = leaves.length;
    visit(forest.left[node]!);
    const middle = leaves.length;
    visit(forest.right[node]!);
    tests.push({
      feature,
      threshold: Math.fround(forest.threshold[node]!),
      leftBranch: bitsOf(first, middle),
      rightBranch: bitsOf(middle, leaves.length),
    });
  };
  visit(root);
  return { leaves, tests };
}

/** The bits [first, end) of 32. */
function bitsOf(first: number, end: number): number {
  let bits = 0;
  for (let bit = first; bit < end; bit++) bits |= 1 << bit;
  return bits;
}
