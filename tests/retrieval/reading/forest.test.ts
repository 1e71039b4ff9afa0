import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CompiledForest, type Forest } from "../../../retrieval/reading/forest.ts";

const FEATURES = ["a", "b", "c"];

/** A tree as one would draw it: a leaf, or a question with the way to go for yes and for no. */
type Tree = number | { feature: number; threshold: number; yes: Tree; no: Tree };

/** 32-bit, as the compiled form keeps them. */
const number = fc.float({ noNaN: true, noDefaultInfinity: true });
const threshold = fc.oneof(number, fc.constantFrom(0, -0, 1));
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, depthSize: "small" },
    number,
    fc.record({ feature: fc.nat(2), threshold, yes: tie("tree"), no: tie("tree") }),
  ),
}));
const row = fc.array(fc.oneof(number, fc.constantFrom(0, -0, 1, Infinity, -Infinity)), { minLength: 3, maxLength: 3 });

/** More rows than are looked at together; some features are those of the first row. */
const rowsSharingValues = fc
  .tuple(fc.array(row, { minLength: 1, maxLength: 80 }), fc.subarray([0, 1, 2]))
  .map(([rows, shared]) =>
    rows.map((values) => values.map((value, index) => (shared.includes(index) ? rows[0]![index]! : value))),
  );

function laidOut(trees: Tree[], base: number): Forest {
  const forest: Forest = { features: FEATURES, roots: [], feature: [], threshold: [], left: [], right: [], base };
  const add = (node: Tree): number => {
    const at = forest.feature.length;
    const leaf = typeof node === "number";
    forest.feature.push(leaf ? -1 : node.feature);
    forest.threshold.push(leaf ? node : node.threshold);
    forest.left.push(0);
    forest.right.push(0);
    if (!leaf) {
      forest.left[at] = add(node.yes);
      forest.right[at] = add(node.no);
    }
    return at;
  };
  forest.roots = trees.map(add);
  return forest;
}

function walk(node: Tree, values: number[]): number {
  if (typeof node === "number") return node;
  return walk(Math.fround(values[node.feature]!) <= node.threshold ? node.yes : node.no, values);
}

describe("A compiled forest", () => {
  test("gives the sum that walking its trees one by one gives, for one row and for many that share values", () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 5 }), number, rowsSharingValues, (trees, base, rows) => {
        const compiled = new CompiledForest(laidOut(trees, base), FEATURES);
        const expected = rows.map((values) => trees.reduce<number>((sum, one) => sum + walk(one, values), base));
        const packed = rows.map((values) => Float32Array.from(values));
        expect([...compiled.evaluateAll(packed)]).toEqual(expected);
        expect(packed.map((values) => compiled.evaluateAll([values])[0])).toEqual(expected);
      }),
    );
  });

  test("goes left where a value equals the threshold", () => {
    const forest = laidOut([{ feature: 1, threshold: 0.5, yes: 1, no: 2 }], 10);
    expect(new CompiledForest(forest, FEATURES).evaluateAll([Float32Array.of(0, 0.5, 0)])).toEqual(Float64Array.of(11));
  });

  test("is its base where it has no trees", () => {
    expect(new CompiledForest(laidOut([], 3), FEATURES).evaluateAll([new Float32Array(3)])).toEqual(Float64Array.of(3));
  });

  test("is refused when a tree has more than 32 leaves", () => {
    const comb = Array.from({ length: 32 }).reduce<Tree>(
      (rest, _, threshold) => ({ feature: 0, threshold, yes: 0, no: rest }),
      1,
    );
    expect(() => new CompiledForest(laidOut([comb], 0), FEATURES)).toThrow("a tree has 33 leaves, more than 32");
  });

  test("finds its features by name where the code computes more, or in another order", () => {
    const forest = laidOut([{ feature: 1, threshold: 0.5, yes: 1, no: 2 }], 10);
    const compiled = new CompiledForest(forest, ["c", "new", "a", "b"]);
    expect(compiled.evaluateAll([Float32Array.of(9, 9, 9, 0), Float32Array.of(0, 0, 0, 9)])).toEqual(
      Float64Array.of(11, 12),
    );
  });

  test.each([
    ["other features", ["a", "b", "d"]],
    ["fewer features", ["a", "b"]],
  ])("is refused where the code computes %s", (_, features) => {
    expect(() => new CompiledForest(laidOut([1], 0), features)).toThrow("fit it again: npm run fit");
  });
});
