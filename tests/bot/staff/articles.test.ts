import { utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Article } from "../../../corpus/index.ts";
import { buttonsOf, RunningBot, STAFF_ID } from "../running-bot.ts";
import { auditOf, StaffChat, textOf } from "./staff-chat.ts";

let bot: RunningBot;
let staff: StaffChat;

beforeEach(async () => {
  bot = await RunningBot.prepare();
  bot.start();
  staff = new StaffChat(bot);
});
afterEach(() => bot.dispose());

/** Keeps articles, the last one changed last. */
async function keep(...articles: (Pick<Article, "id"> & Partial<Article>)[]) {
  for (const [index, { id, ...fields }] of articles.entries()) {
    const none = { source: null, url: null, published: null, dated: null, supersedes: [], bylines: [] };
    const body = "该局将于2月17日率先开通吉林至桦甸班车。";
    await bot.store.write({ ...none, language: "zh", title: `标题 ${id}`, body, id, ...fields });
    await utimes(join(bot.store.folder, `${id}.md`), index, index);
  }
}

const labelsOf = (call: Parameters<typeof buttonsOf>[0]) =>
  buttonsOf(call)
    .flat()
    .map(({ text }) => text);

describe("/articles", () => {
  it("shows the titles page by page, those that changed last first", async () => {
    await keep(...Array.from({ length: 10 }, (_, n) => ({ id: `a${n}` })));
    const first = await staff.say("/articles");
    expect(textOf(first)).toBe("Articles: 10 (page 1 of 2), changed last first");
    expect(labelsOf(first)).toEqual([9, 8, 7, 6, 5, 4, 3, 2].map((n) => `标题 a${n}`).concat("›"));
    const second = await staff.press(first, "›");
    expect(labelsOf(second)).toEqual(["标题 a1", "标题 a0", "‹"]);
    await bot.store.remove("a0");
    await bot.store.remove("a1");
    expect(labelsOf(await staff.press(first, "›"))).toHaveLength(8);
  });

  it("shows one with its facts, and the way back", async () => {
    await keep({ id: "bus", source: "吉林日报", published: "2020-02-16", url: "https://example.org/bus" });
    const details = await staff.press(await staff.say("/articles"), "标题 bus");
    expect(textOf(details)).toBe(
      "标题 bus\nid: bus\nSource: 吉林日报\nPublished: 2020-02-16\nOriginal: https://example.org/bus\nSections: 1, passages: 1",
    );
    expect(textOf(await staff.press(details, "‹"))).toMatch(/^Articles: 1/);
  });

  it("says when there is none", async () => {
    await keep({ id: "bus" });
    await bot.store.remove("bus");
    expect(textOf(await staff.say("/articles"))).toMatch(/^There are no articles/);
  });

  it("corrects one as a change that is shown first", async () => {
    await keep({ id: "bus" });
    const details = await staff.press(await staff.say("/articles"), "标题 bus");
    await staff.press(await staff.press(details, "Correct", "sendMessage"), "Date", "sendMessage");
    const change = await staff.say("2020-02-16");
    expect(textOf(change)).toMatch(/^✏️ A change/);
    await staff.press(change, "Replace");
    expect(await bot.store.find("bus")).toMatchObject({ published: "2020-02-16", title: "标题 bus" });
    expect(await auditOf(bot)).toEqual([[STAFF_ID, "replace", "bus"]]);
  });

  it("has buttons within Telegram's 64 bytes for ids of 200", async () => {
    const [long, other] = ["字".repeat(66), `${"字".repeat(65)}二`];
    await keep({ id: long, title: "长" }, { id: other, title: "另" });
    const details = await staff.press(await staff.say("/articles"), "长");
    const chooser = await staff.press(details, "Replaced by");
    const sizes = [details, chooser].flatMap((call) =>
      buttonsOf(call).flatMap((row) => row.map(({ callback_data: data = "" }) => Buffer.byteLength(data))),
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(64);
    expect(textOf(details)).toContain(`id: ${long}`);
  });

  it("shows one whose file is at fault by its name, with what is wrong, and can remove it", async () => {
    await keep({ id: "bus" });
    await writeFile(join(bot.store.folder, "broken.md"), "no front matter");
    const details = await staff.press(await staff.say("/articles"), "broken");
    expect(textOf(details)).toContain("no front matter");
    expect(labelsOf(details)).toEqual(["🗑 Remove", "‹"]);
    await staff.press(await staff.press(details, "Remove"), "Yes");
    expect(await auditOf(bot)).toEqual([[STAFF_ID, "remove", "broken"]]);
  });
});

describe("An article that is replaced", () => {
  beforeEach(() => keep({ id: "old" }, { id: "new" }));

  async function replace(older: string, newer: string) {
    const details = await staff.press(await staff.say("/articles"), `标题 ${older}`);
    return staff.press(await staff.press(details, "Replaced by"), `标题 ${newer}`);
  }

  it("is marked so in the newer one, and both show it", async () => {
    expect(textOf(await replace("old", "new"))).toContain("This article has been replaced: new");
    expect(await bot.store.find("new")).toMatchObject({ supersedes: ["old"] });
    const newer = await staff.press(await staff.say("/articles"), "标题 new");
    expect(textOf(newer)).toContain("Replaces: old");
    expect(await auditOf(bot)).toEqual([[STAFF_ID, "supersede", "new"]]);
  });

  it("cannot replace the newer one in turn, nor itself", async () => {
    await replace("old", "new");
    expect(textOf(await replace("new", "old"))).toMatch(/^This cannot be/);
    const details = await staff.press(await staff.say("/articles"), "标题 old");
    expect(labelsOf(await staff.press(details, "Replaced by"))).not.toContain("标题 old");
    expect(await auditOf(bot)).toHaveLength(1);
  });
});

describe("/remove", () => {
  beforeEach(() => keep({ id: "bus" }));

  it("asks first, and removes on a press", async () => {
    const question = await staff.say("/remove bus");
    expect(textOf(question)).toMatch(/^Remove bus\?/);
    expect(await bot.store.find("bus")).not.toBeNull();
    expect(textOf(await staff.press(question, "Yes"))).toBe("Removed: bus");
    expect(await bot.store.find("bus")).toBeNull();
    expect(await auditOf(bot)).toEqual([[STAFF_ID, "remove", "bus"]]);
  });

  it("leaves the article where it is on Cancel", async () => {
    await staff.press(await staff.say("/remove bus"), "Cancel");
    expect(await bot.store.find("bus")).not.toBeNull();
    expect(await auditOf(bot)).toEqual([]);
  });

  it("removes nothing the second time", async () => {
    const question = await staff.say("/remove bus");
    await staff.press(question, "Yes");
    expect(textOf(await staff.press(question, "Yes"))).toMatch(/^There is no such article/);
    expect(await auditOf(bot)).toHaveLength(1);
  });

  it.each(["../articles/bus", "bus.md", "nothing", "*"])("says that there is no article «%s»", async (id) => {
    expect(textOf(await staff.say(`/remove ${id}`))).toMatch(/^There is no such article/);
    expect(await bot.store.find("bus")).not.toBeNull();
  });

  it("without an id shows the articles to choose from", async () => {
    expect(labelsOf(await staff.say("/remove"))).toEqual(["标题 bus"]);
  });
});
