import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EvaluationFileError, readGoldQuestions } from "./gold.ts";
import { withoutWhiteSpace } from "./metrics/white-space.ts";

const GOLD = path.join(import.meta.dirname, "gold", "questions.jsonl");
const ARTICLES = path.join(import.meta.dirname, "..", "..", "corpus", "articles");

describe("the project's gold questions", async () => {
  const questions = await readGoldQuestions(GOLD);
  const own = questions.filter(({ split }) => split !== "given");

  it("are at least 150 of our own, a third of them unanswerable, in four languages", () => {
    expect(own.length).toBeGreaterThanOrEqual(150);
    expect(own.filter(({ answerable }) => !answerable).length / own.length).toBeGreaterThanOrEqual(1 / 3);
    expect(new Set(own.map(({ lang }) => lang))).toEqual(new Set(["zh", "zh-Hant", "en", "ko"]));
  });

  it("keep a good fifth apart, never looked at while fitting", () => {
    const share = own.filter(({ split }) => split === "held-out").length / own.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.4);
  });

  it("quote evidence that stands in the articles", async () => {
    const files = (await readdir(ARTICLES)).filter((name) => name.endsWith(".md"));
    const articles = await Promise.all(files.map((name) => readFile(path.join(ARTICLES, name), "utf8")));
    const corpus = withoutWhiteSpace(articles.join("\n"));
    const others = await Promise.all(
      ["other-authors", "like-the-given"].map((folder) =>
        readGoldQuestions(path.join(path.dirname(GOLD), folder, "questions.jsonl")),
      ),
    );
    const astray = [...questions, ...others.flat()].filter(
      ({ evidence }) => !evidence.every((piece) => corpus.includes(withoutWhiteSpace(piece))),
    );
    expect(astray.map(({ id }) => id)).toEqual([]);
  });

  it("ask no question twice in the same conversation", () => {
    const asked = questions.map(({ question, history }) => [...history, question].join("\n"));
    expect(new Set(asked).size).toBe(asked.length);
  });
});

describe("a gold file", () => {
  let folder: string;
  const write = async (...lines: string[]) => {
    const file = path.join(folder, "questions.jsonl");
    await writeFile(file, lines.join("\n"));
    return file;
  };
  const question = {
    id: "a",
    lang: "zh",
    question: "几条?",
    answerable: true,
    answer: [["5"]],
    evidence: ["5条"],
  };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "gold-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it("may leave out what does not apply", async () => {
    const file = await write(JSON.stringify(question), "", '{"id":"b","lang":"en","question":"?","answerable":false}');
    expect(await readGoldQuestions(file)).toEqual([
      { ...question, history: [], reject: [], tags: [], split: "given" },
      {
        id: "b",
        lang: "en",
        question: "?",
        answerable: false,
        history: [],
        answer: [],
        reject: [],
        evidence: [],
        tags: [],
        split: "given",
      },
    ]);
  });

  it.each([
    ["not JSON", ["{"], /questions\.jsonl:1: not JSON/],
    ["a field of the wrong type", [JSON.stringify({ ...question, tags: "when" })], /questions\.jsonl:1: field tags/],
    [
      "an answerable question without evidence",
      [JSON.stringify({ ...question, evidence: [] })],
      /needs `answer` and `evidence`/,
    ],
    ["an id given twice", [JSON.stringify(question), JSON.stringify(question)], /two questions have the id "a"/],
    ["nothing", [""], /holds no question/],
  ])("with %s is refused, saying where", async (_, lines, message) => {
    const reading = readGoldQuestions(await write(...lines));
    await expect(reading).rejects.toThrow(EvaluationFileError);
    await expect(reading).rejects.toThrow(message);
  });

  it("that is missing is named", async () => {
    await expect(readGoldQuestions(path.join(folder, "nowhere.jsonl"))).rejects.toThrow(/Cannot read .*nowhere\.jsonl/);
  });
});
