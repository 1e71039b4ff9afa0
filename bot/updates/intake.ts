import { type Bot, Context } from "grammy";
import type { Update } from "grammy/types";
import type { BotContext } from "../context.ts";
import { describeFault } from "../faults.ts";
import type { Services } from "../services.ts";
import { Inbox } from "./inbox.ts";
import { UpdateWorker } from "./worker.ts";

/** The way of every update, however it came: written down first, then worked off. */
export class UpdateIntake {
  readonly #inbox: Inbox;
  readonly #worker: UpdateWorker;

  constructor(bot: Bot<BotContext>, { state, stop, log, now }: Services) {
    this.#inbox = new Inbox(state, () => now().getTime());
    this.#worker = new UpdateWorker({
      handle: (update) => bot.handleUpdate(update),
      markDone: (updateId) => this.#inbox.markDone(updateId),
      orderKey: (update) => orderKey(bot, update),
      report: ({ update_id: id }, fault) => {
        if (!stop.aborted) log.warn(`Update ${id} is left for the next start: ${describeFault(fault, bot.token)}`);
      },
    });
  }

  /** Begins with what an earlier process left unanswered. */
  async resume(): Promise<void> {
    this.#worker.take(await this.#inbox.takePending());
  }

  /** Resolves as soon as the updates are safe; they are answered after that. */
  async take(updates: Update[]): Promise<void> {
    this.#worker.take(await this.#inbox.add(updates));
  }

  /** Resolves as soon as more updates may be taken without piling up. */
  hasRoom(): Promise<void> {
    return this.#worker.hasRoom();
  }

  /** Resolves as soon as no update is being answered. */
  idle(): Promise<void> {
    return this.#worker.idle();
  }
}

/** The chat that an update belongs to, else the user. */
function orderKey(bot: Bot<BotContext>, update: Update): number {
  const context = new Context(update, bot.api, bot.botInfo);
  return context.chatId ?? context.from?.id ?? 0;
}
