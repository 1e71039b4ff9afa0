import { describe, expect, it } from "vitest";
import { mayCount, unitOf } from "../../../retrieval/reading/values.ts";

describe("counters", () => {
  it("stand after «no more than» too", () => {
    expect(["不超过6人", "不少于2间", "近百名", "27万只"].map(unitOf)).toEqual(["人", "间", "名", "万只"]);
  });

  it("of people are of people alone", () => {
    expect(mayCount("辆", ["员工", "职工"])).toBe(false);
    expect(mayCount("名", ["员工", "职工"])).toBe(true);
    expect(mayCount("辆", ["车辆"])).toBe(true);
  });
});
