import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { ALLOWED_HOST, buttonsOf, RunningBot, STAFF_ID } from "../running-bot.ts";
import { auditOf, NOTICE, StaffChat, textOf } from "../staff/staff-chat.ts";

const CHANNEL = { type: "channel", chat: { id: -1, type: "channel", title: "吉林发布" }, message_id: 1, date: 0 };

let bot: RunningBot;
let staff: StaffChat;
let resident: StaffChat;

beforeEach(async () => {
  bot = await RunningBot.prepare();
  bot.start();
  staff = new StaffChat(bot);
  resident = new StaffChat(bot, 7);
});
afterEach(() => bot.dispose());

async function expectNothingDone() {
  expect(bot.api.downloads).toEqual([]);
  expect(bot.api.callsOf("getFile")).toEqual([]);
  expect(await readdir(bot.folder)).toEqual([]);
  expect(await auditOf(bot)).toEqual([]);
}

describe("Who is not staff", () => {
  it("is told politely that files are for staff, and nothing is downloaded", async () => {
    expect(textOf(await resident.sendFile(NOTICE))).toBe(
      "Only staff can add articles. Please type your question, and I shall look it up.",
    );
    await expectNothingDone();
  });

  it("is told so of an address, and nothing is fetched", async () => {
    let requests = 0;
    const website = createServer((_, response) => response.end(String(++requests))).listen(0, ALLOWED_HOST);
    onTestFinished(() => void website.close());
    await once(website, "listening");
    const address = `http://${ALLOWED_HOST}:${(website.address() as AddressInfo).port}/notice`;
    expect(textOf(await resident.say(address))).toContain("Only staff can add articles");
    expect(requests).toBe(0);
    await expectNothingDone();
  });

  it("is told so of a long forwarded post, while a short one and a long text of their own are questions", async () => {
    expect(textOf(await resident.say(NOTICE.repeat(2), { forward_origin: CHANNEL }))).toContain("Only staff");
    expect(textOf(await resident.say("班车恢复了吗", { forward_origin: CHANNEL }))).toContain("2月17日率先开通");
    expect(textOf(await resident.say("我想坐班车去桦甸。".repeat(60)))).toContain("2月17日率先开通");
    await expectNothingDone();
  });

  it.each(["/staff", "/articles", "/remove bus", "/gaps"])("is told that %s is for staff", async (command) => {
    expect(textOf(await resident.say(command))).toBe("This is for staff only.");
    await expectNothingDone();
  });

  it("cannot use the buttons of staff, not even with their data", async () => {
    const preview = await staff.sendFile(NOTICE);
    const buttons = buttonsOf(preview).flat();
    for (const { callback_data: data = "" } of [...buttons, { callback_data: "articles:page::0" }]) {
      const alert = await resident.pressData(data, "answerCallbackQuery");
      expect(alert.payload["text"]).toBe("This is for staff only.");
    }
    expect(await readdir(bot.folder)).toEqual([]);
    expect(await auditOf(bot)).toEqual([]);
  });

  it("cannot answer the bot's request for a title in place of staff, not even in a chat of the same id", async () => {
    const preview = await staff.sendFile(NOTICE);
    await staff.press(preview, "Title", "sendMessage");
    const stranger = { from: { id: 7, is_bot: false, first_name: "Lin", language_code: "en" } };
    const answer = await staff.say("班车恢复了吗", stranger);
    expect(textOf(answer)).toContain("2月17日率先开通");
    expect(textOf(await staff.say("标题"))).toMatch(/^🆕[^]*\n标题\n/);
  });

  it("sees a moving picture called what it is to the bot: no text", async () => {
    const picture = { animation: { file_id: "x" }, document: { file_id: "x" }, text: undefined };
    expect(textOf(await resident.say("", picture))).toMatch(/^I can read only text/);
  });
});

describe("Staff", () => {
  it("see with /staff what they can do", async () => {
    expect(textOf(await staff.say("/staff"))).toContain("/articles");
  });

  it("do not show articles to a group", async () => {
    const group = { id: -100, type: "supergroup", title: "小区" };
    bot.api.receiveText("/articles", { chat: group, from: { id: STAFF_ID, is_bot: false, first_name: "Wu" } });
    await staff.say("/staff");
    expect(bot.api.callsOf("sendMessage")).toHaveLength(1);
  });
});
