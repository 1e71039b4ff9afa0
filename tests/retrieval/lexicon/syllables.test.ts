import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { soundClassOf, splitPinyin, syllableNumber, syllableOf } from "../../../retrieval/lexicon/syllables.ts";

const SYLLABLES =
  "a ai an ang ban bian che chuang dian fu gong guo hua huan ji jia lin lv nan shi xi xian zhuang".split(" ");
const syllable = fc.constantFrom(...SYLLABLES);

/** All ways to cut letters into known syllables, tried one after the other. */
function everySplit(letters: string): string[][] {
  if (letters === "") return [[]];
  return SYLLABLES.filter((one) => letters.startsWith(one)).flatMap((one) =>
    everySplit(letters.slice(one.length)).map((rest) => [one, ...rest]),
  );
}

const numberOf = (character: string) => syllableOf(character.charCodeAt(0));

describe("Pinyin in one run", () => {
  test.each([
    ["banche", "ban che"],
    ["xian", "xian"],
    ["jilindaohuadiandebanche", "ji lin dao hua dian de ban che"],
    ["huifu", "hui fu"],
    ["fangan", "fang an"],
    ["tiananmen", "tian an men"],
    ["", ""],
  ])("%j is split into %j", (letters, expected) => {
    expect(splitPinyin(letters)).toEqual(expected === "" ? [] : expected.split(" "));
  });

  test.each(["when", "bus", "jilinx", "v", "zh", "vpn"])("%j is no pinyin", (letters) => {
    expect(splitPinyin(letters)).toBeNull();
  });

  test("is split into syllables that make it up, whatever they are", () => {
    fc.assert(
      fc.property(fc.array(syllable, { maxLength: 6 }), (syllables) => {
        const letters = syllables.join("");
        const split = splitPinyin(letters);
        expect(split?.join("")).toBe(letters);
        // No other way begins with a longer syllable.
        const firstLengths = everySplit(letters).map(([first = ""]) => first.length);
        expect(split![0]?.length ?? 0).toBeGreaterThanOrEqual(Math.max(...firstLengths));
      }),
    );
  });

  test("is given up at once however many ways there are to split it: 2 to the 250th here", () => {
    expect(splitPinyin(`${"xian".repeat(250)}q`)).toBeNull();
    expect(splitPinyin("xian".repeat(250))).toHaveLength(250);
  });
});

describe("The sound of a character", () => {
  test("is the same for characters read alike, whatever their tones", () => {
    expect(numberOf("桦")).toBe(numberOf("华"));
    expect(numberOf("铁")).toBe(numberOf("贴"));
    expect(numberOf("桦")).not.toBe(numberOf("桂"));
    expect(numberOf("华")).toBe(syllableNumber("hua"));
    expect(numberOf("绿")).toBe(syllableNumber("lv"));
  });

  test("is none for what is not an ideograph", () => {
    for (const character of ["a", "1", "。", "지", "\ud800", " "]) expect(numberOf(character)).toBe(0);
  });

  test.each([
    ["zhang", "zan"],
    ["cheng", "cen"],
    ["shi", "si"],
    ["ling", "lin"],
    ["guang", "guan"],
  ])("of %s is in the class of %s, as many speakers say it", (one, other) => {
    expect(soundClassOf(syllableNumber(one))).toBe(soundClassOf(syllableNumber(other)));
  });

  test("keeps what is told apart everywhere", () => {
    expect(soundClassOf(syllableNumber("lin"))).not.toBe(soundClassOf(syllableNumber("nin")));
    expect(soundClassOf(syllableNumber("zi"))).not.toBe(soundClassOf(syllableNumber("ci")));
  });
});
