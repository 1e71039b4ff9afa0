import type { I18n } from "@grammyjs/i18n";
import { Composer } from "grammy";
import type { BotContext, QuestionAnswerer } from "../context.ts";
import { interfaceLanguage } from "../interface-language.ts";
import { composeAnswerMessage } from "../message/answer-message.ts";
import { sendFormatted } from "../message/send.ts";

export interface QuestionsOptions {
  answerer: QuestionAnswerer;
  languages: I18n<BotContext>;
  /** Facts older than this many days get a warning. */
  oldAfterDays: number;
  /** IANA time zone in which "today" is meant. */
  timezone: string;
  now(): Date;
}

/** Any text is a question; anything else gets a sentence that says so. */
export function questions(options: QuestionsOptions): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("message:text", async (context) => {
    // Felt as an answer at once; the answer itself does not wait for it.
    const typing = context.replyWithChatAction("typing").catch(() => undefined);
    const answer = await options.answerer.invoke({ question: context.msg.text });
    const language = interfaceLanguage(answer.language);
    const message = composeAnswerMessage(answer, {
      translate: (key, variables) => options.languages.t(language, key, variables),
      locale: language,
      today: isoDateIn(options.timezone, options.now()),
      oldAfterDays: options.oldAfterDays,
    });
    await typing;
    await sendFormatted(context, message);
  });
  composer.on("message", (context) => context.reply(context.t("text-only")));
  return composer;
}

/** The calendar date at an instant in a time zone. Swedish writes dates as ISO does. */
function isoDateIn(timezone: string, instant: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: timezone }).format(instant);
}
