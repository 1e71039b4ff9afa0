import { autoRetry } from "@grammyjs/auto-retry";
import { Bot, GrammyError, type BotConfig as GrammyConfig } from "grammy";
import { AskedQuestions } from "./asked-questions.ts";
import { ChatAnswerer } from "./chat-answerer.ts";
import type { BotContext, QuestionAnswerer } from "./context.ts";
import { Conversations } from "./conversations.ts";
import { describeFault } from "./faults.ts";
import { feedback } from "./features/feedback.ts";
import { ChosenLanguages, language } from "./features/language.ts";
import { questions } from "./features/questions.ts";
import { welcome } from "./features/welcome.ts";
import { loadInterfaceLanguages } from "./interface-language.ts";
import type { State } from "./state/database.ts";
import { waitOutOutages } from "./updates/outages.ts";

export interface BotDependencies {
  answerer: QuestionAnswerer;
  state: State;
  /** Takes one line on what went wrong; never holds the token or a resident's words. */
  log(line: string): void;
  /** Aborted when the process stops: calls that wait for Telegram are given up. */
  stop: AbortSignal;
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

/** The longest wait that Telegram may ask for before a call is given up, and how often it may ask. */
const LONGEST_WAIT_SECONDS = 60;
const WAITS = 5;

/** A call that takes longer than this is taken to hang; a poll takes half of it. */
const CALL_SECONDS = 60;

/** Builds the bot with all its handlers. It does nothing until it is handed updates. */
export function createBot(token: string, dependencies: BotDependencies, config: BotConfig): Bot<BotContext> {
  const { answerer, state, log, stop } = dependencies;
  const bot = new Bot<BotContext>(token, {
    client: { apiRoot: config.apiRoot, timeoutSeconds: CALL_SECONDS },
    ...(config.botInfo && { botInfo: config.botInfo }),
  });
  bot.api.config.use(
    waitOutOutages({ stop, log }),
    autoRetry({
      maxRetryAttempts: WAITS,
      maxDelaySeconds: LONGEST_WAIT_SECONDS,
      rethrowHttpErrors: true,
      rethrowInternalServerErrors: true,
    }),
  );

  const now = dependencies.now ?? (() => new Date());
  const chosenLanguages = new ChosenLanguages(state);
  const languages = loadInterfaceLanguages<BotContext>((userId) => chosenLanguages.of(userId));
  const askedQuestions = new AskedQuestions(state, () => now().getTime());
  const conversations = new Conversations(() => now().getTime());
  const { oldAfterDays, timezone } = config;
  const chatAnswerer = new ChatAnswerer({
    answerer,
    askedQuestions,
    conversations,
    languages,
    oldAfterDays,
    timezone,
    now,
  });

  const guarded = bot.errorBoundary(async ({ ctx: context, error }) => {
    // The process stops; the update stays in the inbox for the next one.
    if (stop.aborted) throw error;
    log(`Update ${context.update.update_id} was not answered: ${describeFault(error, token)}`);
    if (!(error instanceof GrammyError)) await context.reply(context.t("failed"));
  });
  guarded.use(languages);
  guarded.use(welcome());
  guarded.use(language(chosenLanguages));
  guarded.use(feedback(askedQuestions));
  guarded.use(questions(chatAnswerer, conversations));
  guarded.on("callback_query", (context) => context.answerCallbackQuery(context.t("button-expired")));
  return bot;
}
