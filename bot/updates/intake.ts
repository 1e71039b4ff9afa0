import { type Bot, Context } from "grammy";
import type { Update } from "grammy/types";
import type { BotContext } from "../context.ts";
import { describeFault } from "../faults.ts";
import type { Services } from "../services.ts";
import { Inbox } from "./inbox.ts";
import { UpdateWorker } from "./worker.ts";

/** Ids of updates that came while the state could not be written; more than Telegram delivers again. */
const IDS_REMEMBERED = 10_000;

/** The way of every update, however it came: written down first, then worked off. */
export class UpdateIntake {
  readonly #inbox: Inbox;
  readonly #worker: UpdateWorker;
  readonly #log: Services["log"];
  /** What may have ended an earlier process, and has not been begun. */
  readonly #suspects = new Set<number>();
  /** What was taken without being written down. */
  readonly #unwritten = new Set<number>();

  constructor(bot: Bot<BotContext>, { state, stop, log, now }: Services) {
    this.#log = log;
    this.#inbox = new Inbox(state, () => now().getTime());
    this.#worker = new UpdateWorker({
      handle: async (update) => {
        const { update_id: updateId } = update;
        const begun = performance.now();
        if (this.#suspects.has(updateId)) await this.#inbox.countAttempt(updateId);
        await bot.handleUpdate(update);
        log.debug("An update is worked off.", { updateId, milliseconds: performance.now() - begun });
      },
      markDone: (updateId) => this.#markDone(updateId),
      orderKey: (update) => orderKey(bot, update),
      report: ({ update_id: updateId }, fault) => {
        if (stop.aborted) return;
        log.warn(`An update is left for the next start: ${describeFault(fault, bot.token)}`, { updateId, fault });
      },
    });
  }

  /** Begins with what an earlier process left unanswered. */
  async resume(): Promise<void> {
    const pending = await this.#inbox.takePending();
    const first = pending.find(({ isSuspect }) => isSuspect)?.update.update_id;
    // Before anything is begun: while it was noted, others would go before it, and their end would be put down to it.
    if (first !== undefined) await this.#inbox.countAttempt(first);
    for (const { update, isSuspect } of pending.toSorted((one, other) => +other.isSuspect - +one.isSuspect)) {
      if (isSuspect && update.update_id !== first) this.#suspects.add(update.update_id);
      this.#worker.take([update], { alone: isSuspect });
    }
  }

  /**
   * Resolves as soon as the updates are safe; they are answered after that. While the state cannot be written, such as
   * on a full disk, only answering makes them safe: then it resolves when they are answered.
   */
  async take(updates: Update[]): Promise<void> {
    let added: Update[];
    try {
      added = await this.#inbox.add(updates);
    } catch (fault) {
      this.#reportState(fault);
      added = updates.filter(({ update_id: id }) => !this.#unwritten.has(id));
      for (const { update_id: id } of added) this.#unwritten.add(id);
      for (const id of [...this.#unwritten].slice(0, -IDS_REMEMBERED)) this.#unwritten.delete(id);
      this.#worker.take(added);
      return await this.idle();
    }
    this.#worker.take(added.filter(({ update_id: id }) => !this.#unwritten.has(id)));
  }

  /** As `take`, unless too many updates are in hand. @returns whether they were taken */
  async offer(updates: Update[]): Promise<boolean> {
    if (!this.#worker.isRoomy()) return false;
    await this.take(updates);
    return true;
  }

  /** Resolves as soon as more updates may be taken without piling up. */
  hasRoom(): Promise<void> {
    return this.#worker.hasRoom();
  }

  /** Resolves as soon as no update is being answered. */
  idle(): Promise<void> {
    return this.#worker.idle();
  }

  async #markDone(updateId: number): Promise<void> {
    try {
      await this.#inbox.markDone(updateId);
    } catch (fault) {
      this.#reportState(fault);
    }
  }

  #reportState(fault: unknown): void {
    const cure = "Free space on its disk, or make its folder writable; until then votes and watches are not kept";
    this.#log.warn(`The state cannot be written: ${describeFault(fault)}. ${cure}.`, { fault });
  }
}

/** The chat that an update belongs to, else the user; the same for all updates that are not as Telegram sends them. */
function orderKey(bot: Bot<BotContext>, update: Update): number {
  try {
    const context = new Context(update, bot.api, bot.botInfo);
    return context.chatId ?? context.from?.id ?? 0;
  } catch {
    return 0;
  }
}
