import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { runConsole } from "../../bot/console.ts";
import { createLog } from "../../bot/log.ts";
import { createServices } from "../../bot/services.ts";
import { openState } from "../../bot/state/database.ts";
import { answerTo, BUS_SENTENCE, citation, FakeAnswerer } from "./fakes.ts";

async function chat(lines: string, answerer = new FakeAnswerer()): Promise<string> {
  const output = new PassThrough();
  const state = await openState(":memory:");
  await runConsole({
    services: createServices({
      answerer,
      state,
      log: createLog("silent", () => undefined),
      stop: new AbortController().signal,
      oldAfterDays: 30,
      timezone: "Asia/Shanghai",
    }),
    input: Readable.from([lines]),
    output,
    interactive: false,
  });
  output.end();
  await state.destroy();
  return text(output);
}

describe("The console chat", () => {
  it("answers each line as the bot would in Telegram, as plain text, and ends with the input", async () => {
    const answerer = new FakeAnswerer();
    const printed = await chat("吉林到桦甸的班车什么时候恢复？\n\nsecond question\n", answerer);
    expect(answerer.inquiries.map(({ question }) => question)).toEqual([
      "吉林到桦甸的班车什么时候恢复？",
      "second question",
    ]);
    expect(printed).toContain(`  | ${BUS_SENTENCE}`);
    expect(printed).toContain("(https://example.org/jilin?a=1&b=2)");
    expect(printed).not.toMatch(/<\/?[a-z]/);
  });

  it("shows the questions that buttons would ask, to be typed", async () => {
    const refusal = { status: "not-found" as const, citations: [], nearest: [citation()] };
    const printed = await chat(
      "学校什么时候开学？",
      new FakeAnswerer(({ question }) => answerTo(question, question.startsWith("学校") ? refusal : {})),
    );
    expect(printed).toContain("\n  → 什么时候率先开通吉林至桦甸班车？\n");
  });

  it("knows the commands", async () => {
    expect(await chat("/start")).toContain("Ask me when work");
  });

  it("asks for a shorter question instead of 100,000 characters, unless /ask says that they are one", async () => {
    const answerer = new FakeAnswerer();
    const long = "问".repeat(100_000);
    expect(await chat(long, answerer)).toContain("ask in one or two sentences");
    expect(answerer.inquiries).toEqual([]);
    expect(await chat(`/ask ${long}`, answerer)).toContain("2月17日");
    expect(answerer.inquiries[0]?.question).toHaveLength(100_000);
  });
});
