import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RunningBot } from "../running-bot.ts";

let bot: RunningBot;

beforeEach(async () => {
  bot = await RunningBot.prepare();
});
afterEach(() => bot.dispose());

const OTHER = { id: 8, is_bot: false, first_name: "Kim", language_code: "en" };

describe("A shared question", () => {
  it("is asked again, and answered, for whoever opens the link", async () => {
    const answerer = bot.start();
    bot.api.receiveText("班车什么时候恢复？");
    bot.api.receiveText("/share");
    const [, shared] = await bot.api.waitFor("sendMessage", 2);
    const [, token] =
      /https:\/\/t\.me\/resumption_bot\?start=(q_[\w-]{1,62})\b/.exec(String(shared?.payload["text"])) ?? [];
    bot.api.receiveText(`/start ${token}`, { from: OTHER, chat: { id: 8, type: "private", first_name: "Kim" } });
    const [, , answer] = await bot.api.waitFor("sendMessage", 3);
    expect(answer?.payload["text"]).toContain("2月17日");
    expect(answerer.inquiries).toHaveLength(2);
    expect(answerer.inquiries[1]).toEqual({ question: "班车什么时候恢复？", history: [] });
  });

  it("needs a question to share", async () => {
    bot.start();
    bot.api.receiveText("/share", { from: OTHER });
    const [sent] = await bot.api.waitFor("sendMessage");
    expect(sent?.payload["text"]).toContain("Ask me something first");
  });

  it("that is not known is met with the welcome", async () => {
    bot.start();
    bot.api.receiveText("/start q_unknown", { from: OTHER });
    const [sent] = await bot.api.waitFor("sendMessage");
    expect(sent?.payload["text"]).toContain("Ask me when work");
  });
});
