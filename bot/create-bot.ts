import { autoRetry } from "@grammyjs/auto-retry";
import { Bot, type BotConfig as GrammyConfig } from "grammy";
import type { BotContext, QuestionAnswerer } from "./context.ts";
import { describeFault } from "./faults.ts";
import { questions } from "./features/questions.ts";
import { welcome } from "./features/welcome.ts";
import { loadInterfaceLanguages } from "./interface-language.ts";

export interface BotDependencies {
  answerer: QuestionAnswerer;
  /** Takes one line on what went wrong; never holds the token or a resident's words. */
  log(line: string): void;
  now?(): Date;
}

export interface BotConfig {
  /** Where the Bot API is, such as https://api.telegram.org. */
  apiRoot: string;
  /** Facts older than this many days are shown with a warning. */
  oldAfterDays: number;
  /** IANA time zone in which residents read dates. */
  timezone: string;
  /** What `getMe` would say, if it is known already. */
  botInfo?: GrammyConfig<BotContext>["botInfo"];
}

/** Telegram asks for longer waits only of floods; an update that waits longer than this is better dropped. */
const LONGEST_RETRY_SECONDS = 60;
const RETRIES = 3;

/** Builds the bot with all its handlers. It does nothing until it is started or handed updates. */
export function createBot(token: string, dependencies: BotDependencies, config: BotConfig): Bot<BotContext> {
  const bot = new Bot<BotContext>(token, {
    client: { apiRoot: config.apiRoot },
    ...(config.botInfo && { botInfo: config.botInfo }),
  });
  const retry = autoRetry({
    maxRetryAttempts: RETRIES,
    maxDelaySeconds: LONGEST_RETRY_SECONDS,
    rethrowHttpErrors: true,
  });
  bot.api.config.use((previous, method, payload, signal) =>
    // Polling has its own way to wait out faults.
    method === "getUpdates" ? previous(method, payload, signal) : retry(previous, method, payload, signal),
  );

  const languages = loadInterfaceLanguages<BotContext>();
  const guarded = bot.errorBoundary(async ({ ctx: context, error }) => {
    dependencies.log(`Update ${context.update.update_id} was not answered: ${describeFault(error, token)}`);
    await context.reply(context.t("failed")).catch(() => undefined);
  });
  guarded.use(languages);
  guarded.use(welcome());
  guarded.use(
    questions({
      answerer: dependencies.answerer,
      languages,
      oldAfterDays: config.oldAfterDays,
      timezone: config.timezone,
      now: dependencies.now ?? (() => new Date()),
    }),
  );
  return bot;
}
