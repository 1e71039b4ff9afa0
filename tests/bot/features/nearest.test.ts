import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Answer } from "../../../retrieval/answer.ts";
import { answerTo, BUS_SENTENCE, citation, FakeAnswerer } from "../fakes.ts";
import { buttonsOf, RunningBot } from "../running-bot.ts";
import { type Call, textMessage } from "../stand-in-bot-api.ts";
import { parseTelegramHtml } from "../telegram-html.ts";

let bot: RunningBot;

beforeEach(async () => {
  bot = await RunningBot.prepare();
});
afterEach(() => bot.dispose());

const REFUSAL: Partial<Answer> = { status: "not-found", answer: "没有说明。", citations: [], nearest: [citation()] };
const CHINESE = "什么时候率先开通吉林至桦甸班车？";

/** Refuses everything but questions about the bus. */
function refusing(): FakeAnswerer {
  return new FakeAnswerer(({ question }) => {
    const language = /[a-z]/i.test(question) ? "en" : "zh";
    return answerTo(question, { language, ...(/吉林至|Jilin/.test(question) ? {} : REFUSAL) });
  });
}

function labelsOf(call: Call | undefined): string[] {
  return buttonsOf(call)
    .flat()
    .map(({ text }) => text);
}

/** Presses the first button of a message that the bot sent. */
function press(sent: Call | undefined, { userId = 7, message = {} } = {}) {
  const from = { id: userId, is_bot: false, first_name: "Lin", language_code: "en" };
  const shown = { ...textMessage("…", 60), reply_markup: sent?.payload["reply_markup"], ...message };
  const data = buttonsOf(sent)[0]?.[0]?.callback_data;
  bot.api.receive({ callback_query: { id: "1", from, message: shown, chat_instance: "1", data } });
}

describe("A question that the articles do not answer", () => {
  it("is met with what is nearest, as a question to tap, and with the offer to tell when there is news", async () => {
    bot.start(refusing());
    bot.api.receiveText("学校什么时候开学？");
    const [sent] = await bot.api.waitFor("sendMessage");
    expect(parseTelegramHtml(String(sent?.payload["text"])).text).toContain(BUS_SENTENCE);
    expect(labelsOf(sent)).toEqual([CHINESE, "🔔 有新消息时告诉我", "👍", "👎"]);
  });

  it("of somebody who writes English is met with an English one", async () => {
    bot.start(refusing());
    bot.api.receiveText("When do the schools reopen?");
    const [sent] = await bot.api.waitFor("sendMessage");
    expect(labelsOf(sent)[0]).toMatch(/^When: Jilin, Huadian, .*bus\?$/);
  });

  it("answers the question that is tapped, beginning with it", async () => {
    const answerer = bot.start(refusing());
    bot.api.receiveText("学校什么时候开学？");
    const [sent] = await bot.api.waitFor("sendMessage");
    press(sent);
    const [, answer] = await bot.api.waitFor("sendMessage", 2);
    expect(answer?.payload["text"]).toMatch(new RegExp(`^❓ ${CHINESE}\n\n`));
    expect(bot.api.callsOf("answerCallbackQuery")).toHaveLength(1);
    bot.api.receiveText("那怎么买票？");
    await bot.api.waitFor("sendMessage", 3);
    expect(answerer.inquiries.find(({ question }) => question === "那怎么买票？")?.history).toContain(CHINESE);
  });

  it("offers no question that the articles do not answer, or answer by something else", async () => {
    const elsewhere = [citation({ start: 900, end: 910 })];
    bot.start(
      new FakeAnswerer(({ question }) => answerTo(question, question === CHINESE ? { citations: elsewhere } : REFUSAL)),
    );
    bot.api.receiveText("学校什么时候开学？");
    const [sent] = await bot.api.waitFor("sendMessage");
    expect(labelsOf(sent)).toEqual(["🔔 有新消息时告诉我", "👍", "👎"]);
  });

  it("tries the question of a button once, however many are met with it", async () => {
    const answerer = bot.start(refusing());
    for (const [at, question] of ["学校什么时候开学？", "药店什么时候开门？", "健身房什么时候开？"].entries()) {
      bot.api.receiveText(question);
      const sent = await bot.api.waitFor("sendMessage", at + 1);
      expect(labelsOf(sent[at])[0]).toBe(CHINESE);
    }
    expect(answerer.inquiries.filter(({ question }) => question === CHINESE)).toHaveLength(1);
  });

  it("still offers them after a vote", async () => {
    bot.start(refusing());
    bot.api.receiveText("学校什么时候开学？");
    const [sent] = await bot.api.waitFor("sendMessage");
    const up = buttonsOf(sent)[2]?.[0]?.callback_data;
    const from = { id: 7, is_bot: false, first_name: "Lin" };
    const message = { ...textMessage("…", 60), reply_markup: sent?.payload["reply_markup"] };
    bot.api.receive({ callback_query: { id: "1", from, message, chat_instance: "1", data: up } });
    const [edit] = await bot.api.waitFor("editMessageReplyMarkup");
    expect(labelsOf(edit)).toEqual([CHINESE, "🔔 有新消息时告诉我", "👍 ✓", "👎"]);
  });

  it("is said not to be answered any more when its article was removed before the tap", async () => {
    bot.start(refusing());
    bot.api.receiveText("学校什么时候开学？");
    const [sent] = await bot.api.waitFor("sendMessage");
    await bot.stop();
    bot.start(new FakeAnswerer(({ question }) => answerTo(question, { ...REFUSAL, nearest: [] })));
    press(sent);
    const [, answer] = await bot.api.waitFor("sendMessage", 2);
    expect(answer?.payload["text"]).toContain("没有说明。");
  });

  it.each([
    { whose: "of somebody else", userId: 8, message: {}, says: "belong to the person who asked" },
    { whose: "that Telegram shows no more", userId: 7, message: { date: 0, reply_markup: undefined }, says: "too old" },
  ])("has buttons $whose answered politely, and nothing asked", async ({ userId, message, says }) => {
    const answerer = bot.start(refusing());
    bot.api.receiveText("学校什么时候开学？");
    const [sent] = await bot.api.waitFor("sendMessage");
    const before = answerer.inquiries.length;
    press(sent, { userId, message });
    const [answer] = await bot.api.waitFor("answerCallbackQuery");
    expect(answer?.payload["text"]).toContain(says);
    expect(answerer.inquiries).toHaveLength(before);
  });
});
