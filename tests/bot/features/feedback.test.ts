import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buttonsOf, RunningBot } from "../running-bot.ts";
import { textMessage } from "../stand-in-bot-api.ts";

let bot: RunningBot;

beforeEach(async () => {
  bot = await RunningBot.prepare();
});
afterEach(() => bot.dispose());

function press(data: string | undefined, userId = 7) {
  const from = { id: userId, is_bot: false, first_name: "Lin", language_code: "en" };
  const message = textMessage("回答", 60);
  bot.api.receive({ callback_query: { id: `${userId}`, from, message, chat_instance: "1", data } });
}

async function ask(): Promise<Record<string, string | undefined>> {
  bot.start();
  bot.api.receiveText("班车恢复了吗？");
  const [sent] = await bot.api.waitFor("sendMessage");
  return Object.fromEntries(
    buttonsOf(sent)
      .flat()
      .map(({ text, callback_data: data }) => [text, data]),
  );
}

describe("The buttons under an answer", () => {
  it("hold at most 64 bytes, even for the largest ids", async () => {
    const buttons = await ask();
    for (const data of Object.values(buttons)) expect(Buffer.byteLength(`${data}${"9".repeat(30)}`)).toBeLessThan(65);
  });

  it("keep a vote and show what was chosen", async () => {
    const buttons = await ask();
    press(buttons["👍"]);
    const [edit] = await bot.api.waitFor("editMessageReplyMarkup");
    expect(
      buttonsOf(edit)
        .flat()
        .map(({ text }) => text),
    ).toEqual(["👍 ✓", "👎"]);
    expect(bot.api.callsOf("answerCallbackQuery")[0]?.payload["text"]).toBe("Thank you!");
    expect(await bot.state.selectFrom("questions").select(["question", "vote"]).execute()).toEqual([
      { question: "班车恢复了吗？", vote: "up" },
    ]);
  });

  it("ask what was wrong after a vote against, and keep the reason", async () => {
    const buttons = await ask();
    press(buttons["👎"]);
    const [edit] = await bot.api.waitFor("editMessageReplyMarkup");
    const reasons = buttonsOf(edit).slice(1).flat();
    expect(reasons.map(({ text }) => text)).toEqual(["不正确", "已过时", "答非所问", "看不明白"]);
    press(reasons[1]?.callback_data);
    await bot.api.waitFor("editMessageReplyMarkup", 2);
    expect(await bot.state.selectFrom("questions").select(["vote", "reason"]).execute()).toEqual([
      { vote: "down", reason: "outdated" },
    ]);
  });

  it.each([
    { whose: "of somebody else", data: "answer:up:1:8:0", says: "belong to the person who asked" },
    { whose: "of a question that is gone", data: "answer:up:99:7:0", says: "too old" },
    { whose: "that no longer exist", data: "something:else", says: "too old" },
  ])("$whose are answered politely and change nothing", async ({ data, says }) => {
    await ask();
    press(data);
    const [answer] = await bot.api.waitFor("answerCallbackQuery");
    expect(answer?.payload["text"]).toContain(says);
    expect(bot.api.callsOf("editMessageReplyMarkup")).toEqual([]);
    expect(await bot.state.selectFrom("questions").select("vote").execute()).toEqual([{ vote: null }]);
  });
});
