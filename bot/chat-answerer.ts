import type { I18n } from "@grammyjs/i18n";
import type { Answer, Inquiry } from "../retrieval/index.ts";
import type { AskedQuestions } from "./asked-questions.ts";
import type { BotContext, QuestionAnswerer } from "./context.ts";
import { type Conversations, splitQuestions } from "./conversations.ts";
import { interfaceLanguage, type Translate } from "./interface-language.ts";
import { answerKeyboard } from "./message/answer-keyboard.ts";
import { composeAnswerMessage } from "./message/answer-message.ts";
import { deliver, type OutgoingMessage } from "./message/deliver.ts";
import type { FormattedText } from "./message/formatted-text.ts";

export interface ChatAnswererOptions {
  answerer: QuestionAnswerer;
  askedQuestions: AskedQuestions;
  conversations: Conversations;
  languages: I18n<BotContext>;
  /** Facts older than this many days get a warning. */
  oldAfterDays: number;
  /** IANA time zone in which "today" is meant. */
  timezone: string;
  /** The URL at which residents reach the pages behind citations, if they do. */
  publicUrl?: string;
  now(): Date;
}

/** Answers what is asked in a chat, in the conversation that it belongs to. */
export class ChatAnswerer {
  readonly #options: ChatAnswererOptions;

  constructor(options: ChatAnswererOptions) {
    this.#options = options;
  }

  /** Answers every question of a text in the chat of the update; after an edit, by editing the earlier answers. */
  async answer(context: BotContext, text: string): Promise<void> {
    const { askedQuestions, conversations } = this.#options;
    const message = context.msg;
    if (!message) return;
    // Felt as an answer at once; the answer itself does not wait for it.
    const typing = context.replyWithChatAction("typing").catch(() => undefined);
    const conversation = conversationOf(context);
    const continued = message.reply_to_message?.message_id;
    const history = conversations.history(conversation, {
      before: message.message_id,
      ...(continued !== undefined && { upTo: continued }),
    });

    const questions = splitQuestions(text);
    const messages: OutgoingMessage[] = [];
    for (const question of questions) {
      const { answer, content, translate } = await this.compose({ question, history: [...history] });
      const questionId = await askedQuestions.add(answer);
      const keyboard = answerKeyboard({ questionId, askerId: context.from?.id ?? 0, status: answer.status }, translate);
      messages.push({ content, ...(keyboard && { keyboard }) });
      history.push(question);
    }
    await typing;
    const replies = await deliver(context, messages, conversations.repliesTo(conversation, message.message_id));
    conversations.remember(conversation, { messageId: message.message_id, questions, replies });
  }

  /** The answer to one question as a message in the language of the question, from all articles or the admitted ones. */
  async compose(
    inquiry: Inquiry,
    admits: (articleId: string) => boolean = () => true,
  ): Promise<{ answer: Answer; content: FormattedText; translate: Translate }> {
    const { answerer, languages, oldAfterDays, timezone, publicUrl, now } = this.#options;
    const answer = await answerer.answerFrom(inquiry, admits);
    const locale = interfaceLanguage(answer.language);
    const translate: Translate = (key, variables) => languages.t(locale, key, variables);
    const today = isoDateIn(timezone, now());
    const options = { translate, locale, today, oldAfterDays, ...(publicUrl !== undefined && { publicUrl }) };
    return { answer, translate, content: composeAnswerMessage(answer, options) };
  }
}

/** A conversation is what one user says in one chat, or in one topic of it. */
export function conversationOf(context: BotContext): string {
  const thread = context.msg?.is_topic_message ? context.msg.message_thread_id : undefined;
  return [context.chatId, thread ?? 0, context.from?.id].join(":");
}

/** The calendar date at an instant in a time zone. Swedish writes dates as ISO does. */
export function isoDateIn(timezone: string, instant: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: timezone }).format(instant);
}
