import { setTimeout as delay } from "node:timers/promises";
import { type Api, GrammyError } from "grammy";
import { describeFault } from "../faults.ts";
import type { Log } from "../log.ts";
import type { State } from "../state/database.ts";

/** After a fault, such as of a full disk, the queue is tried again so much later. */
const AFTER_FAULT_MILLISECONDS = 5000;

export type OutgoingPayload = Omit<Parameters<Api["raw"]["sendMessage"]>[0], "chat_id">;

export interface OutboxOptions {
  state: State;
  api: Api;
  log: Log;
  /** Milliseconds between two messages: Telegram takes about 30 a second over all chats. */
  gap?: number;
  /** Milliseconds between two messages to a chat, of which Telegram takes about one a second. */
  chatGap?: number;
}

/**
 * The durable queue of notifications: what is added is sent once, in order within a chat, also when the process dies
 * in between. Only a message in flight at that moment may come twice.
 */
export class Outbox {
  readonly #options: Required<OutboxOptions>;
  readonly #lastSent = new Map<number, number>();
  #wake = () => {};

  constructor(options: OutboxOptions) {
    this.#options = { gap: 40, chatGap: 1000, ...options };
  }

  /** Adds messages in one step: all of them or, after a fault, none. */
  async add(messages: { chatId: number; payload: OutgoingPayload }[]): Promise<void> {
    if (messages.length === 0) return;
    const createdAt = Date.now();
    const rows = messages.map(({ chatId, payload }) => ({ chatId, payload: JSON.stringify(payload), createdAt }));
    await this.#options.state.insertInto("outgoing").values(rows).execute();
    this.#wake();
  }

  /** Sends what is queued and what is added, until `stop` aborts. */
  async run(stop: AbortSignal): Promise<void> {
    stop.addEventListener("abort", () => this.#wake());
    while (!stop.aborted) {
      const added = new Promise<void>((resolve) => (this.#wake = resolve));
      const pause = await this.#sendNext().catch((fault: unknown) => {
        if (!stop.aborted) this.#options.log.warn(`Notifications wait: ${describeFault(fault)}`, { fault });
        return AFTER_FAULT_MILLISECONDS;
      });
      if (pause === undefined) await added;
      else await delay(pause, undefined, { signal: stop }).catch(() => undefined);
    }
  }

  /** @returns milliseconds to wait before the next message; undefined when nothing is queued */
  async #sendNext(): Promise<number | undefined> {
    const { state, gap, chatGap } = this.#options;
    const firstOfEachChat = await state
      .selectFrom("outgoing")
      .select(({ fn }) => [fn.min("id").as("id"), "chatId", "payload"])
      .groupBy("chatId")
      .orderBy("id")
      .execute();
    if (firstOfEachChat.length === 0) return undefined;
    const waits = firstOfEachChat.map(({ chatId }) => (this.#lastSent.get(chatId) ?? 0) + chatGap - Date.now());
    const due = firstOfEachChat.find((_, index) => (waits[index] ?? 0) <= 0);
    if (!due) return Math.min(...waits);
    const isSettled = await this.#send({ ...due, payload: JSON.parse(due.payload) as OutgoingPayload });
    if (isSettled) await state.deleteFrom("outgoing").where("id", "=", due.id).execute();
    return gap;
  }

  /** @returns false when Telegram asks to wait longer than a call does: it stays in the queue */
  async #send({ chatId, payload }: { chatId: number; payload: OutgoingPayload }): Promise<boolean> {
    const { api, log } = this.#options;
    this.#lastSent.set(chatId, Date.now());
    try {
      await api.raw.sendMessage({ chat_id: chatId, ...payload });
    } catch (error) {
      if (!(error instanceof GrammyError)) throw error;
      const wait = error.parameters.retry_after;
      if (wait !== undefined) {
        this.#lastSent.set(chatId, Date.now() + wait * 1000);
        return false;
      }
      log.warn(`A notification was refused and is dropped: ${error.description}`, { chatId });
    }
    return true;
  }
}
