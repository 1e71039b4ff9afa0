import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RunningBot, STAFF_ID } from "../running-bot.ts";
import type { Call } from "../stand-in-bot-api.ts";

let bot: RunningBot;

beforeEach(async () => {
  bot = await RunningBot.prepare();
});
afterEach(() => bot.dispose());

/** The names of the commands of a published menu. */
function namesOf({ payload }: Call): string[] {
  return (payload["commands"] as { command: string }[]).map(({ command }) => command);
}

describe("The menu of commands", () => {
  it("is published in every language and scope, and only when it differs", async () => {
    bot.start();
    const texts = await bot.api.waitFor("setMyShortDescription", 3);
    expect(texts.map(({ payload }) => payload["language_code"])).toEqual([undefined, "zh", "ko"]);
    const menus = bot.api.callsOf("setMyCommands");
    expect(menus.map(({ payload }) => [payload["language_code"], payload["scope"]])).toEqual(
      [undefined, "zh", "ko"].flatMap((language) => [
        [language, { type: "default" }],
        [language, { type: "all_group_chats" }],
        [language, { type: "chat", chat_id: STAFF_ID }],
      ]),
    );
    expect(menus[3]?.payload["commands"]).toContainEqual({ command: "new", description: "换个话题" });
    await bot.stop();
    bot.start();
    await bot.api.waitFor("getMyShortDescription", 6);
    expect(bot.api.callsOf("setMyCommands")).toHaveLength(9);
    for (const method of ["setMyDescription", "setMyShortDescription"]) {
      expect(bot.api.callsOf(method)).toHaveLength(3);
    }
  });

  it("has in groups what makes sense there, and for staff their commands too", async () => {
    bot.start();
    const [everybody, groups, staff] = (await bot.api.waitFor("setMyCommands", 3)).map(namesOf);
    expect(everybody).toEqual(["ask", "new", "share", "watches", "language", "help"]);
    expect(groups).toEqual(["ask", "new", "share", "watches"]);
    expect(staff).toEqual([...(everybody ?? []), "articles", "gaps", "staff"]);
  });

  it("is published although staff have never written to the bot", async () => {
    const unknown = { error_code: 400, description: "Bad Request: chat not found" };
    bot.api.failNext("setMyCommands", unknown, ({ scope }) => JSON.stringify(scope).includes("chat_id"));
    bot.start();
    await bot.api.waitFor("setMyShortDescription", 3);
    expect(bot.logged.join()).not.toContain("menu");
  });
});
