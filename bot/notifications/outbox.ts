import { setTimeout as delay } from "node:timers/promises";
import { type Api, GrammyError } from "grammy";
import { describeFault } from "../faults.ts";
import type { Log } from "../log.ts";
import type { State } from "../state/database.ts";

/** After a fault, such as of a full disk, the queue is tried again so much later. */
const AFTER_FAULT_MILLISECONDS = 5000;

export type OutgoingPayload = Omit<Parameters<Api["raw"]["sendMessage"]>[0], "chat_id">;

/** A message for the queue. Once an article that it cites is removed, it is not sent any more. */
export interface Outgoing {
  chatId: number;
  payload: OutgoingPayload;
  articleIds?: readonly string[];
}

export interface OutboxOptions {
  state: State;
  /** The ids of the articles that there are now. */
  articleIds?(): Promise<ReadonlySet<string>>;
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
  readonly #options: Required<Omit<OutboxOptions, "articleIds">> & Pick<OutboxOptions, "articleIds">;
  readonly #lastSent = new Map<number, number>();
  #wake = () => {};

  constructor(options: OutboxOptions) {
    this.#options = { gap: 40, chatGap: 1000, ...options };
  }

  /**
   * Adds messages in one step together with what `note` writes: all of it or, after a fault, nothing. So what led to
   * the messages is noted as done when and only when they are in the queue.
   */
  async add(messages: readonly Outgoing[], note?: (transaction: State) => Promise<void>): Promise<void> {
    const createdAt = Date.now();
    await this.#options.state.transaction().execute(async (transaction) => {
      for (const { chatId, payload, articleIds } of messages) {
        const cited = articleIds === undefined ? null : JSON.stringify(articleIds);
        const row = { chatId, payload: JSON.stringify(payload), createdAt, articleIds: cited };
        await transaction.insertInto("outgoing").values(row).execute();
      }
      await note?.(transaction);
    });
    if (messages.length > 0) this.#wake();
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
      .select(({ fn }) => [fn.min("id").as("id"), "chatId", "payload", "articleIds"])
      .groupBy("chatId")
      .orderBy("id")
      .execute();
    if (firstOfEachChat.length === 0) return undefined;
    const waits = firstOfEachChat.map(({ chatId }) => (this.#lastSent.get(chatId) ?? 0) + chatGap - Date.now());
    const due = firstOfEachChat.find((_, index) => (waits[index] ?? 0) <= 0);
    if (!due) return Math.min(...waits);
    const isSettled =
      (await this.#isOutdated(due)) ||
      (await this.#send({ ...due, payload: JSON.parse(due.payload) as OutgoingPayload }));
    if (isSettled) await state.deleteFrom("outgoing").where("id", "=", due.id).execute();
    return gap;
  }

  /** Whether it cites what has been removed since. */
  async #isOutdated({ articleIds }: { articleIds: string | null }): Promise<boolean> {
    if (articleIds === null || this.#options.articleIds === undefined) return false;
    const existing = await this.#options.articleIds();
    return (JSON.parse(articleIds) as string[]).some((id) => !existing.has(id));
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
