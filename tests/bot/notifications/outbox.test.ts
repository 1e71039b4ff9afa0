import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Api } from "grammy";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLog } from "../../../bot/log.ts";
import { Outbox } from "../../../bot/notifications/outbox.ts";
import { openState, type State } from "../../../bot/state/database.ts";
import { StandInBotApi } from "../stand-in-bot-api.ts";

let api: StandInBotApi;
let folder: string;
let file: string;
let state: State;
let existing: Set<string>;
const closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  api = await StandInBotApi.start();
  folder = await mkdtemp(join(tmpdir(), "outbox-"));
  file = join(folder, "state.sqlite");
  state = await openState(file);
  existing = new Set(["jilin"]);
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await state.destroy();
  await api.stop();
  await rm(folder, { recursive: true });
});

function outbox(chatGap = 0): Outbox {
  return new Outbox({
    state,
    api: new Api(api.token, { apiRoot: api.root }),
    log: createLog("silent", () => undefined),
    articleIds: () => Promise.resolve(existing),
    gap: 0,
    chatGap,
  });
}

/** Sends in the background until the test ends. */
function run(queue: Outbox): Outbox {
  const stop = new AbortController();
  const running = queue.run(stop.signal);
  closing.push(() => {
    stop.abort();
    return running;
  });
  return queue;
}

const message = (chatId: number, text: string, articleIds = ["jilin"]) => ({ chatId, payload: { text }, articleIds });
const sent = () => api.callsOf("sendMessage").map(({ payload }) => String(payload["text"]));
const queued = async () => (await state.selectFrom("outgoing").select("id").execute()).length;
const untilEmpty = () => vi.waitFor(async () => expect(await queued()).toBe(0), 20_000);

describe("The queue of notifications", () => {
  it("sends what was queued before it ran and what comes later, in order within a chat", async () => {
    const queue = outbox();
    await queue.add([message(7, "a"), message(7, "b"), message(8, "c")]);
    run(queue);
    await queue.add([message(7, "d")]);
    await untilEmpty();
    expect(sent().toSorted()).toEqual(["a", "b", "c", "d"]);
    expect(sent().filter((text) => text !== "c")).toEqual(["a", "b", "d"]);
  });

  it("does not send what cites an article that was removed meanwhile", async () => {
    const queue = outbox();
    await queue.add([message(7, "kept"), message(8, "withdrawn", ["jilin", "huadian"])]);
    run(queue);
    await untilEmpty();
    expect(sent()).toEqual(["kept"]);
  });

  it("takes messages together with what led to them, or neither", async () => {
    const queue = outbox();
    const note = queue.add([message(7, "a")], async (transaction) => {
      await transaction.insertInto("knownArticles").values({ id: "jilin", version: "1" }).execute();
      throw new Error("the disk is full");
    });
    await expect(note).rejects.toThrow("the disk is full");
    expect(await queued()).toBe(0);
    expect(await state.selectFrom("knownArticles").selectAll().execute()).toEqual([]);
  });

  it("keeps a message for as long as Telegram asks to wait, while other chats get theirs", async () => {
    const flood = { error_code: 429, description: "Too Many Requests", parameters: { retry_after: 1 } };
    api.failNext("sendMessage", flood, ({ chat_id: chat }) => chat === 7);
    const queue = outbox();
    await queue.add([message(7, "late"), message(8, "x"), message(9, "y")]);
    run(queue);
    await untilEmpty();
    expect(sent()).toEqual(["x", "y", "late"]);
  });

  it("killed at any moment, loses nothing and sends at most the one message in flight twice", async () => {
    const texts = Array.from({ length: 60 }, (_, index) => `${index}`);
    await outbox().add(texts.map((text, index) => message(index % 5, text)));
    const script = fileURLToPath(new URL("killed-sender.ts", import.meta.url));
    const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), script, file, api.root, api.token]);
    await api.waitFor("sendMessage", 20);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(sent().length).toBeLessThan(texts.length);
    run(outbox());
    await untilEmpty();
    expect(new Set(sent())).toEqual(new Set(texts));
    expect(sent().length - texts.length).toBeLessThanOrEqual(1);
  });
});
