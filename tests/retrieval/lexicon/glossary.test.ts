import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Glossary, GLOSSARY_FILE, openGlossary } from "../../../retrieval/lexicon/glossary.ts";
import { fold } from "../../../retrieval/normalise.ts";

const FILE = `# Comments and blank lines say nothing.

恢复,重启|resume,start again|재개,다시 운행
班车,客车|bus,shuttle bus|버스
!火车,列车|train|기차
定制公交|customised bus|맞춤형 버스
`;
const glossary = new Glossary(FILE);

const found = (text: string) =>
  glossary.concepts(fold(text)).map(({ start, end, concepts }) => [fold(text).slice(start, end), ...concepts]);

describe("A glossary", () => {
  test.each([
    [
      "班车恢复了吗",
      [
        ["班车", "班车"],
        ["恢复", "恢复"],
      ],
    ],
    [
      "班車恢復了嗎",
      [
        ["班车", "班车"],
        ["恢复", "恢复"],
      ],
    ],
    [
      "when do Buses resume?",
      [
        ["buses", "班车"],
        ["resume", "恢复"],
      ],
    ],
    [
      "it resumed; it is resuming",
      [
        ["resumed", "恢复"],
        ["resuming", "恢复"],
      ],
    ],
    [
      "버스는 언제 재개하나요",
      [
        ["버스", "班车"],
        ["재개", "恢复"],
      ],
    ],
  ])("finds the words of %j in any of its languages and forms", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test("takes the longest word at its place", () => {
    expect(found("a customised bus")).toEqual([["customised bus", "定制公交"]]);
    expect(found("맞춤형 버스를")).toEqual([["맞춤형 버스", "定制公交"]]);
    expect(found("the shuttle buses start again")).toEqual([
      ["shuttle buses", "班车"],
      ["start again", "恢复"],
    ]);
  });

  test("knows no word by its middle: neither in Korean nor in English", () => {
    expect(found("에어버스")).toEqual([]);
    expect(found("omnibus, abuse, restart")).toEqual([]);
  });

  test("says what nothing else can stand for", () => {
    expect(glossary.concepts("火车和班车").map(({ distinct }) => distinct)).toEqual([true, false]);
  });

  test("gives each word the Chinese words that may stand for it", () => {
    expect(glossary.concepts("train")[0]!.chinese).toEqual(["火车", "列车"]);
  });

  test("refuses a line without a Chinese word, and says which it is", () => {
    expect(() => new Glossary("班车|bus\n|train|기차")).toThrow("line 2 has no Chinese word");
  });

  test("finds in any text words that stand where it says, in order, none over another", () => {
    const words = FILE.split(/[\n,|!#]/);
    const text = fc.array(fc.oneof(fc.constantFrom(...words, " ", "。"), fc.string()), { maxLength: 12 });
    fc.assert(
      fc.property(text, (parts) => {
        const folded = fold(parts.join(""));
        let last = 0;
        for (const { start, end, chinese } of glossary.concepts(folded)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(folded.length);
          expect(chinese.length).toBeGreaterThan(0);
          last = end;
        }
      }),
    );
  });
});

describe("The glossary that ships", () => {
  const lines = readFileSync(GLOSSARY_FILE, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));

  test("crosses all three languages: each concept has words in Chinese, English and Korean", () => {
    const lacking = lines.filter((line) => {
      const languages = line.split("|");
      return languages.length !== 3 || languages.some((words) => words.replace("!", "").trim() === "");
    });
    expect(lacking.filter((line) => !line.startsWith("减班不减线|"))).toEqual([]);
  });

  test("finds each of its own words of two characters or more", () => {
    const shipped = openGlossary();
    const words = lines.flatMap((line) =>
      line
        .replace("!", "")
        .split("|")
        .flatMap((list) => list.split(",")),
    );
    const lost = words.map(fold).filter((word) => word.length > 1 && shipped.concepts(word)[0]?.end !== word.length);
    expect(lost).toEqual([]);
  });
});
