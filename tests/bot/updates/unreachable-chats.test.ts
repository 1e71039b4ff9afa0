import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RunningBot } from "../running-bot.ts";

const GROUP = -100;
const SUPERGROUP = -1_000_000_100;
const BLOCKED = { error_code: 403, description: "Forbidden: bot was blocked by the user" };

/** Milliseconds: the machine may be busy with the other tests. */
const PATIENCE = 20_000;

let bot: RunningBot;

beforeEach(async () => {
  bot = await RunningBot.prepare();
  bot.start();
  // The news of the first start is told to nobody; a watch that is added later waits.
  await vi.waitUntil(() => bot.state.selectFrom("knownArticles").selectAll().executeTakeFirst(), PATIENCE);
});
afterEach(() => bot.dispose());

async function watch(chatId: number) {
  const watchRow = { chatId, threadId: null, userId: 7, question: "班车？", language: "zh", createdAt: 0 };
  await bot.state.insertInto("watches").values(watchRow).execute();
}
const watching = async () =>
  (await bot.state.selectFrom("watches").select("chatId").execute()).map((row) => row.chatId);
const unreachable = () => bot.state.selectFrom("unreachableChats").select(["chatId", "reason"]).execute();

function membership(chatId: number, status: string) {
  const user = { id: 1001, is_bot: true, first_name: "Resumption" };
  const from = { id: 7, is_bot: false, first_name: "Lin" };
  const chat = { id: chatId, type: chatId < 0 ? "group" : "private", first_name: "Lin" };
  const [before, after] = [
    { status: "member", user },
    { status, user },
  ];
  bot.api.receive({ my_chat_member: { chat, from, date: 0, old_chat_member: before, new_chat_member: after } });
}

describe("A chat that cannot be reached", () => {
  it.each([
    ["a user blocked the bot", BLOCKED],
    ["a group removed it", { error_code: 403, description: "Forbidden: bot was kicked from the group chat" }],
    ["it is gone", { error_code: 400, description: "Bad Request: chat not found" }],
  ])("because %s is recorded when a reply is refused, tried once, and no other waits", async (_, refusal) => {
    await watch(7);
    bot.api.failNext("sendMessage", refusal);
    bot.api.receiveText("一");
    await vi.waitFor(
      async () => expect(await unreachable()).toEqual([{ chatId: 7, reason: refusal.description }]),
      PATIENCE,
    );
    expect(await watching()).toEqual([]);
    bot.api.receiveText("二", { chat: { id: 8, type: "private", first_name: "Kim" } });
    const sent = await bot.api.waitFor("sendMessage");
    expect(sent.map(({ payload }) => payload["chat_id"])).toEqual([8]);
    expect(bot.logged.filter((line) => line.includes("cannot be reached any more"))).toHaveLength(1);
  });

  it("is recorded when Telegram tells that the bot was blocked, and again reachable when it was let in", async () => {
    await watch(7);
    membership(7, "kicked");
    await vi.waitFor(async () => expect(await unreachable()).toEqual([{ chatId: 7, reason: "kicked" }]), PATIENCE);
    expect(await watching()).toEqual([]);
    membership(7, "member");
    await vi.waitFor(async () => expect(await unreachable()).toEqual([]), PATIENCE);
  });
});

describe("A group that became a supergroup", () => {
  it("keeps its watches, told by Telegram even twice", async () => {
    await watch(GROUP);
    await watch(SUPERGROUP);
    for (let n = 0; n < 2; n += 1) {
      const chat = { id: GROUP, type: "group", title: "小区" };
      bot.api.receiveText("", { chat, text: undefined, migrate_to_chat_id: SUPERGROUP });
    }
    await vi.waitFor(async () => expect(await watching()).toEqual([SUPERGROUP]), PATIENCE);
  });

  it("gets the answer that was on its way", async () => {
    await watch(GROUP);
    const parameters = { migrate_to_chat_id: SUPERGROUP };
    const moved = { error_code: 400, description: "Bad Request: group chat was upgraded", parameters };
    bot.api.failNext("sendMessage", moved);
    const chat = { id: GROUP, type: "group", title: "小区" };
    bot.api.receiveText("/ask 班车？", { chat });
    const [sent] = await bot.api.waitFor("sendMessage");
    expect(sent?.payload["chat_id"]).toBe(SUPERGROUP);
    expect(await watching()).toEqual([SUPERGROUP]);
  });
});
