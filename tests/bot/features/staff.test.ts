import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answerTo, FakeAnswerer } from "../fakes.ts";
import { RunningBot, STAFF_ID } from "../running-bot.ts";

let bot: RunningBot;

beforeEach(async () => {
  bot = await RunningBot.prepare();
  const refusal = { status: "not-found" as const, citations: [] };
  bot.start(new FakeAnswerer(({ question }) => answerTo(question, refusal)));
  bot.api.receiveText("<b>药店几点开门？");
  await bot.api.waitFor("sendMessage");
});
afterEach(() => bot.dispose());

describe("/gaps", () => {
  it("lists for staff what was not answered", async () => {
    bot.api.receiveText("/gaps", { from: { id: STAFF_ID, is_bot: false, first_name: "Wu" } });
    const [, list] = await bot.api.waitFor("sendMessage", 2);
    expect(list?.payload["text"]).toBe("1 × <b>药店几点开门？");
  });

  it("is refused politely to anybody else", async () => {
    bot.api.receiveText("/gaps");
    const [, refusal] = await bot.api.waitFor("sendMessage", 2);
    expect(refusal?.payload["text"]).toBe("此功能仅供工作人员使用。");
  });
});
