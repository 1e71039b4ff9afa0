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

/** Rows of feature values, zero at first, side by side in memory: an array of its own for each row costs more than to fill it. */
export class FeatureRows {
  readonly #width: number;
  #chunk = new Float32Array(0);
  #used = 0;

  constructor(width: number) {
    this.#width = width;
  }

  next(): Float32Array {
    if (this.#used === this.#chunk.length) {
      this.#chunk = new Float32Array(ROWS_OF_A_CHUNK * this.#width);
      this.#used = 0;
    }
    const first = this.#used;
    this.#used += this.#width;
    // Half the time of `subarray`, which first looks for another class to make.
    return new Float32Array(this.#chunk.buffer, first * Float32Array.BYTES_PER_ELEMENT, this.#width);
  }
}

const ROWS_OF_A_CHUNK = 128;

/** Bits of a mask: the most leaves of a tree. */
const MOST_LEAVES = 32;
/** Rows looked at together for features that they share. Of 8, 16, 32 and 64, this was fastest for spans. */
const SHARING_ROWS = 32;

/**
 * A forest laid out for evaluation after QuickScorer (Lucchese et al. 2015, "QuickScorer: a Fast Algorithm to Rank
 * Documents with Additive Ensembles of Regression Trees"): not tree by tree but feature by feature. Each node whose test
 * fails strikes the leaves of its left branch off its tree; the first leaf left is the one that a walk would reach.
 * What fails for a feature that neighbouring rows share is struck off once for all of them.
 */
export class CompiledForest {
  readonly #layout: Layout;

  /**
   * @param features that the code computes, in the order of a row; the forest need not know all of them
   * @throws when it was fitted with others, or has a tree of more than 32 leaves
   */
  constructor(forest: Forest, features: readonly string[]) {
    const columns = forest.features.map((name) => features.indexOf(name));
    if (columns.includes(-1)) throw new Error(`this model was fitted with other features; fit it again: npm run fit`);
    const feature = forest.feature.map((own) => (own < 0 ? own : columns[own]!));
    this.#layout = layOut({ ...forest, features: [...features], feature });
  }

  /** For each row of feature values the sum of the trees' leaves; fastest where neighbouring rows share values. */
  evaluateAll(rows: readonly Float32Array[]): Float64Array {
    const { matrix, first } = this.#layout;
    const width = first.length - 1;
    const sums = new Float64Array(rows.length);
    for (let from = 0; from < rows.length; from += SHARING_ROWS) {
      const count = Math.min(SHARING_ROWS, rows.length - from);
      for (let row = 0; row < count; row++) matrix.set(rows[from + row]!, row * width);
      evaluateMatrix(this.#layout, count, sums, from);
    }
    return sums;
  }
}

interface Layout {
  base: number;
  /** Where in `tests` those of feature f begin; [first[f], first[f + 1]), by threshold. */
  first: Int32Array;
  /** Three numbers a test: the threshold's rank (see rankOf), the tree, the bits of the leaves that stay when it fails. */
  tests: Int32Array;
  /** Values of the leaves from left to right, MOST_LEAVES places a tree. */
  leaves: Float32Array;
  /** Leaves left in each tree: for the rows looked at together, and for one of them. */
  shared: Int32Array;
  left: Int32Array;
  /** Features that the rows do not share. */
  varying: Int32Array;
  /** The rows, side by side, and the bits of the same numbers. */
  matrix: Float32Array;
  matrixBits: Int32Array;
}

/** The bits of a float as an integer that is greater where the float is: one array holds all of a test, side by side. */
function rankOf(bits: number): number {
  return bits ^ ((bits >> 31) & 0x7fffffff);
}

/** Sums for the first `count` rows of the matrix, written to `sums` from `to` on. */
function evaluateMatrix(layout: Layout, count: number, sums: Float64Array, to: number): void {
  const { base, first, tests, leaves, shared, left, varying, matrixBits } = layout;
  const width = varying.length;
  const treeCount = left.length;
  const varyingCount = strikeShared(layout, count);
  for (let row = 0, offset = 0; row < count; row++, offset += width) {
    left.set(shared);
    for (let at = 0; at < varyingCount; at++) {
      const feature = varying[at]!;
      const rank = rankOf(matrixBits[offset + feature]!);
      const end = first[feature + 1]!;
      for (let test = first[feature]!; test < end && rank > tests[test]!; test += 3)
        left[tests[test + 1]!]! &= tests[test + 2]!;
    }
    let sum = base;
    for (let tree = 0; tree < treeCount; tree++) {
      const bits = left[tree]!;
      // The lowest bit set is the leftmost leaf left.
      sum += leaves[tree * MOST_LEAVES + 31 - Math.clz32(bits & -bits)]!;
    }
    sums[to + row] = sum;
  }
}

/** Strikes off what fails for the features that the rows share; lists the others and returns their number. */
function strikeShared({ first, tests, shared, varying, matrixBits }: Layout, count: number): number {
  const width = varying.length;
  shared.fill(-1);
  let varyingCount = 0;
  for (let feature = 0; feature < width; feature++) {
    const end = first[feature + 1]!;
    if (first[feature] === end) continue;
    const bits = matrixBits[feature]!;
    let same = true;
    for (let row = 1, at = feature + width; same && row < count; row++, at += width) same = matrixBits[at] === bits;
    const rank = rankOf(bits);
    if (!same) varying[varyingCount++] = feature;
    else
      for (let test = first[feature]!; test < end && rank > tests[test]!; test += 3)
        shared[tests[test + 1]!]! &= tests[test + 2]!;
  }
  return varyingCount;
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
  for (const { feature } of tests) first[feature + 1]! += 3;
  for (let feature = 0; feature < width; feature++) first[feature + 1]! += first[feature]!;
  // Adding 0 makes −0 0: the two are equal as floats but not in rank.
  const bits = new Int32Array(Float32Array.from(tests, ({ threshold }) => threshold + 0).buffer);
  const matrix = new Float32Array(SHARING_ROWS * width);
  return {
    base: forest.base,
    first,
    tests: Int32Array.from(tests.flatMap(({ tree, mask }, index) => [rankOf(bits[index]!), tree, mask])),
    leaves,
    shared: new Int32Array(forest.roots.length),
    left: new Int32Array(forest.roots.length),
    varying: new Int32Array(width),
    matrix,
    matrixBits: new Int32Array(matrix.buffer),
  };
}

interface Test {
  feature: number;
  threshold: number;
  mask: number;
}

/** A tree's leaves from left to right, and its tests, each with the leaves that stay when it fails. */
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
    let mask = -1;
    for (let leaf = first; leaf < leaves.length; leaf++) mask &= ~(1 << leaf);
    tests.push({ feature, threshold: Math.fround(forest.threshold[node]!), mask });
    visit(forest.right[node]!);
  };
  visit(root);
  return { leaves, tests };
}
