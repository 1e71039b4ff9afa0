import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { answerLines } from "../../bot/batch.ts";
import { FakeAnswerer } from "./fakes.ts";

async function run(input: string) {
  const answerer = new FakeAnswerer();
  const written: string[] = [];
  const reported: string[] = [];
  const faults = await answerLines({
    answerer,
    input: Readable.from([input]),
    write: (line) => written.push(line),
    report: (line) => reported.push(line),
  });
  const answers = written.map((line) => JSON.parse(line) as { id?: string | number; question: string });
  return { answerer, answers, written, reported, faults };
}

describe("Answering lines", () => {
  it("answers questions and JSON objects in their order, with the id first", async () => {
    const { answers, written, faults } = await run('one\n{"id":7,"question":"two"}\n\n{"id":"c","question":"three"}');
    expect(answers.map(({ id, question }) => [id, question])).toEqual([
      [undefined, "one"],
      [7, "two"],
      ["c", "three"],
    ]);
    expect(written[1]).toMatch(/^\{"id":7,/);
    expect(faults).toBe(0);
  });

  it("hands on the earlier questions", async () => {
    const { answerer } = await run('{"question":"那怎么买票？","history":["班车什么时候恢复？"]}');
    expect(answerer.inquiries).toEqual([{ question: "那怎么买票？", history: ["班车什么时候恢复？"] }]);
  });

  it("reports a line that it cannot read, once and in one line, and answers the others", async () => {
    const { answers, reported, faults } = await run('one\n{"question":\n{"id":1}\n{"question":" "}\nfive\n');
    expect(answers.map(({ question }) => question)).toEqual(["one", "five"]);
    expect(reported.map((line) => /^Line \d: [^:]+/.exec(line)?.[0])).toEqual([
      expect.stringContaining("Line 2: not valid JSON"),
      "Line 3: question",
      "Line 4: question",
    ]);
    expect(reported.join("")).not.toContain("\n");
    expect(faults).toBe(3);
  });
});
