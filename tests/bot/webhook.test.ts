import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answerTo, FakeAnswerer } from "./fakes.ts";
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

  it("an update is acknowledged before it is answered, and answered once if it comes twice", async () => {
    const never = bot.untilStopped();
    const answerer = new FakeAnswerer(({ question }) => (question === "slow" ? never : answerTo(question)));
    bot.start(answerer, undefined, webhook);
    await bot.api.waitFor("setWebhook");
    const root = await bot.serve();
    expect(await post(root, { update_id: 4, message: textMessage("slow", 1, LIN) })).toBe(200);
    const update = { update_id: 5, message: textMessage("班车恢复了吗？", 2) };
    expect([await post(root, update), await post(root, update)]).toEqual([200, 200]);
    expect(await post(root, { update_id: 6, message: textMessage("/help", 3) })).toBe(200);
    expect(await bot.api.waitFor("sendMessage", 2)).toHaveLength(2);
    expect(answerer.inquiries.map(({ question }) => question)).toEqual(["slow", "班车恢复了吗？"]);
  });

  it("an update that does not come from Telegram is refused", async () => {
    const answerer = bot.start(undefined, undefined, webhook);
    await bot.api.waitFor("setWebhook");
    const root = await bot.serve();
    expect(await post(root, { update_id: 5, message: textMessage("班车恢复了吗？", 1) }, "guessed-secret")).toBe(401);
    expect(await post(root, { update_id: 6, message: textMessage("/help", 2) })).toBe(200);
    await bot.api.waitFor("sendMessage");
    expect(answerer.inquiries).toEqual([]);
  });

  /** Posts an update as Telegram does; returns the status. */
  async function post(root: string, update: object, secret = webhook.secret): Promise<number> {
    const headers = { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret };
    return (await fetch(`${root}/hook`, { method: "POST", headers, body: JSON.stringify(update) })).status;
  }
});

/** Another chat, so that its questions delay no other. */
const LIN = { chat: { id: 8, type: "private", first_name: "Lin" } };
