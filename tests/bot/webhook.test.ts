import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RunningBot } from "./running-bot.ts";
import { textMessage } from "./stand-in-bot-api.ts";

let bot: RunningBot;

beforeEach(async () => {
  bot = await RunningBot.prepare();
});
afterEach(() => bot.dispose());

describe("With a webhook", () => {
  const webhook = { url: "https://bot.example.org/hook", secret: "a-secret-of-the-webhook" };

  it("the bot registers it, does not poll, and leaves it registered when it stops", async () => {
    bot.start(undefined, undefined, webhook);
    const [registration] = await bot.api.waitFor("setWebhook");
    expect(registration?.payload).toMatchObject({ url: webhook.url, secret_token: webhook.secret });
    await bot.stop();
    expect(bot.api.callsOf("deleteWebhook")).toEqual([]);
    expect(bot.api.polls).toBe(0);
  });

  it("an update is answered after it was acknowledged, and once if it comes twice", async () => {
    const answerer = bot.start(undefined, undefined, webhook);
    await bot.api.waitFor("setWebhook");
    const update = { update_id: 5, message: textMessage("班车恢复了吗？", 1) };
    await bot.take(update);
    await bot.take(update);
    await bot.take({ update_id: 6, message: textMessage("/help", 2) });
    expect(await bot.api.waitFor("sendMessage", 2)).toHaveLength(2);
    expect(answerer.inquiries).toHaveLength(1);
  });
});
