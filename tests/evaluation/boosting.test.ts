import { describe, expect, test } from "vitest";
import { CompiledForest } from "../../retrieval/reading/forest.ts";
import { type BoostingOptions, fitForest, type TrainingSet } from "./fit/boosting.ts";

const FEATURES = ["step", "noise"];
const OPTIONS: BoostingOptions = {
  loss: "squared",
  trees: 60,
  leaves: 4,
  shrinkage: 0.2,
  leafRows: 5,
  penalty: 0.1,
};

/** 200 rows in groups of four: 1 where the first feature is above .5, else 0; the second says nothing. */
function trainingSet(): TrainingSet {
  const rows = Float32Array.from({ length: 400 }, (_, at) => (at % 2 === 0 ? (at % 97) / 97 : (at % 13) / 13));
  return {
    features: FEATURES,
    rows,
    targets: Float32Array.from({ length: 200 }, (_, row) => (rows[2 * row]! > 0.5 ? 1 : 0)),
    weights: new Float32Array(200).fill(1),
    groups: Uint32Array.from({ length: 50 }, (_, group) => 4 * group),
  };
}

const estimates = (options: BoostingOptions, steps: number[]) =>
  Array.from(
    new CompiledForest(fitForest(trainingSet(), options), FEATURES).evaluateAll(
      steps.map((step) => Float32Array.of(step, 0.5)),
    ),
  );

describe("Boosted trees", () => {
  test.each([
    ["all rows and features", {}],
    ["a part of the features each", { featureShare: 0.5 }],
    ["a part of the groups each", { groupShare: 0.5 }],
  ])("learn a step from %s", (_, share) => {
    const [below, above] = estimates({ ...OPTIONS, ...share }, [0.2, 0.8]);
    expect(below).toBeCloseTo(0, 1);
    expect(above).toBeCloseTo(1, 1);
  });

  test("are the same whenever they are fitted", () => {
    const options = { ...OPTIONS, featureShare: 0.5, groupShare: 0.5 };
    expect(fitForest(trainingSet(), options)).toEqual(fitForest(trainingSet(), options));
  });

  test("have other trees where each is grown on a part of the groups", () => {
    expect(fitForest(trainingSet(), { ...OPTIONS, groupShare: 0.5 })).not.toEqual(fitForest(trainingSet(), OPTIONS));
  });

  test("put first in its group what is wanted there, and learn nothing of a group where nothing is", () => {
    const set = trainingSet();
    const listwise: BoostingOptions = { ...OPTIONS, loss: "listwise" };
    const scores = (targets: Float32Array) =>
      new CompiledForest(fitForest({ ...set, targets }, listwise), FEATURES).evaluateAll([
        Float32Array.of(0.2, 0.5),
        Float32Array.of(0.8, 0.5),
      ]);
    const [below, above] = scores(set.targets);
    expect(above! - below!).toBeGreaterThan(2);
    expect(Array.from(scores(new Float32Array(200)))).toEqual([0, 0]);
  });

  test("give log-odds where probabilities are learned", () => {
    const [below, above] = estimates({ ...OPTIONS, loss: "logistic" }, [0.2, 0.8]);
    expect(below).toBeLessThan(-2);
    expect(above).toBeGreaterThan(2);
  });
});
