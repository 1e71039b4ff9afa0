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

  test("tells what goes on a word of one character and names something else", () => {
    const power = new Glossary("!电,用电|power|전기\n电话,客服电话|telephone|전화\n机电|machine|기계\n");
    expect(power.concepts("电何时恢复")[0]!.goingOn).toEqual(["电话", "客服电话"]);
    expect(power.concepts("电话多少")[0]!.goingOn).toEqual([]);
  });

  test("knows no word by its middle: neither in Korean nor in English", () => {
    expect(found("에어버스")).toEqual([]);
    expect(found("omnibus, abuse, restart")).toEqual([]);
  });

  test("knows the second noun of a Korean compound, and one syllable only before a particle", () => {
    const korean = new Glossary("班车|bus|버스\n运行|run|운행\n车票|ticket|표");
    const words = (text: string) => korean.concepts(text).map(({ start, end }) => text.slice(start, end));
    expect(words("버스운행은 언제")).toEqual(["버스", "운행"]);
    expect(words("표를 표면에 표")).toEqual(["표", "표"]);
  });

  test("takes off one plural only: enterprises is enterprise, an inn is not in, the news is not new", () => {
    const english = new Glossary("企业|enterprise\n酒店|inn\n新闻|news\n海关|customs\n定制|custom");
    const concepts = (text: string) => english.concepts(text).flatMap((mention) => mention.concepts);
    expect(concepts("enterprises and an enterprise")).toEqual(["企业", "企业"]);
    expect(concepts("in a new inn")).toEqual(["酒店"]);
    expect(concepts("news of customs on custom")).toEqual(["新闻", "海关", "定制"]);
  });

  test("takes a text with a narrower word for one about the concept, but not a question with it", () => {
    const trains = new Glossary("!火车,列车,>高铁|train");
    expect(trains.concepts("train")[0]!.chinese).toEqual(["火车", "列车", "高铁"]);
    expect(trains.concepts("高铁")).toEqual([]);
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
    const lost = words
      .map(fold)
      .filter((word) => word.length > 1 && !word.startsWith(">") && shipped.concepts(word)[0]?.end !== word.length);
    expect(lost).toEqual([]);
  });

  test("names each concept once, and says no word twice on a line", () => {
    const fields = lines.map((line) => line.replace("!", "").split("|"));
    const names = fields.map(([chinese]) => chinese!.split(",")[0]!);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    const repeated = fields.flat().filter((list) => new Set(list.split(",")).size < list.split(",").length);
    expect(repeated).toEqual([]);
  });
});
