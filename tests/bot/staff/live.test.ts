import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Answerer, openAnswerer } from "../../../retrieval/index.ts";
import { RunningBot } from "../running-bot.ts";
import { NOTICE, NOTICE_TITLE, StaffChat, textOf } from "./staff-chat.ts";

const QUESTION = "吉林至桦甸的班车什么时候恢复？";

let bot: RunningBot;
let answerer: Answerer;
let takenUp: () => void;

/** The real answerer over the folder of articles that staff change. */
beforeEach(async () => {
  bot = await RunningBot.prepare();
  await mkdir(bot.store.folder);
  takenUp = () => undefined;
  answerer = await openAnswerer({
    corpusDir: bot.store.folder,
    dataDir: join(bot.folder, "data"),
    embeddings: "builtin",
    embeddingModel: "none",
    modelDir: join(bot.folder, "models"),
    live: true,
    onUpdate: () => takenUp(),
  });
  bot.start(answerer);
});
afterEach(async () => {
  await bot.stop();
  await answerer.close();
  await bot.dispose();
});

/** Does something that changes articles; resolves as soon as the answerer has taken it up. */
async function untilTakenUp(change: () => Promise<unknown>): Promise<void> {
  const update = new Promise<void>((resolve) => (takenUp = resolve));
  await change();
  await update;
}

describe("A resident's question", () => {
  it("is answered from what staff added, as it was changed, and no more from the moment of its removal", async () => {
    const [staff, resident] = [new StaffChat(bot), new StaffChat(bot, 7)];
    expect(textOf(await resident.say(QUESTION))).not.toContain("2月17日");

    await untilTakenUp(async () => staff.press(await staff.sendFile(NOTICE), "Add"));
    expect(textOf(await resident.say(QUESTION))).toContain("2月17日率先开通吉林至桦甸班车");

    const changed = NOTICE.replace("2月17日", "2月19日");
    await untilTakenUp(async () => staff.press(await staff.sendFile(changed), "Replace"));
    expect(textOf(await resident.say(QUESTION))).toContain("2月19日率先开通吉林至桦甸班车");

    await staff.press(await staff.say(`/remove ${NOTICE_TITLE}`), "Yes");
    expect(textOf(await resident.say(QUESTION))).not.toContain("2月19日");
  });
});
