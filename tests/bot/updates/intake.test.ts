import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RunningBot } from "../running-bot.ts";
import { textMessage } from "../stand-in-bot-api.ts";

let bot: RunningBot;

beforeEach(async () => {
  bot = await RunningBot.prepare();
});
afterEach(() => bot.dispose());

describe("While the state cannot be written", () => {
  it("questions are answered all the same, once each, and it is told once with what to do", async () => {
    const answerer = bot.start();
    await bot.api.waitFor("setMyCommands");
    await sql`PRAGMA query_only = ON`.execute(bot.state);
    for (let n = 0; n < 5; n += 1) bot.api.receiveText(`问题${n}`);
    for (const { payload } of await bot.api.waitFor("sendMessage", 5)) expect(payload["text"]).toContain("2月17日");
    await bot.api.allConfirmed();
    // Telegram delivers one again.
    bot.api.receive({ update_id: 1, message: textMessage("问题0", 1) });
    bot.api.receiveText("/help");
    await bot.api.waitFor("sendMessage", 6);
    expect(answerer.inquiries.map(({ question }) => question)).toEqual([0, 1, 2, 3, 4].map((n) => `问题${n}`));
    const told = bot.logged.filter((line) => line.includes("The state cannot be written"));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain("Free space");
    await sql`PRAGMA query_only = OFF`.execute(bot.state);
    bot.api.receiveText("/new");
    await bot.api.waitFor("sendMessage", 7);
  });
});
