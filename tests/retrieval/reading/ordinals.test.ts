import { describe, expect, it } from "vitest";
import { namesOrdinal, ordinalsOf } from "../../../retrieval/reading/ordinals.ts";

describe("ordinals", () => {
  it("are found as they stand", () => {
    expect(ordinalsOf("小学五年级和地铁3号线")).toEqual(["五年级", "3号线"]);
    expect(ordinalsOf("年级")).toEqual([]);
  });

  it.each([
    ["小学四至六年级4月7日开学", "五年级", true],
    ["小学四至六年级4月7日开学", "三年级", false],
    ["地铁1号线、2号线恢复运营", "2号线", true],
    ["1、3号线恢复运营", "2号线", false],
    ["1、3号线恢复运营", "1号线", true],
    ["十至十二期", "11期", true],
    ["3号楼", "3号线", false],
  ])("%s names %s: %s", (text, ordinal, names) => {
    expect(namesOrdinal(text, ordinal)).toBe(names);
  });
});
