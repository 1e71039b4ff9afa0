import { expect, test } from "vitest";
import { hangulOf, plainHangul } from "../../../retrieval/lexicon/hangul-names.ts";

test.each([
  ["la bo ni", "라보니"],
  ["feng hua", "펑화"],
  ["ke qiao", "커차오"],
  ["luo yang", "뤄양"],
  ["zhou wei xuan", "저우웨이쉬안"],
  ["jia jie jiu ju", "자제주쥐"],
  ["zhi si ri", "즈스르"],
  ["er liu lv xiong", "얼류뤼슝"],
])("%s is transcribed as %s", (pinyin, hangul) => {
  expect(pinyin.split(" ").map(hangulOf).join("")).toBe(plainHangul(hangul));
});

test("What is no syllable of pinyin is not transcribed", () => {
  expect(["", "xq", "hello", "bang1"].map(hangulOf)).toEqual([null, null, null, null]);
});

test("Writers' tense initials and two spellings of yue are taken for one", () => {
  expect(plainHangul("쭌이 위에청 쓰촨")).toBe("준이 웨청 스촨");
});
