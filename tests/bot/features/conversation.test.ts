import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answerTo, FakeAnswerer } from "../fakes.ts";
import { RunningBot } from "../running-bot.ts";
import { textMessage } from "../stand-in-bot-api.ts";

const BOT = { id: 1001, is_bot: true, first_name: "Resumption", username: "resumption_bot" };

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

  it("leaves an answer alone after an edit that changes no word, such as that of a link's preview", async () => {
    const answerer = bot.start();
    bot.api.receive({ message: textMessage("班车什么时候恢复", 50) });
    bot.api.receive({ edited_message: textMessage("班车什么时候恢复", 50) });
    bot.api.receiveText("/help");
    await bot.api.waitFor("sendMessage", 2);
    expect(answerer.inquiries).toHaveLength(1);
    expect(bot.api.callsOf("editMessageText")).toEqual([]);
  });

  it("takes thanks and greetings for no topic", async () => {
    const smalltalk = { status: "smalltalk" as const, answer: "不客气。", citations: [] };
    const answerer = bot.start(
      new FakeAnswerer(({ question }) => answerTo(question, question === "谢谢" ? smalltalk : {})),
    );
    for (const text of ["班车什么时候恢复？", "谢谢", "那怎么买票？"]) bot.api.receiveText(text);
    await bot.api.waitFor("sendMessage", 3);
    expect(answerer.inquiries.at(-1)).toEqual({ question: "那怎么买票？", history: ["班车什么时候恢复？"] });
  });

  it.each(["the answer", "the question"])("continues the topic when %s is replied to", async (what) => {
    const answerer = bot.start();
    bot.api.receive({ message: textMessage("班车什么时候恢复？", 50) });
    const [first] = await bot.api.waitFor("sendMessage");
    bot.api.receive({ message: textMessage("学校什么时候开学？", 51) });
    await bot.api.waitFor("sendMessage", 2);
    const message = textMessage("…", what === "the question" ? 50 : (first?.messageId ?? 0));
    bot.api.receive({ message: textMessage("那怎么买票？", 52, { reply_to_message: message }) });
    await bot.api.waitFor("sendMessage", 3);
    expect(answerer.inquiries.at(-1)?.history).toEqual(["班车什么时候恢复？"]);
  });

  it("continues the topic of an old answer that is replied to, also after a restart", async () => {
    bot.start();
    bot.api.receiveText("班车什么时候恢复？");
    const [sent] = await bot.api.waitFor("sendMessage");
    await bot.stop();
    const answerer = bot.start();
    bot.clock = new Date(bot.clock.getTime() + 86_400_000);
    const answer = textMessage("2月17日", 60, { from: BOT, reply_markup: sent?.payload["reply_markup"] });
    bot.api.receiveText("那怎么买票？", { reply_to_message: answer });
    await bot.api.waitFor("sendMessage", 2);
    expect(answerer.inquiries.at(-1)).toEqual({ question: "那怎么买票？", history: ["班车什么时候恢复？"] });
  });

  it("does not hold an answer up until Telegram shows that the bot is typing", async () => {
    bot.start();
    bot.api.failNext("sendChatAction", { error_code: 429, description: "Too Many", parameters: { retry_after: 50 } });
    bot.api.receiveText("班车什么时候恢复？");
    expect(await bot.api.waitFor("sendMessage")).toHaveLength(1);
  });

  it.each([
    { what: "sticker", content: { sticker: { file_id: "x" } } },
    { what: "photo", content: { photo: [{ file_id: "x" }] } },
    { what: "voice message", content: { voice: { file_id: "x", duration: 3 } } },
    { what: "video note", content: { video_note: { file_id: "x" } } },
    { what: "location", content: { location: { latitude: 43.8, longitude: 126.5 } } },
    { what: "contact", content: { contact: { phone_number: "1", first_name: "Lin" } } },
    { what: "poll", content: { poll: { id: "1", question: "?", options: [] } } },
    { what: "die", content: { dice: { emoji: "🎲", value: 3 } } },
  ])("says in one sentence that it cannot read a $what", async ({ content }) => {
    bot.start();
    bot.api.receive({ message: textMessage("", 50, { text: undefined, ...content }) });
    const [sent] = await bot.api.waitFor("sendMessage");
    expect(sent?.payload["text"]).toBe("我只能读文字，请把问题打出来。");
  });

  it.each([
    { what: "more than a question", text: "问".repeat(1001), says: "请用一两句话提问" },
    { what: "/ask without a question", text: "/ask", says: "请把问题一起写出来" },
  ])("asks for a question instead of $what, with an example", async ({ text, says }) => {
    const answerer = bot.start();
    bot.api.receiveText(text);
    const [sent] = await bot.api.waitFor("sendMessage");
    expect(sent?.payload["text"]).toContain(says);
    expect(sent?.payload["text"]).toContain("吉林到桦甸");
    expect(answerer.inquiries).toEqual([]);
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
