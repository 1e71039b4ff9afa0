import { basename, join } from "node:path";
import { type ArticleStore, openArticleStore } from "../corpus/index.ts";
import { runConsole } from "./console.ts";
import { createBot } from "./create-bot.ts";
import { watchEventLoop } from "./event-loop.ts";
import { createLog, type Log } from "./log.ts";
import type { ArticleVersion } from "./notifications/news.ts";
import { openAnswererFor } from "./open-answerer.ts";
import { createServerApp, listen } from "./server/server.ts";
import { supersededBy } from "./server/superseding.ts";
import { createServices } from "./services.ts";
import type { Settings } from "./settings.ts";
import { ArticleDesk } from "./staff/article-desk.ts";
import { openState, StateError } from "./state/database.ts";
import { waitForLock } from "./state/lock.ts";
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

/** Where pages and webhook are served when PORT says nothing. */
const DEFAULT_PORT = 8080;

/** Puts everything together as the settings say and runs it: the bot in Telegram, without a token on the console. */
export async function runApplication(settings: Settings, surroundings: ApplicationSurroundings): Promise<void> {
  const { stdin, stdout, stderr, stop } = surroundings;
  const { BOT_TOKEN: token, WEBHOOK_SECRET } = settings;
  const log = createLog(settings.LOG_LEVEL, (line) => stderr.write(line), {
    secrets: [token, WEBHOOK_SECRET],
    isReadable: stderr.isTTY || token === undefined,
  });
  const closing: (() => Promise<void> | void)[] = [];
  try {
    if (token !== undefined) {
      const release = await lockData(settings.DATA_DIR, stop, log);
      if (release === undefined) return;
      closing.push(release);
    }
    const state = await openState(join(settings.DATA_DIR, "state.sqlite"));
    closing.push(() => state.destroy());
    const store = openArticleStore(settings.CORPUS_DIR);
    let articlesChanged = () => {};
    const answerer = await openAnswererFor(settings, {
      live: true,
      sharesLoad: true,
      onUpdate: () => articlesChanged(),
      onNotice: (line) => log.warn(line),
    });
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
    if (token === undefined) {
      const interactive = stdin.isTTY;
      if (interactive) log.info("No BOT_TOKEN is set: ask here, a question a line. Ctrl+D ends.");
      return await runConsole({ services, interactive, input: stdin, output: stdout });
    }

    watchEventLoop({ log, stop });
    const { BOT_API_ROOT: apiRoot, STAFF_IDS: staffIds } = settings;
    const desk = new ArticleDesk({ state, store, allowedHosts: settings.ALLOWED_HOSTS, now: services.now });
    const bot = createBot(token, services, {
      apiRoot,
      staff: { ids: staffIds, desk, timezone: settings.TIMEZONE },
      updatesPerMinute: UPDATES_PER_MINUTE,
      messagesPerSecond: settings.MESSAGES_PER_SECOND,
    });
    const intake = new UpdateIntake(bot, services);
    const webhook = webhookOf(settings);
    if (webhook !== undefined || settings.PUBLIC_URL !== undefined || settings.PORT !== undefined) {
      const app = createServerApp({
        services,
        articles: { find: (id) => store.find(id), supersededBy: supersededBy(store) },
        ...(webhook && {
          webhook: {
            path: new URL(webhook.url).pathname,
            secret: webhook.secret,
            offer: (updates) => intake.offer(updates),
          },
        }),
        notReady: () => (bot.isInited() ? undefined : "not connected to Telegram yet"),
      });
      const server = await listen(app, settings.PORT ?? DEFAULT_PORT);
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

/** @returns what releases the lock; undefined when the process was stopped while it waited */
async function lockData(dataDir: string, stop: AbortSignal, log: Log): Promise<(() => void) | undefined> {
  const onWait = () => log.warn(`Another bot runs with ${dataDir}: waiting until it stops. Stop it, or set DATA_DIR.`);
  return await waitForLock(dataDir, { stop, onWait }).catch((cause: unknown) => {
    throw new StateError(`Cannot write in ${dataDir}; check its permissions and free space, or set DATA_DIR`, {
      cause,
    });
  });
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
