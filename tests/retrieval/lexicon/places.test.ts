import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openGazetteer } from "../../../retrieval/lexicon/places.ts";
import { fold } from "../../../retrieval/normalise.ts";

const gazetteer = openGazetteer();
const namesIn = (text: string) => gazetteer.places(fold(text)).map(({ name }) => name);

describe("The gazetteer", () => {
  test.each([
    ["吉林到桦甸的班车", "吉林 桦甸"],
    ["吉林至樺甸的班車", "吉林 桦甸"],
    ["jilin to huadian", "吉林 桦甸"],
    ["Jilin–Huadian", "吉林 桦甸"],
    ["ji lin, hua dian", "吉林 桦甸"],
    ["Jilin's and Changchun's buses", "吉林 长春"],
    ["지린-화뎬 버스", "吉林 桦甸"],
    ["길림에서 화전까지, 연변", "吉林 桦甸 延边"],
    ["옌볜 심양 룡정 훈춘 할빈", "延边 沈阳 龙井 珲春 哈尔滨"],
    ["장자커우와 석가장", "张家口 石家庄"],
    ["지린화뎬 버스", "吉林 桦甸"],
    ["hunchun, hun chun", "珲春 珲春"],
    ["延邊、瀋陽、長春、琿春", "延边 沈阳 长春 珲春"],
    ["延边州、长春市二道区", "延边 长春 二道"],
    ["内蒙古 and Inner Mongolia", "内蒙古 内蒙古"],
  ])("finds in %j: %s", (text, expected) => {
    expect(namesIn(text).map((name) => name.replace(/区$/, ""))).toEqual(expected.split(" "));
  });

  test("takes the longest name: 吉林市 is a city, 吉林省 a province", () => {
    for (const city of ["吉林市", "Jilin City", "지린시"])
      expect(gazetteer.places(fold(city))).toMatchObject([{ name: "吉林", level: "city", start: 0, end: city.length }]);
    expect(gazetteer.places("吉林省")[0]).toMatchObject({ name: "吉林", level: "province", start: 0, end: 3 });
  });

  test("says in what a place lies", () => {
    expect(gazetteer.places("桦甸")[0]).toMatchObject({ level: "county", parent: "吉林" });
    expect(gazetteer.places("长春")[0]).toMatchObject({ level: "city", parent: "吉林" });
    expect(gazetteer.places("四川")[0]).toMatchObject({ level: "province", parent: null });
  });

  test("takes words that are rarely places for places only with 市, 县 or 省 after them", () => {
    expect(namesIn("来宾请登记,平安回家,学校开放")).toEqual([]);
    expect(namesIn("来宾市")).toEqual(["来宾"]);
  });

  test("takes Korean words for places only where they begin, and common ones only with 시 or 현", () => {
    expect(namesIn("대안이 있다고 주장했다, 소통과 상담")).toEqual([]);
    expect(namesIn("대안시 주장시")).toEqual(["大安", "九江"]);
    expect(namesIn("신연변")).toEqual([]);
  });

  test.each([
    ["huadain", "桦甸"],
    ["jlin", "吉林"],
    ["yanbain", "延边"],
    ["chanchun", "长春"],
    ["jilinn", "吉林"],
    ["mining", undefined],
    ["city", undefined],
    ["huadianist", undefined],
    ["", undefined],
  ])("takes %j for a misspelling of %s", (word, name) => {
    expect(gazetteer.misspelt(word)?.name).toBe(name);
  });

  test("takes a word for no misspelling when it may be of two places", () => {
    expect(gazetteer.misspelt("hozhou")).toBeNull();
  });

  test("finds none in words that merely hold the letters of one", () => {
    expect(namesIn("the jilinese huadianist")).toEqual([]);
    expect(namesIn("ji, lin. hua 和 dian")).toEqual([]);
  });

  test("finds in any text places that stand where it says, in order", () => {
    const parts = fc.constantFrom("吉林", "桦甸市", "jilin", "지린", "吉", "市", "到", "-", " ", "ji", "lin", "长春");
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string())), (pieces) => {
        const folded = fold(pieces.join(""));
        let last = 0;
        for (const { start, end, name } of gazetteer.places(folded)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(folded.length);
          // A name in Chinese stands there as it is.
          if (folded.charCodeAt(start) >= 0x4e00 && folded.charCodeAt(start) <= 0x9fff)
            expect(folded.slice(start, end).startsWith(name)).toBe(true);
          last = end;
        }
      }),
    );
  });
});
