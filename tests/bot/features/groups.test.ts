import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RunningBot } from "../running-bot.ts";
import { textMessage } from "../stand-in-bot-api.ts";

let bot: RunningBot;

beforeEach(async () => {
  bot = await RunningBot.prepare();
});
afterEach(() => bot.dispose());

const GROUP = { id: -100, type: "supergroup", title: "小区", is_forum: true };
const BOT = { id: 1001, is_bot: true, first_name: "Resumption", username: "resumption_bot" };

let lastMessageId = 50;

/** A message of the group, with `@…` marked as a mention. */
function groupMessage(text: string, overrides: Record<string, unknown> = {}) {
  const mention = /@\w+/.exec(text);
  const entities = mention && [{ type: "mention", offset: mention.index, length: mention[0].length }];
  return { message: textMessage(text, ++lastMessageId, { chat: GROUP, ...(entities && { entities }), ...overrides }) };
}

describe("In a group", () => {
  it("the bot keeps quiet unless it is mentioned, replied to or commanded", async () => {
    const answerer = bot.start();
    bot.api.receive(groupMessage("大家好，班车恢复了吗？"));
    bot.api.receive(groupMessage("@someone_else 班车恢复了吗？"));
    bot.api.receive(groupMessage("/ask@other_bot 班车恢复了吗？", { entities: undefined }));
    bot.api.receive(groupMessage("", { text: undefined, sticker: { file_id: "x" } }));
    bot.api.receive(groupMessage("@Resumption_Bot 班车什么时候恢复？"));
    bot.api.receive(groupMessage("怎么买票？", { reply_to_message: textMessage("回答", 40, { from: BOT }) }));
    bot.api.receive(groupMessage("/ask@resumption_bot 学校呢？", { entities: undefined }));
    bot.api.receive(groupMessage("/ask 药店呢？"));
    await bot.api.waitFor("sendMessage", 4);
    expect(answerer.inquiries.map(({ question }) => question)).toEqual([
      "班车什么时候恢复？",
      "怎么买票？",
      "学校呢？",
      "药店呢？",
    ]);
  });

  it("the answer is a reply, in the topic of the question", async () => {
    bot.start();
    bot.api.receive(groupMessage("/ask 班车恢复了吗？", { is_topic_message: true, message_thread_id: 9 }));
    const [sent] = await bot.api.waitFor("sendMessage");
    expect(sent?.payload).toMatchObject({
      chat_id: -100,
      message_thread_id: 9,
      reply_parameters: { message_id: lastMessageId, allow_sending_without_reply: true },
    });
  });

  it("a bare mention under somebody's question asks that question", async () => {
    const answerer = bot.start();
    bot.api.receive(groupMessage("@resumption_bot", { reply_to_message: textMessage("班车恢复了吗？", 40) }));
    await bot.api.waitFor("sendMessage");
    expect(answerer.inquiries[0]?.question).toBe("班车恢复了吗？");
  });

  it("a bare mention under an answer of the bot's own asks for a question", async () => {
    const answerer = bot.start();
    bot.api.receive(groupMessage("@resumption_bot", { reply_to_message: textMessage("2月17日", 40, { from: BOT }) }));
    const [sent] = await bot.api.waitFor("sendMessage");
    expect(sent?.payload["text"]).toContain("请把问题一起写出来");
    expect(answerer.inquiries).toEqual([]);
  });

  it("a reply to the answer to somebody else continues their topic, as a mention under a message does", async () => {
    const answerer = bot.start();
    bot.api.receive(groupMessage("/ask 班车恢复了吗？"));
    const [sent] = await bot.api.waitFor("sendMessage");
    const from = { id: 8, is_bot: false, first_name: "Kim" };
    const answer = textMessage("…", sent?.messageId ?? 0, { from: BOT, reply_markup: sent?.payload["reply_markup"] });
    bot.api.receive(groupMessage("那怎么买票？", { from, reply_to_message: answer }));
    const other = textMessage("学校呢", 41);
    bot.api.receive(groupMessage("@resumption_bot 那几点？", { from, reply_to_message: other }));
    await bot.api.waitFor("sendMessage", 3);
    expect(answerer.inquiries.slice(1)).toEqual([
      { question: "那怎么买票？", history: ["班车恢复了吗？"] },
      { question: "那几点？", history: ["学校呢"] },
    ]);
  });

  it("each person has a conversation of their own", async () => {
    const answerer = bot.start();
    bot.api.receive(groupMessage("/ask 班车恢复了吗？"));
    bot.api.receive(groupMessage("/ask 怎么买票？", { from: { id: 8, is_bot: false, first_name: "Kim" } }));
    await bot.api.waitFor("sendMessage", 2);
    expect(answerer.inquiries[1]?.history).toEqual([]);
  });
});
