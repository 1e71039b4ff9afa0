import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RunningBot, UPDATES_PER_MINUTE } from "../running-bot.ts";

let bot: RunningBot;

beforeEach(async () => {
  bot = await RunningBot.prepare();
});
afterEach(() => bot.dispose());

const SENT = 1_792_000_000;
const other = { chat: { id: 8, type: "private" }, from: { id: 8, is_bot: false, first_name: "Kim" } };

describe("Who sends too much", () => {
  it("is told so once, and is answered again a minute later; others are not held up", async () => {
    const answerer = bot.start();
    for (let n = 0; n < UPDATES_PER_MINUTE + 5; n += 1) bot.api.receiveText("一", { date: SENT });
    bot.api.receiveText("二", other);
    bot.api.receiveText("三", { date: SENT + 61 });
    const sent = await bot.api.waitFor("sendMessage", UPDATES_PER_MINUTE + 3);
    await bot.api.allConfirmed();
    expect(sent.filter(({ payload }) => payload["text"] === "提问太快了，请过一分钟再问。")).toHaveLength(1);
    const others = answerer.inquiries.map(({ question }) => question).filter((question) => question !== "一");
    expect(new Set(others)).toEqual(new Set(["二", "三"]));
  });

  it("is not who wrote over a long time while the bot was down", async () => {
    const answerer = bot.start();
    for (let n = 0; n < UPDATES_PER_MINUTE * 2; n += 1) bot.api.receiveText("一", { date: SENT + n * 10 });
    await bot.api.waitFor("sendMessage", UPDATES_PER_MINUTE * 2);
    expect(answerer.inquiries).toHaveLength(UPDATES_PER_MINUTE * 2);
  });
});
