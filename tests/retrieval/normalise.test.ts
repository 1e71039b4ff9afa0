import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  DIGIT,
  fold,
  foldQuestion,
  foldTables,
  formsOf,
  IDEOGRAPH,
  LETTER,
  SEPARATOR,
  textOf,
} from "../../retrieval/normalise.ts";
import { codeUnits, hostileText } from "./hostile-text.ts";

const anyText = fc.oneof(codeUnits, hostileText(30));
const kindOf = (character: string) => foldTables().kind[character.charCodeAt(0)];

describe("Folding", () => {
  test.each([
    ["吉林至樺甸", "吉林至桦甸"],
    ["復產、復業、開運營", "复产、复业、开运营"],
    ["於馀甯", "于余宁"],
    ["２月１７日", "2月17日"],
    ["６０％，ＡＢＣ！？", "60%,abc!?"],
    ["JILIN–Huadian", "jilin–huadian"],
    ["지린-화뎬", "지린-화뎬"],
  ])("makes %j comparable as %j", (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test("keeps each offset: one code unit for each, so that a quote never has to be translated back", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { fold: table } = foldTables();
        const folded = fold(text);
        expect(folded).toHaveLength(text.length);
        for (let index = 0; index < text.length; index++)
          expect(folded.charCodeAt(index)).toBe(table[text.charCodeAt(index)]);
      }),
    );
  });

  test("leads back to all that is folded to a character", () => {
    expect(formsOf("复".charCodeAt(0)).map((code) => String.fromCharCode(code))).toEqual(
      expect.arrayContaining(["复", "復", "複"]),
    );
    const { fold: table } = foldTables();
    for (let code = 0; code < 65_536; code++) expect(formsOf(table[code]!).includes(code)).toBe(true);
  });

  test("of a part is the part of the folded whole", () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (text, one, other) => {
        const [start, end] = [one % (text.length + 1), other % (text.length + 1)].sort((a, b) => a - b) as [
          number,
          number,
        ];
        expect(fold(text.slice(start, end))).toBe(fold(text).slice(start, end));
      }),
    );
  });

  test("twice is folding once", () => {
    const everyUnit = Array.from({ length: 65_536 }, (_, code) => String.fromCharCode(code)).join("");
    const once = fold(everyUnit);
    const twice = fold(once);
    expect(Array.from(everyUnit.split("").filter((_, code) => twice[code] !== once[code]))).toEqual([]);
  });

  test("leaves halves of characters and what has no single equal as they are", () => {
    for (const text of ["\ud83d", "\ude00x", "😀", "㎡", "ﷺ"]) expect(fold(text)).toBe(text);
  });

  test("does not disturb what was folded before, however long the next text is", () => {
    const first = fold("樺甸");
    fold("長".repeat(100_000));
    expect(first).toBe("桦甸");
  });
});

test("Code units become the very string that they are, lone surrogates included", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(textOf(Uint16Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)))).toBe(text);
    }),
  );
});

test("A question is made comparable in full, its length left to change", () => {
  expect(foldQuestion("㎡ ①ｶﾞ ﬁ Ⅷ")).toBe("m2 1ガ fi viii");
  fc.assert(
    fc.property(anyText, (text) => {
      expect(foldQuestion(text)).toBe(fold(text.normalize("NFKC")));
    }),
  );
});

describe("The index takes", () => {
  test.each([
    ["ideographs", "桦〇㐀", IDEOGRAPH],
    ["letters of any script", "ajé지אمẞ", LETTER],
    ["digits, and the marks that belong to a number", "07%.", DIGIT],
    ["punctuation, white space and halves of characters", "。,、 \n-\ud83d\ude00\u202e", SEPARATOR],
  ])("%s for what they are", (_, characters, kind) => {
    for (let index = 0; index < characters.length; index++) expect(kindOf(characters[index]!)).toBe(kind);
  });
});
