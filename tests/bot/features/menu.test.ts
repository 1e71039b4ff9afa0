import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RunningBot } from "../running-bot.ts";

let bot: RunningBot;

beforeEach(async () => {
  bot = await RunningBot.prepare();
});
afterEach(() => bot.dispose());

describe("The menu of commands", () => {
  it("is published in every language, and only when it differs", async () => {
    bot.start();
    const published = await bot.api.waitFor("setMyShortDescription", 3);
    expect(published.map(({ payload }) => payload["language_code"])).toEqual([undefined, "zh", "ko"]);
    const commands = bot.api.callsOf("setMyCommands").map(({ payload }) => payload["commands"]);
    expect(commands[1]).toContainEqual({ command: "new", description: "换个话题" });
    await bot.stop();
    bot.start();
    await bot.api.waitFor("getMyShortDescription", 6);
    for (const method of ["setMyCommands", "setMyDescription", "setMyShortDescription"]) {
      expect(bot.api.callsOf(method)).toHaveLength(3);
    }
  });
});
