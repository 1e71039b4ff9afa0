import type { I18n } from "@grammyjs/i18n";
import { AskedQuestions } from "./asked-questions.ts";
import { ChatAnswerer } from "./chat-answerer.ts";
import type { BotContext, QuestionAnswerer } from "./context.ts";
import { Conversations } from "./conversations.ts";
import { ChosenLanguages } from "./features/language.ts";
import { loadInterfaceLanguages } from "./interface-language.ts";
import { Watches } from "./notifications/watches.ts";
import type { State } from "./state/database.ts";
import type { Log } from "./log.ts";

export interface ServiceOptions {
  answerer: QuestionAnswerer;
  state: State;
  log: Log;
  /** Aborted when the process stops: calls that wait for Telegram are given up. */
  stop: AbortSignal;
  /** Facts older than this many days are shown with a warning. */
  oldAfterDays: number;
  /** IANA time zone in which residents read dates. */
  timezone: string;
  /** The URL at which residents reach the pages behind citations, if they do. */
  publicUrl?: string;
  now?(): Date;
}

/** What the handlers of the bot, its notifications and its server share. */
export interface Services extends Pick<ServiceOptions, "state" | "log" | "stop"> {
  now(): Date;
  languages: I18n<BotContext>;
  chosenLanguages: ChosenLanguages;
  askedQuestions: AskedQuestions;
  conversations: Conversations;
  watches: Watches;
  chatAnswerer: ChatAnswerer;
}

export function createServices(options: ServiceOptions): Services {
  const { answerer, state, log, stop, oldAfterDays, timezone, publicUrl, now = () => new Date() } = options;
  const milliseconds = () => now().getTime();
  const chosenLanguages = new ChosenLanguages(state);
  const languages = loadInterfaceLanguages<BotContext>((userId) => chosenLanguages.of(userId));
  const askedQuestions = new AskedQuestions(state, milliseconds);
  const conversations = new Conversations(milliseconds);
  const watches = new Watches(state, milliseconds);
  const shared = { answerer, askedQuestions, conversations, languages, ...(publicUrl !== undefined && { publicUrl }) };
  const chatAnswerer = new ChatAnswerer({ ...shared, oldAfterDays, timezone, now });
  return { state, log, stop, now, languages, chosenLanguages, askedQuestions, conversations, watches, chatAnswerer };
}
