import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pace } from "../../../bot/updates/pace.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** When each call reaches Telegram, in milliseconds, if all are made at once. */
async function timesOf(chatIds: (number | string)[], perSecond = 30, method = "sendMessage"): Promise<number[]> {
  const begun = Date.now();
  // The fake timers do not reach those of node:timers/promises.
  const sleep = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds));
  const paced = pace({ perSecond, stop: new AbortController().signal, now: () => Date.now(), sleep });
  const times: number[] = [];
  const previous = () => Promise.resolve({ ok: true as const, result: true });
  const calls = chatIds.map(async (chatId, index) => {
    await paced(previous as never, method as never, { chat_id: chatId } as never);
    times[index] = Date.now() - begun;
  });
  await vi.runAllTimersAsync();
  await Promise.all(calls);
  return times;
}

/** The most events within any window of so many milliseconds. */
function most(times: number[], window: number): number {
  return Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + window).length));
}

describe("The pace of messages", () => {
  it("lets a few be sent to a chat at once, then one a second", async () => {
    expect(await timesOf([7, 7, 7, 7, 7])).toEqual([0, 0, 0, 1000, 2000]);
  });

  it("lets a chat that must wait hold up no other", async () => {
    expect((await timesOf([7, 7, 7, 7, 7, 8])).at(-1)).toBeLessThan(100);
  });

  it("does not hold back what is no message", async () => {
    expect(await timesOf([7, 7, 7, 7, 7], 30, "sendChatAction")).toEqual([0, 0, 0, 0, 0]);
  });

  it("sends no burst after the process stood still", async () => {
    let clock = 0;
    let stood = false;
    const times: number[] = [];
    const sleep = (milliseconds: number) => {
      // Standing still for ten seconds in the middle, the clock goes on.
      clock += stood || times.length < 20 ? milliseconds : 10_000;
      stood ||= times.length >= 20;
      return Promise.resolve();
    };
    const paced = pace({ perSecond: 30, stop: new AbortController().signal, now: () => clock, sleep });
    const previous = () => {
      times.push(clock);
      return Promise.resolve({ ok: true as const, result: true });
    };
    const chats = Array.from({ length: 200 }, (_, index) => 100 + index);
    await Promise.all(chats.map((id) => paced(previous as never, "sendMessage", { chat_id: id, text: "" })));
    expect(times).toHaveLength(200);
    expect(most(times, 1000)).toBeLessThanOrEqual(30);
  });

  it("gives up waiting when the process stops", async () => {
    const stop = new AbortController();
    const paced = pace({ perSecond: 30, stop: stop.signal });
    const previous = () => Promise.resolve({ ok: true as const, result: true });
    const call = () => paced(previous as never, "sendMessage", { chat_id: 7, text: "" });
    await Promise.all([call(), call(), call()]);
    const waiting = call();
    stop.abort();
    await expect(waiting).rejects.toThrow("aborted");
  });

  it("never passes Telegram's limits: overall, in a chat and in a group", async () => {
    const chat = fc.constantFrom(7, 8, 9, -100, "@channel", ...Array.from({ length: 60 }, (_, index) => 100 + index));
    await fc.assert(
      fc.asyncProperty(fc.array(chat, { minLength: 1, maxLength: 120 }), async (chatIds) => {
        const times = await timesOf(chatIds);
        expect(most(times, 1000)).toBeLessThanOrEqual(30);
        for (const group of [-100, "@channel"]) {
          const sent = times.filter((_, index) => chatIds[index] === group);
          expect(most(sent, 60_000)).toBeLessThanOrEqual(20);
        }
        expect(
          most(
            times.filter((_, index) => chatIds[index] === 7),
            10_000,
          ),
        ).toBeLessThanOrEqual(13);
      }),
      { numRuns: 30 },
    );
  });
});
