import { readdir } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buttonsOf, RunningBot, STAFF_ID } from "../running-bot.ts";
import { auditOf, NOTICE, NOTICE_TITLE, StaffChat, textOf } from "./staff-chat.ts";

let bot: RunningBot;
let staff: StaffChat;

beforeEach(async () => {
  bot = await RunningBot.prepare();
  bot.start();
  staff = new StaffChat(bot);
});
afterEach(() => bot.dispose());

const add = async (content: string) => staff.press(await staff.sendFile(content), "Add");

describe("A file from staff", () => {
  it("is shown as the article that it would become, with what was cut, and nothing is written", async () => {
    const preview = await staff.sendFile(NOTICE);
    const text = textOf(preview);
    expect(text).toMatch(/^🆕 A new article:/);
    expect(text).toContain(`\n${NOTICE_TITLE}\n`);
    expect(text).toContain("Source: 吉林市交通运输局\nPublished: 2020-02-16");
    expect(text).toContain("Sections: 1, passages: 1");
    expect(text).toMatch(/✂️ Cut as no part of the article \(\d\):\n(.*\n)*− 打印本页 关闭窗口/);
    const labels = buttonsOf(preview).map((row) => row.map((button) => button.text));
    expect(labels).toEqual([["✅ Add", "✏️ Title", "📅 Date"], ["✕ Cancel"]]);
    for (const { callback_data: data = "" } of buttonsOf(preview).flat()) {
      expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
    }
    expect(await readdir(bot.folder)).toEqual([]);
    expect(await auditOf(bot)).toEqual([]);
  });

  it("is added on a press, and the audit says who, when and what", async () => {
    const done = await add(NOTICE);
    expect(textOf(done)).toContain(`✅ Done: ${NOTICE_TITLE}`);
    expect(buttonsOf(done)).toEqual([]);
    expect(await bot.store.find(NOTICE_TITLE)).toMatchObject({ title: NOTICE_TITLE, published: "2020-02-16" });
    const rows = await bot.state.selectFrom("audit").selectAll().execute();
    const at = bot.clock.getTime();
    expect(rows).toEqual([{ id: 1, at, userId: STAFF_ID, action: "add", articleId: NOTICE_TITLE }]);
  });

  it("is forgotten on Cancel", async () => {
    const preview = await staff.sendFile(NOTICE);
    expect(textOf(await staff.press(preview, "Cancel"))).toBe("Cancelled; nothing was changed.");
    const late = await staff.press(preview, "Add", "answerCallbackQuery");
    expect(late.payload["text"]).toContain("no longer valid");
    expect(await readdir(bot.folder)).toEqual([]);
  });

  it("that is there already says so and offers nothing to add", async () => {
    await add(NOTICE);
    const again = await staff.sendFile(NOTICE);
    expect(textOf(again)).toMatch(/^✓ This article is already here/);
    expect(JSON.stringify(buttonsOf(again))).not.toMatch(/Add|Replace/);
  });

  it("that changes an article shows what goes and what comes, and replaces it on a press", async () => {
    await add(NOTICE);
    const preview = await staff.sendFile(NOTICE.replace("逐步恢复", "于2月20日恢复"));
    expect(textOf(preview)).toMatch(/^✏️ A change/);
    expect(textOf(preview)).toContain("\n− 其他线路将根据疫情防控形势逐步恢复");
    expect(textOf(preview)).toContain("\n+ 其他线路将根据疫情防控形势于2月20日恢复");
    await staff.press(preview, "Replace");
    expect((await bot.store.find(NOTICE_TITLE))?.body).toContain("于2月20日恢复");
    expect(await auditOf(bot)).toEqual([
      [STAFF_ID, "add", NOTICE_TITLE],
      [STAFF_ID, "replace", NOTICE_TITLE],
    ]);
  });

  it("is shown anew instead of written when the articles changed after its preview", async () => {
    const [first, second] = [await staff.sendFile(NOTICE), await staff.sendFile(NOTICE.replace("2月17日", "2月18日"))];
    await staff.press(first, "Add");
    const anew = await staff.next("sendMessage", () => void staff.press(second, "Add"));
    expect(textOf(anew)).toMatch(/^✏️ A change/);
    expect((await bot.store.find(NOTICE_TITLE))?.body).toContain("2月17日");
    expect(await auditOf(bot)).toHaveLength(1);
  });

  it.each([
    ["../../../escaped.txt", NOTICE],
    ["..\\..\\escaped\u0000\u202E.md", NOTICE.replace(NOTICE_TITLE, "../../escaped")],
    ["/etc/passwd", `---\nid: ../../escaped\ntitle: 通知\n---\n\n${NOTICE}`],
  ])("named %j never leads out of the folder of articles", async (name, content) => {
    const preview = await staff.sendFile(content, { file_name: name });
    const isRefused = buttonsOf(preview).length === 0;
    if (!isRefused) await staff.press(preview, "Add");
    expect(textOf(preview)).not.toContain("\u0000");
    expect(await readdir(bot.folder)).toEqual(isRefused ? [] : ["articles"]);
    for (const file of isRefused ? [] : await readdir(bot.store.folder)) expect(file).toMatch(/^[\p{L}\p{N}].*\.md$/u);
  });

  it.each([
    ["an image", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), "a picture; add the text itself"],
    ["an empty file", "", "empty"],
  ])("that is %s is refused with the reason", async (_, content, reason) => {
    const refusal = await staff.sendFile(content);
    expect(textOf(refusal)).toContain("This cannot be added.");
    expect(textOf(refusal)).toContain(reason);
    expect(buttonsOf(refusal)).toEqual([]);
  });

  it("that is too large is refused without a download", async () => {
    expect(textOf(await staff.sendFile(NOTICE, { file_size: 10_000_001 }))).toContain("too large");
    expect(bot.api.downloads).toEqual([]);
    bot.api.failNext("getFile", { error_code: 400, description: "Bad Request: file is too big" });
    expect(textOf(await staff.sendFile(NOTICE, { file_size: undefined }))).toContain("too large");
    expect(bot.api.downloads).toEqual([]);
  });

  it("that turns out to be too large is refused all the same", async () => {
    const refusal = await staff.sendFile(Buffer.alloc(10_000_001, "a"), { file_size: undefined });
    expect(textOf(refusal)).toContain("too large");
  });

  it("that cannot be fetched is asked for again, and the log does not tell the token", async () => {
    const refusal = await staff.sendFile(NOTICE, { file_id: "unknown" });
    expect(textOf(refusal)).toContain("Please send it again");
    expect(bot.logged.join()).toContain("A file could not be fetched");
    expect(bot.logged.join()).not.toContain(bot.api.token);
  });

  it("whose preview was made before a restart is to be sent again", async () => {
    const preview = await staff.sendFile(NOTICE);
    await bot.stop();
    bot.start();
    const late = await staff.press(preview, "Add", "answerCallbackQuery");
    expect(late.payload["text"]).toContain("no longer valid, and nothing was changed");
    expect(await readdir(bot.folder)).toEqual([]);
  });

  it("is not added when the audit cannot be written", async () => {
    const preview = await staff.sendFile(NOTICE);
    await bot.state.schema.dropTable("audit").execute();
    const apology = await staff.next("sendMessage", () => void staff.press(preview, "Add"));
    expect(textOf(apology)).toContain("Something went wrong");
    expect(await readdir(bot.folder)).toEqual([]);
  });
});
