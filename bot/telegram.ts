import { type Bot, Context } from "grammy";
import type { Update } from "grammy/types";
import type { BotContext } from "./context.ts";
import { describeFault } from "./faults.ts";
import type { State } from "./state/database.ts";
import { Inbox } from "./updates/inbox.ts";
import { connect, poll } from "./updates/polling.ts";
import { UpdateWorker } from "./updates/worker.ts";

export interface TelegramOptions {
  state: State;
  stop: AbortSignal;
  log(line: string): void;
  /** See `PollingOptions`. */
  conflictPause?: number;
}

/** Runs the bot in Telegram until `stop` aborts; resolves when what was under way has ended. */
export async function runTelegram(
  bot: Bot<BotContext>,
  { state, stop, log, conflictPause }: TelegramOptions,
): Promise<void> {
  const inbox = new Inbox(state);
  const worker = new UpdateWorker({
    handle: (update) => bot.handleUpdate(update),
    markDone: (updateId) => inbox.markDone(updateId),
    orderKey: (update) => orderKey(bot, update),
    report: ({ update_id: id }, fault) => {
      if (!stop.aborted) log(`Update ${id} is left for the next start: ${describeFault(fault, bot.token)}`);
    },
  });
  await connect(bot, stop);
  worker.take(await inbox.takePending());
  await poll(bot, {
    stop,
    log,
    async take(updates) {
      worker.take(await inbox.add(updates));
      await worker.hasRoom();
    },
    ...(conflictPause !== undefined && { conflictPause }),
  });
  await worker.idle();
}

/** The chat that an update belongs to, else the user. */
function orderKey(bot: Bot<BotContext>, update: Update): number {
  const context = new Context(update, bot.api, bot.botInfo);
  return context.chatId ?? context.from?.id ?? 0;
}
