import { setTimeout as delay } from "node:timers/promises";
import { type Bot, Context } from "grammy";
import type { Update } from "grammy/types";
import type { BotContext } from "./context.ts";
import { describeFault } from "./faults.ts";
import { publishMenu } from "./menu.ts";
import { announceNews, type ArticleVersion } from "./notifications/news.ts";
import { Outbox } from "./notifications/outbox.ts";
import type { Services } from "./services.ts";
import { Inbox } from "./updates/inbox.ts";
import { connect, poll } from "./updates/polling.ts";
import { UpdateWorker } from "./updates/worker.ts";

export interface TelegramOptions {
  services: Services;
  /** The articles as they are now. */
  articles(): Promise<ArticleVersion[]>;
  /** Takes up changed articles. @returns whether there were any */
  refresh(): Promise<boolean>;
  /** Milliseconds between looks for changed articles. */
  refreshPause?: number;
  /** Milliseconds to wait when another process polls for the same bot. */
  conflictPause?: number;
}

/** Runs the bot in Telegram until the services stop; resolves when what was under way has ended. */
export async function runTelegram(bot: Bot<BotContext>, options: TelegramOptions): Promise<void> {
  const { services, conflictPause } = options;
  const { state, stop, log } = services;
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
  const menu = publishMenu(bot.api, services.languages).catch((fault: unknown) => {
    if (!stop.aborted) log(`The menu of commands was not published: ${describeFault(fault, bot.token)}`);
  });
  const outbox = new Outbox({ state, api: bot.api, log });
  const notifying = Promise.all([menu, outbox.run(stop), followArticles(outbox, options)]);
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
  await notifying;
}

/** Takes up changed articles as they come, and tells those who wait for news. */
async function followArticles(outbox: Outbox, options: TelegramOptions): Promise<void> {
  const { services, articles, refresh, refreshPause = 2000 } = options;
  const { stop, log } = services;
  let changed = true;
  while (!stop.aborted) {
    try {
      if (changed) await announceNews(await articles(), services, outbox);
    } catch (fault) {
      log(`Who waits for news was not told: ${describeFault(fault)}`);
    }
    await delay(refreshPause, undefined, { signal: stop }).catch(() => undefined);
    changed = await refresh();
  }
}

/** The chat that an update belongs to, else the user. */
function orderKey(bot: Bot<BotContext>, update: Update): number {
  const context = new Context(update, bot.api, bot.botInfo);
  return context.chatId ?? context.from?.id ?? 0;
}
