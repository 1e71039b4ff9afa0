import { basename, join } from "node:path";
import { type ArticleStore, openArticleStore } from "../corpus/index.ts";
import { runConsole } from "./console.ts";
import { createBot } from "./create-bot.ts";
import { createLog } from "./log.ts";
import type { ArticleVersion } from "./notifications/news.ts";
import { openAnswererFor } from "./open-answerer.ts";
import { createServerApp, listen } from "./server/server.ts";
import { supersededBy } from "./server/superseding.ts";
import { createServices } from "./services.ts";
import type { Settings } from "./settings.ts";
import { ArticleDesk } from "./staff/article-desk.ts";
import { openState } from "./state/database.ts";
import { runTelegram } from "./telegram.ts";
import { UpdateIntake } from "./updates/intake.ts";

export interface ApplicationSurroundings {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  /** Aborted when the process is to stop. */
  stop: AbortSignal;
}

/** What one user may send in a minute: far above anybody who reads the answers, far below what would hold up others. */
const UPDATES_PER_MINUTE = 60;

/** Puts everything together as the settings say and runs it: the bot in Telegram, without a token on the console. */
export async function runApplication(settings: Settings, surroundings: ApplicationSurroundings): Promise<void> {
  const { stdin, stdout, stderr, stop } = surroundings;
  const log = createLog(settings.LOG_LEVEL, (line) => stderr.write(line));
  const closing: (() => Promise<void>)[] = [];
  try {
    const state = await openState(join(settings.DATA_DIR, "state.sqlite"));
    closing.push(() => state.destroy());
    const store = openArticleStore(settings.CORPUS_DIR);
    let articlesChanged = () => {};
    const answerer = await openAnswererFor(settings, { live: true, onUpdate: () => articlesChanged() });
    closing.push(() => answerer.close());
    const services = createServices({
      answerer,
      state,
      log,
      stop,
      oldAfterDays: settings.OLD_AFTER_DAYS,
      timezone: settings.TIMEZONE,
      ...(settings.PUBLIC_URL !== undefined && { publicUrl: settings.PUBLIC_URL }),
    });
    if (settings.BOT_TOKEN === undefined) {
      const interactive = stdin.isTTY;
      if (interactive) log.info("No BOT_TOKEN is set: ask here, a question a line. Ctrl+D ends.");
      return await runConsole({ services, interactive, input: stdin, output: stdout });
    }

    const { BOT_TOKEN: token, BOT_API_ROOT: apiRoot, STAFF_IDS: staffIds } = settings;
    const desk = new ArticleDesk({ state, store, allowedHosts: settings.ALLOWED_HOSTS, now: services.now });
    const bot = createBot(token, services, {
      apiRoot,
      staff: { ids: staffIds, desk, timezone: settings.TIMEZONE },
      updatesPerMinute: UPDATES_PER_MINUTE,
    });
    const intake = new UpdateIntake(bot, services);
    const webhook = webhookOf(settings);
    if (webhook !== undefined || settings.PUBLIC_URL !== undefined) {
      const app = createServerApp({
        services,
        articles: { find: (id) => store.find(id), supersededBy: supersededBy(store) },
        ...(webhook && {
          webhook: {
            path: new URL(webhook.url).pathname,
            secret: webhook.secret,
            take: (updates) => intake.take(updates),
          },
        }),
        notReady: () => (bot.isInited() ? undefined : "not connected to Telegram yet"),
      });
      const server = await listen(app, settings.PORT);
      closing.push(() => server.close());
      log.info(`Serving on port ${server.port}.`);
    }
    await runTelegram(bot, {
      services,
      intake,
      staffIds,
      articles: () => articleVersions(store),
      onArticlesChanged: (listener) => {
        articlesChanged = listener;
      },
      ...(webhook && { webhook }),
    });
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}

function webhookOf({
  WEBHOOK_URL: url,
  WEBHOOK_SECRET: secret,
}: Settings): { url: string; secret: string } | undefined {
  return url === undefined || secret === undefined ? undefined : { url, secret };
}

/** The articles of a folder, each with a version that differs when its file does. */
async function articleVersions(store: ArticleStore): Promise<ArticleVersion[]> {
  const files = await store.files();
  return files.map(({ path, size, mtimeMs }) => ({ id: basename(path, ".md"), version: `${size}:${mtimeMs}` }));
}
