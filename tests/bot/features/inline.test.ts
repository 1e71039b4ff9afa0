import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answerTo, BUS_SENTENCE, FakeAnswerer } from "../fakes.ts";
import { RunningBot } from "../running-bot.ts";
import { parseTelegramHtml } from "../telegram-html.ts";

let bot: RunningBot;

beforeEach(async () => {
  bot = await RunningBot.prepare();
});
afterEach(() => bot.dispose());

function query(text: string) {
  const from = { id: 7, is_bot: false, first_name: "Lin", language_code: "en" };
  bot.api.receive({ inline_query: { id: "1", from, query: text, offset: "" } });
}

interface Result {
  title: string;
  description: string;
  input_message_content: { message_text: string };
}

describe("Inline mode", () => {
  it("offers the answer under its question, with its citation", async () => {
    bot.start();
    query("班车什么时候恢复？");
    const [call] = await bot.api.waitFor("answerInlineQuery");
    const [result] = (call?.payload["results"] ?? []) as Result[];
    expect(result?.title).toBe("吉林至桦甸班车将于2月17日率先开通。");
    expect(result?.description).toBe(BUS_SENTENCE);
    const { text } = parseTelegramHtml(result?.input_message_content.message_text ?? "");
    expect(text).toMatch(/^❓ 班车什么时候恢复？\n\n吉林至桦甸班车将于2月17日率先开通 \[1\]。\n/);
    expect(text).toContain(BUS_SENTENCE);
  });

  it("offers to ask in private when there is no answer or no question", async () => {
    const refusal = { status: "not-found" as const, citations: [] };
    bot.start(new FakeAnswerer(({ question }) => answerTo(question, refusal)));
    query("今天天气怎么样？");
    query("");
    const calls = await bot.api.waitFor("answerInlineQuery", 2);
    for (const { payload } of calls) {
      expect(payload).toMatchObject({ results: [], button: { text: "Ask me in private" } });
    }
  });

  it("survives that a query expired while it was answered", async () => {
    bot.start();
    bot.api.failNext("answerInlineQuery", { error_code: 400, description: "Bad Request: query is too old" });
    query("一");
    query("二");
    expect(await bot.api.waitFor("answerInlineQuery")).toHaveLength(1);
  });

  it("keeps no trace of half-typed questions", async () => {
    bot.start();
    query("班");
    await bot.api.waitFor("answerInlineQuery");
    expect(await bot.state.selectFrom("questions").selectAll().execute()).toEqual([]);
  });
});
