import { autoRetry } from "@grammyjs/auto-retry";
import { Bot, type BotConfig as GrammyConfig, GrammyError } from "grammy";
import type { BotContext } from "./context.ts";
import { describeFault } from "./faults.ts";
import { feedback } from "./features/feedback.ts";
import { inline } from "./features/inline.ts";
import { language } from "./features/language.ts";
import { limits } from "./features/limits.ts";
import { questions } from "./features/questions.ts";
import { sharing } from "./features/sharing.ts";
import { staff, type StaffConfig } from "./features/staff.ts";
import { watching } from "./features/watches.ts";
import { welcome } from "./features/welcome.ts";
import type { Services } from "./services.ts";
import { forgiveExpiredQueries } from "./updates/expired-queries.ts";
import { waitOutOutages } from "./updates/outages.ts";
import { pace } from "./updates/pace.ts";
import { chatChanges, isUnreachable, recordUnreachable } from "./updates/unreachable-chats.ts";

export interface BotConfig {
  /** Where the Bot API is, such as https://api.telegram.org. */
  apiRoot: string;
  /** What one user may send in a minute; without it, as much as they like. */
  updatesPerMinute?: number;
  /** What Telegram takes in a second over all chats; without it, nothing is held back. */
  messagesPerSecond?: number;
  /** Who may change articles, and at which desk; without it, nobody. */
  staff?: StaffConfig;
  /** What `getMe` would say, if it is known already. */
  botInfo?: GrammyConfig<BotContext>["botInfo"];
}

/** The longest wait that Telegram may ask for before a call is given up, and how often it may ask. */
const LONGEST_WAIT_SECONDS = 300;
const WAITS = 5;
const TOO_MANY_REQUESTS = 429;

/** A call that takes longer than this is taken to hang, and is made again. */
const CALL_SECONDS = 20;

const MORE = ". LOG_LEVEL=debug shows where.";

/** Builds the bot with all its handlers. It does nothing until it is handed updates. */
export function createBot(token: string, services: Services, config: BotConfig): Bot<BotContext> {
  const { log, stop, now } = services;
  const { apiRoot, updatesPerMinute, messagesPerSecond, staff: staffConfig, botInfo } = config;
  const bot = new Bot<BotContext>(token, {
    client: { apiRoot, timeoutSeconds: CALL_SECONDS },
    ...(botInfo && { botInfo }),
  });
  // The first is the nearest to Telegram: every repetition keeps to the pace too.
  if (messagesPerSecond !== undefined) bot.api.config.use(pace({ perSecond: messagesPerSecond, stop }));
  bot.api.config.use(
    waitOutOutages({ stop, log }),
    autoRetry({
      maxRetryAttempts: WAITS,
      maxDelaySeconds: LONGEST_WAIT_SECONDS,
      rethrowHttpErrors: true,
      rethrowInternalServerErrors: true,
    }),
    recordUnreachable(services),
    forgiveExpiredQueries,
  );

  const guarded = bot.errorBoundary(async ({ ctx: context, error }) => {
    // The update stays in the inbox: for the next process when this one stops, or for better days of the chat.
    if (stop.aborted || (error instanceof GrammyError && error.error_code === TOO_MANY_REQUESTS)) throw error;
    const facts = {
      updateId: context.update.update_id,
      userId: context.from?.id,
      chatId: context.chatId,
      fault: error,
    };
    if (error instanceof GrammyError && isUnreachable(error.description)) {
      return log.info(`A chat cannot be reached any more: ${error.description}`, facts);
    }
    log.warn(`An update was not answered: ${describeFault(error, token)}${MORE}`, facts);
    // What Telegram refused is not made better by another message.
    if (error instanceof GrammyError || context.chatId === undefined) return;
    await context.reply(context.t("failed")).catch(() => undefined);
  });
  guarded.use(chatChanges(services));
  guarded.use(services.languages);
  if (updatesPerMinute !== undefined) guarded.use(limits(updatesPerMinute, now));
  guarded.use(sharing(services));
  guarded.use(welcome());
  guarded.use(language(services.chosenLanguages));
  guarded.use(feedback(services));
  guarded.use(watching(services));
  guarded.use(staff(services, staffConfig));
  guarded.use(inline(services.chatAnswerer));
  guarded.use(questions(services));
  guarded.on("callback_query", (context) => context.answerCallbackQuery(context.t("button-expired")));
  return bot;
}
