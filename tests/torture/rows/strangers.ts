import { readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { auditOf, NOTICE, StaffChat } from "../../bot/staff/staff-chat.ts";
import { ALLOWED_HOST, buttonsOf, RunningBot, STAFF_ID } from "../../bot/running-bot.ts";
import { Findings, type Row } from "../row.ts";

const FIRST_STRANGER = 1000;

/** Everything that staff do, tried by people who are not staff, most of them with the ids and buttons of what staff did. */
export const strangers: Row = {
  name: "strangers",
  test: "staff actions by others",
  holds: "0 writes, 0 downloads, 0 pages fetched",
  full: { actions: 500 },
  short: { actions: 40 },
  async run({ actions = 0 }, { onProgress }) {
    const findings = new Findings();
    let fetched = 0;
    const website = createServer((_, response) => response.end(String((fetched += 1)))).listen(0, ALLOWED_HOST);
    await once(website, "listening");
    const bot = await RunningBot.prepare();
    try {
      bot.start();
      const staff = new StaffChat(bot);
      const preview = await staff.sendFile(NOTICE);
      await staff.press(preview, "Add");
      const article = (await readdir(bot.store.folder))[0]!.replace(/\.md$/, "");
      const list = await staff.say("/articles");
      const open = await staff.sendFile(`${NOTICE}\n\n又及:请提前到站。`);
      const data = [list, open].flatMap((call) => buttonsOf(call).flat()).map((button) => button.callback_data ?? "");
      const files = async () => (await readdir(bot.folder, { recursive: true })).toSorted().join();
      const before = { files: await files(), audit: (await auditOf(bot)).length, downloads: bot.api.downloads.length };

      const address = `http://${ALLOWED_HOST}:${(website.address() as AddressInfo).port}/notice`;
      const say =
        (text: string, overrides = {}) =>
        (chat: StaffChat) =>
          chat.say(text, overrides);
      const asStaff = { id: STAFF_ID, type: "private", first_name: "Wu" };
      const tries: ((chat: StaffChat) => Promise<unknown>)[] = [
        ...["/staff", "/articles", "/gaps", "/remove", `/remove ${article}`, address].map((text) => say(text)),
        say(NOTICE, { forward_origin: { type: "channel", chat: { id: -1, type: "channel", title: "x" }, date: 0 } }),
        // In the chat of staff, and in reply to what the bot asked staff.
        say(`/remove ${article}`, { chat: asStaff }),
        say("新标题", {
          chat: asStaff,
          reply_to_message: { message_id: 1, from: { id: 1001, is_bot: true }, text: "?" },
        }),
        (chat) => chat.sendFile(NOTICE),
        (chat) => chat.sendFile("%PDF-1.4", { file_name: "../notice.pdf" }),
        ...data.map((each) => (chat: StaffChat) => chat.pressData(each, "answerCallbackQuery")),
      ];
      for (let action = 0; action < actions; action += 1) {
        onProgress(action, actions);
        // A few actions each, so that nobody is held back for writing too much.
        await tries[action % tries.length]!(new StaffChat(bot, FIRST_STRANGER + Math.floor(action / tries.length)));
      }
      findings.check((await files()) === before.files, () => "files changed");
      findings.check((await auditOf(bot)).length === before.audit, () => "the audit has new rows");
      const downloads = bot.api.downloads.length - before.downloads;
      findings.check(downloads === 0, () => `${downloads} files were downloaded`);
      findings.check(fetched === 0, () => `${fetched} pages were fetched`);
      findings.check(bot.api.refused.length === 0, () => JSON.stringify(bot.api.refused[0]));
      return findings.outcome({ actions, kinds: tries.length, downloads, fetched });
    } finally {
      await bot.dispose();
      website.close();
    }
  },
};
