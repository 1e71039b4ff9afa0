import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RunningBot } from "../running-bot.ts";
import type { Call } from "../stand-in-bot-api.ts";
import { NOTICE, NOTICE_TITLE, StaffChat, textOf } from "./staff-chat.ts";

let bot: RunningBot;
let staff: StaffChat;
let preview: Call;

beforeEach(async () => {
  bot = await RunningBot.prepare();
  bot.start();
  staff = new StaffChat(bot);
  preview = await staff.sendFile(NOTICE);
});
afterEach(() => bot.dispose());

describe("A preview", () => {
  it("takes another title, from which the id is made", async () => {
    const prompt = await staff.press(preview, "Title", "sendMessage");
    expect(prompt.payload["reply_markup"]).toEqual({ force_reply: true });
    const corrected = await staff.say(" 吉林至桦甸\n班车恢复 ");
    expect(textOf(corrected)).toContain("\n吉林至桦甸 班车恢复\n");
    await staff.press(corrected, "Add");
    expect(await bot.store.find("吉林至桦甸-班车恢复")).toMatchObject({ title: "吉林至桦甸 班车恢复" });
  });

  it.each([
    ["2020-02-15", "2020-02-15"],
    ["２０２０年2月5日", "2020-02-05"],
    ["2020/2/15", "2020-02-15"],
  ])("takes the date %s as %s", async (typed, date) => {
    await staff.press(preview, "Date", "sendMessage");
    const corrected = await staff.say(typed);
    expect(textOf(corrected)).toContain(`Published: ${date}`);
    await staff.press(corrected, "Add");
    expect(await bot.store.find(NOTICE_TITLE)).toMatchObject({ published: date });
  });

  it.each(["2020-02-30", "tomorrow", "2月16日", "2026-11-24", "20-02-16"])(
    "refuses the date %s and asks again",
    async (typed) => {
      await staff.press(preview, "Date", "sendMessage");
      const refusal = await staff.say(typed);
      expect(textOf(refusal)).toContain("not a day up to today");
      expect(refusal.payload["reply_markup"]).toEqual({ force_reply: true });
      expect(textOf(await staff.say("2020-02-15"))).toContain("Published: 2020-02-15");
    },
  );

  it("refuses a title that is empty or as long as a text", async () => {
    await staff.press(preview, "Title", "sendMessage");
    expect(textOf(await staff.say("题".repeat(201)))).toContain("1 to 200");
    expect(textOf(await staff.say(" \u2003 "))).toContain("1 to 200");
  });

  it("that was corrected is not added by the buttons of the earlier one", async () => {
    await staff.press(preview, "Title", "sendMessage");
    await staff.say("另一个标题");
    const late = await staff.press(preview, "Add", "answerCallbackQuery");
    expect(late.payload["text"]).toContain("no longer valid");
  });

  it("of a change keeps the correction, and what was corrected stays when the file comes again", async () => {
    await staff.press(preview, "Add");
    const change = await staff.sendFile(NOTICE.replace("2月17日", "2月18日"));
    await staff.press(change, "Date", "sendMessage");
    const corrected = await staff.say("2020-02-15");
    expect(textOf(corrected)).toContain("− published: 2020-02-16\n+ published: 2020-02-15");
    await staff.press(corrected, "Replace");
    expect(textOf(await staff.sendFile(NOTICE.replace("2月17日", "2月18日")))).toMatch(/^✓/);
  });

  it("waits for no value after a command", async () => {
    await staff.press(preview, "Title", "sendMessage");
    await staff.say("/articles");
    expect(textOf(await staff.say("班车恢复了吗？"))).toContain("2月17日率先开通");
  });

  it("says after a restart that it is not known any more what was to be corrected", async () => {
    const prompt = await staff.press(preview, "Title", "sendMessage");
    await bot.stop();
    bot.start();
    const from = { id: 1001, is_bot: true, first_name: "Resumption" };
    const reply = await staff.say("另一个标题", { reply_to_message: { message_id: 9, from, text: textOf(prompt) } });
    expect(textOf(reply)).toContain("no longer valid");
  });
});
