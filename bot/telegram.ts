import { once } from "node:events";
import type { Bot } from "grammy";
import type { BotContext } from "./context.ts";
import { describeFault } from "./faults.ts";
import { publishMenu } from "./menu.ts";
import { announceNews, type ArticleVersion } from "./notifications/news.ts";
import { Outbox } from "./notifications/outbox.ts";
import type { Services } from "./services.ts";
import type { UpdateIntake } from "./updates/intake.ts";
import { connect, poll, UPDATE_TYPES } from "./updates/polling.ts";

export interface TelegramOptions {
  services: Services;
  intake: UpdateIntake;
  /** Telegram user ids of staff, who see more commands. */
  staffIds?: readonly number[];
  /** Where Telegram is to send updates, and the secret that it sends with them; without it the bot polls. */
  webhook?: { url: string; secret: string };
  /** The articles as they are now. */
  articles(): Promise<ArticleVersion[]>;
  /** Has a listener called whenever changed articles were taken up. */
  onArticlesChanged(listener: () => void): void;
  /** Milliseconds to wait before polling again after a refusal. */
  pollingPause?: number;
}

/** Runs the bot in Telegram until the services stop; resolves when what was under way has ended. */
export async function runTelegram(bot: Bot<BotContext>, options: TelegramOptions): Promise<void> {
  const { services, intake, staffIds = [], webhook, pollingPause } = options;
  const { state, stop, log } = services;
  try {
    await connect(bot, stop);
  } catch (fault) {
    // Stopped before it began.
    if (stop.aborted) return;
    throw fault;
  }
  const menu = publishMenu(bot.api, services.languages, staffIds).catch((fault: unknown) => {
    if (!stop.aborted) log.warn(`The menu of commands was not published: ${describeFault(fault, bot.token)}`);
  });
  const articleIds = async () => new Set((await options.articles()).map(({ id }) => id));
  const outbox = new Outbox({ state, api: bot.api, log, articleIds });
  const news = followArticles(outbox, options);
  const sending = outbox.run(stop);
  await intake.resume();
  if (webhook) {
    // Never taken back: while this process is down, Telegram keeps the updates and delivers them later.
    const registration = { secret_token: webhook.secret, allowed_updates: UPDATE_TYPES };
    await bot.api.setWebhook(webhook.url, registration).catch((fault: unknown) => {
      if (!stop.aborted) throw fault;
    });
    log.info(`Answering as @${bot.botInfo.username} at ${webhook.url}.`);
    if (!stop.aborted) await once(stop, "abort");
  } else {
    await poll(bot, { stop, log, intake, ...(pollingPause !== undefined && { pause: pollingPause }) });
  }
  await intake.idle();
  await Promise.all([menu, sending, news.settled()]);
}

/** Tells those who wait for news, now and whenever articles changed; `settled` resolves when nothing is under way. */
function followArticles(outbox: Outbox, options: TelegramOptions): { settled(): Promise<void> } {
  const { services, articles, onArticlesChanged } = options;
  const announce = async () => {
    try {
      await announceNews(await articles(), services, outbox);
    } catch (fault) {
      services.log.warn(`Who waits for news was not told: ${describeFault(fault)}`);
    }
  };
  // One after the other: each compares with what the one before it announced.
  let announcing = announce();
  onArticlesChanged(() => {
    announcing = announcing.then(announce);
  });
  return { settled: () => announcing };
}
