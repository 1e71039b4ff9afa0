import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CompiledForest, type Forest } from "../../../retrieval/reading/forest.ts";

const FEATURES = ["a", "b", "c"];

/** A tree as one would draw it: a leaf, or a question with the way to go for yes and for no. */
type Tree = number | { feature: number; threshold: number; yes: Tree; no: Tree };

/** 32-bit, as the compiled form keeps them. */
const number = fc.float({ noNaN: true, noDefaultInfinity: true });
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, depthSize: "small" },
    number,
    fc.record({ feature: fc.nat(2), threshold: number, yes: tie("tree"), no: tie("tree") }),
  ),
}));
const row = fc.array(fc.oneof(number, fc.constantFrom(0, -0, 1, Infinity, -Infinity)), { minLength: 3, maxLength: 3 });

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
  test("gives the sum that walking its trees one by one gives, for one row and for many at once", () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 5 }), number, fc.array(row, { minLength: 1 }), (trees, base, rows) => {
        const compiled = new CompiledForest(laidOut(trees, base), FEATURES);
        const expected = rows.map((values) => trees.reduce<number>((sum, one) => sum + walk(one, values), base));
        const packed = rows.map((values) => Float32Array.from(values));
        expect([...compiled.evaluateAll(packed)]).toEqual(expected);
        expect(packed.map((values) => compiled.evaluate(values))).toEqual(expected);
      }),
    );
  });

  test("goes left where a value equals the threshold", () => {
    const forest = laidOut([{ feature: 1, threshold: 0.5, yes: 1, no: 2 }], 10);
    expect(new CompiledForest(forest, FEATURES).evaluate(Float32Array.of(0, 0.5, 0))).toBe(11);
  });

  test("is its base where it has no trees", () => {
    expect(new CompiledForest(laidOut([], 3), FEATURES).evaluate(Float32Array.of(0, 0, 0))).toBe(3);
  });

  test.each([
    ["other features", ["a", "b", "d"]],
    ["fewer features", ["a", "b"]],
    ["the same in another order", ["b", "a", "c"]],
  ])("is refused where the code computes %s", (_, features) => {
    expect(() => new CompiledForest(laidOut([1], 0), features)).toThrow("fit it again: npm run fit");
  });
});
