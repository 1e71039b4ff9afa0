import { basename, join } from "node:path";
import { openArticleStore } from "../corpus/index.ts";
import { runConsole } from "./console.ts";
import { createBot } from "./create-bot.ts";
import { LiveAnswerer } from "./live-answerer.ts";
import type { ArticleVersion } from "./notifications/news.ts";
import { openAnswererFor } from "./open-answerer.ts";
import { createServices } from "./services.ts";
import type { Settings } from "./settings.ts";
import { openState } from "./state/database.ts";
import { runTelegram } from "./telegram.ts";

export interface ApplicationSurroundings {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  /** Aborted when the process is to stop. */
  stop: AbortSignal;
}

/** Puts everything together as the settings say and runs it: the bot in Telegram, without a token on the console. */
export async function runApplication(settings: Settings, surroundings: ApplicationSurroundings): Promise<void> {
  const { stdin, stdout, stderr, stop } = surroundings;
  const log = (line: string) => void stderr.write(`${line}\n`);
  const state = await openState(join(settings.DATA_DIR, "state.sqlite"));
  try {
    const articles = () => articleVersions(settings.CORPUS_DIR);
    const answerer = await LiveAnswerer.open({
      open: () => openAnswererFor(settings),
      fingerprint: async () => JSON.stringify(await articles()),
      log,
    });
    try {
      const { OLD_AFTER_DAYS: oldAfterDays, TIMEZONE: timezone } = settings;
      const services = createServices({ answerer, state, log, stop, oldAfterDays, timezone });
      if (settings.BOT_TOKEN === undefined) {
        const interactive = stdin.isTTY;
        if (interactive) log("No BOT_TOKEN is set: ask here, a question a line. Ctrl+D ends.");
        await runConsole({ services, interactive, input: stdin, output: stdout });
      } else {
        const bot = createBot(settings.BOT_TOKEN, services, {
          apiRoot: settings.BOT_API_ROOT,
          staffIds: settings.STAFF_IDS,
        });
        await runTelegram(bot, { services, articles, refresh: () => answerer.refresh() });
      }
    } finally {
      await answerer.close();
    }
  } finally {
    await state.destroy();
  }
}

/** The articles of a folder, each with a version that differs when its file does. */
async function articleVersions(folder: string): Promise<ArticleVersion[]> {
  const files = await openArticleStore(folder).files();
  return files.map(({ path, size, mtimeMs }) => ({ id: basename(path, ".md"), version: `${size}:${mtimeMs}` }));
}
