import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answerTo, FakeAnswerer } from "../fakes.ts";
import { RunningBot } from "../running-bot.ts";
import { textMessage } from "../stand-in-bot-api.ts";

let bot: RunningBot;

beforeEach(async () => {
  bot = await RunningBot.prepare();
});
afterEach(() => bot.dispose());

describe("A conversation in a private chat", () => {
  it("hands the earlier questions to the answerer, until half an hour or /new has passed", async () => {
    const answerer = bot.start();
    bot.api.receiveText("班车什么时候恢复？");
    bot.api.receiveText("那怎么买票？");
    await bot.api.waitFor("sendMessage", 2);
    bot.api.receiveText("/new");
    bot.api.receiveText("学校呢？");
    bot.api.receiveText("/help");
    await bot.api.waitFor("sendMessage", 5);
    bot.clock = new Date(bot.clock.getTime() + 31 * 60_000);
    bot.api.receiveText("药店呢？");
    await bot.api.waitFor("sendMessage", 6);
    expect(answerer.inquiries).toEqual([
      { question: "班车什么时候恢复？", history: [] },
      { question: "那怎么买票？", history: ["班车什么时候恢复？"] },
      { question: "学校呢？", history: [] },
      { question: "药店呢？", history: [] },
    ]);
  });

  it("answers each of several questions in one message, the later ones as follow-ups", async () => {
    const answerer = bot.start();
    bot.api.receiveText("班车什么时候恢复？怎么买票？");
    await bot.api.waitFor("sendMessage", 2);
    expect(answerer.inquiries[1]).toEqual({ question: "怎么买票？", history: ["班车什么时候恢复？"] });
  });

  it("answers an edited question by editing the answer", async () => {
    bot.start(new FakeAnswerer(({ question }) => answerTo(question, { answer: question, citations: [] })));
    bot.api.receive({ message: textMessage("班车什么时后恢复", 50) });
    await bot.api.waitFor("sendMessage");
    bot.api.receive({ edited_message: textMessage("班车什么时候恢复", 50) });
    const [edit] = await bot.api.waitFor("editMessageText");
    expect(edit?.payload).toMatchObject({ chat_id: 7, text: "班车什么时候恢复", parse_mode: "HTML" });
    expect(bot.api.callsOf("sendMessage")).toHaveLength(1);
  });

  it("deletes what is left of a longer answer after an edit", async () => {
    bot.start(new FakeAnswerer(({ question }) => answerTo(question, { answer: question.repeat(2000), citations: [] })));
    bot.api.receive({ message: textMessage("很长的问题", 50) });
    await bot.api.waitFor("sendMessage", 3);
    bot.api.receive({ edited_message: textMessage("短", 50) });
    const [deletion] = await bot.api.waitFor("deleteMessages");
    expect(deletion?.payload["message_ids"]).toHaveLength(2);
  });

  it("sends the answer anew when the message to edit is gone", async () => {
    bot.start();
    bot.api.receive({ message: textMessage("一", 50) });
    await bot.api.waitFor("sendMessage");
    bot.api.failNext("editMessageText", { error_code: 400, description: "Bad Request: message to edit not found" });
    bot.api.receive({ edited_message: textMessage("二", 50) });
    expect(await bot.api.waitFor("sendMessage", 2)).toHaveLength(2);
  });

  it("answers an unknown command with what it can do", async () => {
    const answerer = bot.start();
    bot.api.receiveText("/dance");
    const [sent] = await bot.api.waitFor("sendMessage");
    expect(sent?.payload["text"]).toContain("直接发来问题即可");
    expect(answerer.inquiries).toEqual([]);
  });

  it("answers the words under a photo", async () => {
    const answerer = bot.start();
    const photo = [{ file_id: "x", file_unique_id: "y", width: 1, height: 1 }];
    bot.api.receive({ message: textMessage("", 50, { text: undefined, photo, caption: "这趟班车恢复了吗？" }) });
    await bot.api.waitFor("sendMessage");
    expect(answerer.inquiries[0]?.question).toBe("这趟班车恢复了吗？");
  });
});
