import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openState, type State } from "../../../bot/state/database.ts";
import { Inbox } from "../../../bot/updates/inbox.ts";
import { UpdateWorker } from "../../../bot/updates/worker.ts";

let state: State;

beforeEach(async () => {
  state = await openState(":memory:");
});
afterEach(() => state.destroy());

const update = (id: number) => ({ update_id: id });

/** What the next process finds. */
const pending = async () =>
  (await new Inbox(state).takePending()).map(({ update: { update_id: id }, isSuspect }) => [id, isSuspect]);

describe("The inbox", () => {
  it("keeps what was waiting through any number of restarts", async () => {
    await new Inbox(state).add([update(1), update(2)]);
    expect(await pending()).toEqual([
      [1, false],
      [2, false],
    ]);
    for (let restart = 0; restart < 20; restart += 1) {
      expect(await pending()).toEqual([
        [1, true],
        [2, true],
      ]);
    }
  });

  it("gives up what was begun alone by three processes that died, and nothing else", async () => {
    await new Inbox(state).add([update(1), update(2)]);
    await pending();
    for (let death = 0; death < 3; death += 1) {
      expect(await pending()).toHaveLength(2);
      await new Inbox(state).countAttempt(1);
    }
    expect(await pending()).toEqual([[2, true]]);
  });

  it("knows an update that comes again, within a batch too, and forgets it after days", async () => {
    let clock = 0;
    const inbox = new Inbox(state, () => clock);
    expect(await inbox.add([update(1), update(1), update(2)])).toEqual([update(1), update(2)]);
    await inbox.markDone(1);
    expect(await inbox.add([update(1)])).toEqual([]);
    clock = 4 * 86_400_000;
    await inbox.takePending();
    expect(await inbox.add([update(1), update(2)])).toEqual([update(1)]);
  });
});

describe("The worker", () => {
  it("works off suspects one after the other, each in the order of its chat, while others go on", async () => {
    const log: string[] = [];
    const release: (() => void)[] = [];
    const chats: Record<number, string> = { 1: "a", 2: "b", 3: "a", 4: "c" };
    const worker = new UpdateWorker({
      handle: async ({ update_id: id }) => {
        log.push(`begin ${id}`);
        if (id < 3) await new Promise<void>((resolve) => release.push(resolve));
        log.push(`end ${id}`);
      },
      markDone: () => Promise.resolve(),
      orderKey: ({ update_id: id }) => chats[id]!,
      report: () => undefined,
    });
    worker.take([update(1), update(2)], { alone: true });
    worker.take([update(3), update(4)]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(log).toEqual(["begin 1", "begin 4", "end 4"]);
    release[0]?.();
    await new Promise((resolve) => setImmediate(resolve));
    expect(log.slice(3)).toEqual(
      ["end 1", "begin 2", "begin 3", "end 3"].toSorted((x, y) => log.indexOf(x) - log.indexOf(y)),
    );
    release[1]?.();
    await worker.idle();
    expect(log.at(-1)).toBe("end 2");
  });

  it("begins a suspect when nothing else is under way, so that another's death is not put down to it", async () => {
    const log: string[] = [];
    let release = () => {};
    const worker = new UpdateWorker({
      handle: async ({ update_id: id }) => {
        log.push(`begin ${id}`);
        if (id === 1) await new Promise<void>((resolve) => (release = resolve));
        log.push(`end ${id}`);
      },
      markDone: () => Promise.resolve(),
      orderKey: ({ update_id: id }) => id,
      report: () => undefined,
    });
    worker.take([update(1)]);
    await new Promise((resolve) => setImmediate(resolve));
    worker.take([update(2)], { alone: true });
    worker.take([update(3)]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(log).toEqual(["begin 1", "begin 3", "end 3"]);
    release();
    await worker.idle();
    expect(log.slice(3)).toEqual(["end 1", "begin 2", "end 2"]);
  });
});
