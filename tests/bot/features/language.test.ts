import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { interfaceLanguage } from "../../../bot/interface-language.ts";
import { buttonsOf, RunningBot } from "../running-bot.ts";
import { textMessage } from "../stand-in-bot-api.ts";

let bot: RunningBot;

beforeEach(async () => {
  bot = await RunningBot.prepare();
});
afterEach(() => bot.dispose());

describe("The language of the interface", () => {
  it("is changed with /language, and remembered across a restart", async () => {
    bot.start();
    bot.api.receiveText("/language");
    const [question] = await bot.api.waitFor("sendMessage");
    const english = buttonsOf(question)
      .flat()
      .find(({ text }) => text === "English");
    const from = { id: 7, is_bot: false, first_name: "Lin", language_code: "zh-hans" };
    const message = textMessage("?", 60);
    bot.api.receive({ callback_query: { id: "1", from, message, chat_instance: "1", data: english?.callback_data } });
    const [confirmation] = await bot.api.waitFor("editMessageText");
    expect(confirmation?.payload["text"]).toBe("I speak English now.");
    await bot.stop();
    bot.start();
    bot.api.receiveText("/start");
    const [, welcome] = await bot.api.waitFor("sendMessage", 2);
    expect(welcome?.payload["text"]).toContain("Ask me when work");
  });

  it.each([
    ["zh-hans", "zh"],
    ["zh-CN", "zh"],
    ["zh-hant", "zh-Hant"],
    ["zh-TW", "zh-Hant"],
    ["ko-KR", "ko"],
    ["fr", "en"],
    [undefined, "en"],
  ])("for %s is %s", (tag, language) => {
    expect(interfaceLanguage(tag)).toBe(language);
  });

  it("has every message in every language, with the same variables", () => {
    const folder = new URL("../../../bot/locales/", import.meta.url);
    const [english, ...others] = ["en.ftl", ...readdirSync(folder).filter((name) => name !== "en.ftl")].map((name) => {
      const messages = readFileSync(new URL(name, folder), "utf8").split(/^(?=[a-z-]+ =)/m);
      return Object.fromEntries(
        messages.map((message) => [message.split(" =")[0], [...message.matchAll(/\$\w+/g)].map(String).sort()]),
      );
    });
    expect(others).toHaveLength(3);
    for (const other of others) expect(other).toEqual(english);
  });
});
