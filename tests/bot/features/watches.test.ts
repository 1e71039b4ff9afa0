import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answerTo, FakeAnswerer } from "../fakes.ts";
import { buttonsOf, RunningBot } from "../running-bot.ts";
import { textMessage } from "../stand-in-bot-api.ts";

let bot: RunningBot;
let isKnown: boolean;

beforeEach(async () => {
  bot = await RunningBot.prepare();
  isKnown = false;
});
afterEach(() => bot.dispose());

/** Refuses until `isKnown`; then answers from the article `jilin`. */
const answerer = () =>
  new FakeAnswerer(({ question }) =>
    isKnown ? answerTo(question) : answerTo(question, { status: "not-found", answer: "没有说明。", citations: [] }),
  );

function press(data: string | undefined, message: object = textMessage("?", 60)) {
  const from = { id: 7, is_bot: false, first_name: "Lin", language_code: "zh-hans" };
  bot.api.receive({ callback_query: { id: "1", from, message, chat_instance: "1", data } });
}

/** Asks what is not known and presses the bell. */
async function watch() {
  bot.start(answerer());
  bot.api.receiveText("到桦甸的班车什么时候恢复？");
  const [refusal] = await bot.api.waitFor("sendMessage");
  const bell = buttonsOf(refusal)
    .flat()
    .find(({ text }) => text.includes("🔔"));
  press(bell?.callback_data);
  await bot.api.waitFor("answerCallbackQuery");
}

describe("Who waits for news", () => {
  it("is told once, with the citation, when a new article answers the question", async () => {
    await watch();
    isKnown = true;
    bot.changeArticles({ id: "jilin", version: "2" });
    const [, news] = await bot.api.waitFor("sendMessage", 2);
    expect(news?.payload["chat_id"]).toBe(7);
    expect(news?.payload["text"]).toContain("🔔 您的问题有新消息：到桦甸的班车什么时候恢复？");
    expect(news?.payload["text"]).toContain("<blockquote>");
    expect(buttonsOf(news).flat()[0]?.text).toBe("🔕 不再通知");
  });

  it("is not told the same words again when an article is touched or says them too", async () => {
    await watch();
    isKnown = true;
    for (const version of ["2", "3", "4"]) bot.changeArticles({ id: "jilin", version });
    await bot.api.waitFor("sendMessage", 2);
    bot.api.receiveText("/help");
    await bot.api.waitFor("sendMessage", 3);
    await bot.stop();
    expect(await bot.state.selectFrom("outgoing").selectAll().execute()).toEqual([]);
    expect(bot.api.callsOf("sendMessage")).toHaveLength(3);
  });

  it("is asked for in the conversation in which the question was asked", async () => {
    const asked = bot.start(answerer());
    bot.api.receiveText("到蛟河的班车什么时候恢复？");
    await bot.api.waitFor("sendMessage");
    bot.api.receiveText("到桦甸的呢？");
    const [, refusal] = await bot.api.waitFor("sendMessage", 2);
    const bell = buttonsOf(refusal)
      .flat()
      .find(({ text }) => text.includes("🔔"));
    press(bell?.callback_data);
    await bot.api.waitFor("answerCallbackQuery");
    isKnown = true;
    bot.changeArticles({ id: "jilin", version: "2" });
    await bot.api.waitFor("sendMessage", 3);
    expect(asked.inquiries.at(-1)).toEqual({ question: "到桦甸的呢？", history: ["到蛟河的班车什么时候恢复？"] });
  });

  it("is told of what changed while the bot was not running", async () => {
    await watch();
    await bot.stop();
    isKnown = true;
    bot.changeArticles({ id: "jilin", version: "2" });
    bot.start(answerer());
    expect(await bot.api.waitFor("sendMessage", 2)).toHaveLength(2);
  });

  it("is not told when the answer does not rest on what is new", async () => {
    await watch();
    isKnown = true;
    bot.changeArticles({ id: "jilin", version: "1" }, { id: "weather", version: "1" });
    bot.api.receiveText("/help");
    await bot.api.waitFor("sendMessage", 2);
    await bot.stop();
    expect(await bot.state.selectFrom("outgoing").selectAll().execute()).toEqual([]);
    expect(bot.api.callsOf("sendMessage")).toHaveLength(2);
  });

  it("sees the list with /watches and removes from it", async () => {
    await watch();
    bot.api.receiveText("/watches");
    const [, list] = await bot.api.waitFor("sendMessage", 2);
    const [entry] = buttonsOf(list).flat();
    expect(entry?.text).toBe("✕ 到桦甸的班车什么时候恢复？");
    press(entry?.callback_data);
    await bot.api.waitFor("answerCallbackQuery", 2);
    expect(await bot.state.selectFrom("watches").selectAll().execute()).toEqual([]);
  });

  it("cannot remove the watch of another chat", async () => {
    await watch();
    press("unwatch:1", textMessage("?", 60, { chat: { id: 8, type: "private", first_name: "Kim" } }));
    await bot.api.waitFor("answerCallbackQuery", 2);
    expect(await bot.state.selectFrom("watches").selectAll().execute()).toHaveLength(1);
  });

  it("is forgotten when they blocked the bot", async () => {
    await watch();
    isKnown = true;
    bot.api.failNext("sendMessage", { error_code: 403, description: "Forbidden: bot was blocked by the user" });
    bot.changeArticles({ id: "jilin", version: "2" });
    await vi.waitFor(async () => expect(await bot.state.selectFrom("watches").selectAll().execute()).toEqual([]));
    expect(bot.logged.join()).toContain("A notification was refused");
  });
});
