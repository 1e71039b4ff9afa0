import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TokenError } from "../../bot/updates/polling.ts";
import { answerTo, BUS_SENTENCE, FakeAnswerer } from "./fakes.ts";
import { RunningBot } from "./running-bot.ts";
import { type StandInBotApi, textMessage } from "./stand-in-bot-api.ts";
import { parseTelegramHtml } from "./telegram-html.ts";

let bot: RunningBot;
let api: StandInBotApi;

beforeEach(async () => {
  bot = await RunningBot.prepare();
  api = bot.api;
});
afterEach(() => bot.dispose());

describe("The bot over the Bot API", () => {
  it("answers a question with the answer first, the verbatim quote and where it stands", async () => {
    const answerer = bot.start();
    api.receiveText("吉林到桦甸的班车什么时候恢复？");
    const [sent] = await api.waitFor("sendMessage");
    expect(answerer.inquiries[0]?.question).toBe("吉林到桦甸的班车什么时候恢复？");
    expect(sent?.payload).toMatchObject({ chat_id: 7, parse_mode: "HTML" });
    const { text, entities } = parseTelegramHtml(String(sent?.payload["text"]));
    expect(text.split("\n")[0]).toBe("吉林至桦甸班车将于2月17日率先开通 [1]。");
    const quote = entities.find((entity) => entity.tag === "blockquote");
    expect(text.slice(quote?.start, quote?.end)).toBe(BUS_SENTENCE);
    const bold = entities.filter((entity) => entity.tag === "b").map(({ start, end }) => text.slice(start, end));
    expect(bold).toEqual(["2月17日", "2月17日"]);
    expect(entities.find((entity) => entity.tag === "a")?.href).toBe("https://example.org/jilin?a=1&b=2");
    expect(text).toContain("[1] 吉林日报 · 2023年8月1日 · 吉林市交通运输局");
  });

  it("shows that it is typing", async () => {
    bot.start();
    api.receiveText("吉林到桦甸的班车什么时候恢复？");
    const [action] = await api.waitFor("sendChatAction");
    expect(action?.payload).toMatchObject({ chat_id: 7, action: "typing" });
  });

  it("says what it is for on /start and /help, in the language of the user's Telegram", async () => {
    bot.start();
    api.receiveText("/start");
    api.receiveText("/help", {
      from: { id: 8, is_bot: false, first_name: "Kim", language_code: "ko" },
    });
    const [start, help] = await api.waitFor("sendMessage", 2);
    expect(start?.payload["text"]).toContain("吉林到桦甸的班车什么时候恢复？");
    expect(help?.payload["text"]).toContain("질문");
  });

  it("says in one sentence that it reads only text", async () => {
    bot.start();
    api.receive({
      message: {
        message_id: 5,
        date: 0,
        chat: { id: 7, type: "private" },
        from: { id: 7, is_bot: false, first_name: "Ann", language_code: "en" },
        sticker: { file_id: "x" },
      },
    });
    const [sent] = await api.waitFor("sendMessage");
    expect(sent?.payload["text"]).toBe("I can read only text. Please type your question.");
  });

  it("sends an answer that is longer than a message in several", async () => {
    bot.start(new FakeAnswerer(({ question }) => answerTo(question, { answer: "长答案。".repeat(2500) })));
    api.receiveText("?");
    const sent = await api.waitFor("sendMessage", 3);
    const texts = sent.map((call) => parseTelegramHtml(String(call.payload["text"])).text);
    expect(texts.join("")).toContain("长答案。".repeat(2500).slice(0, -1));
  });

  it("answers in order", async () => {
    bot.start(new FakeAnswerer(({ question }) => answerTo(question, { answer: `回答${question}`, citations: [] })));
    for (let n = 0; n < 20; n += 1) api.receiveText(`问题${n}`);
    const sent = await api.waitFor("sendMessage", 20);
    expect(sent.map((call) => call.payload["text"])).toEqual(sent.map((_, n) => `回答问题${n}`));
  });

  it("apologises when answering fails, and goes on with the next question", async () => {
    let first = true;
    bot.start(
      new FakeAnswerer(({ question }) => {
        if (!first) return answerTo(question);
        first = false;
        throw new Error(`no memory for ${api.token}`);
      }),
    );
    api.receiveText("一");
    api.receiveText("二");
    const sent = await api.waitFor("sendMessage", 2);
    expect(sent[0]?.payload["text"]).toContain("出了点问题");
    expect(sent[1]?.payload["text"]).toContain("2月17日");
    expect(bot.logged.join("\n")).toContain("no memory");
    expect(bot.logged.join("\n")).not.toContain(api.token);
  });

  it("waits as long as Telegram asks when it sends too much", async () => {
    bot.start();
    api.failNext("sendMessage", {
      error_code: 429,
      description: "Too Many Requests: retry after 0",
      parameters: { retry_after: 0 },
    });
    api.receiveText("吉林到桦甸的班车什么时候恢复？");
    const sent = await api.waitFor("sendMessage");
    expect(sent).toHaveLength(1);
  });

  it("goes on when somebody has blocked it", async () => {
    bot.start();
    api.failNext("sendMessage", {
      error_code: 403,
      description: "Forbidden: bot was blocked by the user",
    });
    api.receiveText("一");
    api.receiveText("二");
    await api.allConfirmed();
    expect((await api.waitFor("sendMessage")).length).toBeGreaterThan(0);
  });

  it("waits for another process that polls for the same bot, and says so once", async () => {
    const conflict = {
      error_code: 409,
      description: "Conflict: terminated by other getUpdates request",
    };
    for (let n = 0; n < 3; n += 1) api.failNext("getUpdates", conflict);
    bot.start();
    api.receiveText("吉林到桦甸的班车什么时候恢复？");
    await api.waitFor("sendMessage");
    expect(bot.logged.filter((line) => line.includes("Another process"))).toHaveLength(1);
  });

  it("stops with a sentence that does not hold the token when Telegram refuses it", async () => {
    bot.start(new FakeAnswerer(), "9:wrong");
    const error = await bot.running?.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TokenError);
    expect(String(error)).toMatch(/refused BOT_TOKEN.*@BotFather/);
    expect(String(error)).not.toContain("9:wrong");
  });

  it("lets a slow answer in one chat delay no other chat", async () => {
    const never = bot.untilStopped();
    bot.start(new FakeAnswerer(({ question }) => (question === "slow" ? never : answerTo(question))));
    api.receiveText("slow");
    api.receiveText("quick", { chat: { id: 8, type: "private", first_name: "Kim" } });
    const [sent] = await api.waitFor("sendMessage");
    expect(sent?.payload["chat_id"]).toBe(8);
  });

  it("answers after a restart what was not answered before it, and nothing twice", async () => {
    const interrupted = bot.untilStopped();
    bot.start(new FakeAnswerer(({ question }) => (question === "一" ? interrupted : answerTo(question))));
    api.receiveText("零", { chat: { id: 8, type: "private", first_name: "Kim" } });
    api.receiveText("一");
    await api.waitFor("sendMessage");
    await api.allConfirmed();
    await bot.stop();
    const answerer = bot.start();
    api.receiveText("二");
    await api.waitFor("sendMessage", 3);
    expect(answerer.inquiries.map(({ question }) => question)).toEqual(["一", "二"]);
  });

  it("answers an update that Telegram delivers twice only once", async () => {
    const answerer = bot.start();
    const updateId = api.receiveText("一");
    await api.waitFor("sendMessage");
    await api.allConfirmed();
    api.receive({ update_id: updateId, message: textMessage("一", 5) });
    api.receiveText("二");
    await api.waitFor("sendMessage", 2);
    expect(answerer.inquiries.map(({ question }) => question)).toEqual(["一", "二"]);
  });

  it.each([
    { what: "the connection drops", fault: "drop" as const },
    { what: "Telegram's server fails", fault: { error_code: 502, description: "Bad Gateway" } },
  ])("sends an answer again when $what", async ({ fault }) => {
    bot.start();
    api.failNext("sendMessage", fault);
    api.receiveText("一");
    api.receiveText("二");
    const sent = await api.waitFor("sendMessage", 2);
    expect(sent).toHaveLength(2);
    expect(bot.logged.join("\n")).toContain("Telegram can be reached again");
  });
});
