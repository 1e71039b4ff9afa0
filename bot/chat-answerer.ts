import type { I18n } from "@grammyjs/i18n";
import type { Answer, Inquiry } from "../retrieval/index.ts";
import type { AskedQuestions } from "./asked-questions.ts";
import type { BotContext, QuestionAnswerer } from "./context.ts";
import { type Conversations, splitQuestions } from "./conversations.ts";
import { interfaceLanguage, type Translate } from "./interface-language.ts";
import { answerKeyboard } from "./message/answer-keyboard.ts";
import { composeAnswerMessage } from "./message/answer-message.ts";
import { deliver, type OutgoingMessage } from "./message/deliver.ts";
import { concatenate, type FormattedText } from "./message/formatted-text.ts";
import { nearestQuestions } from "./message/nearest-questions.ts";

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

/** Buttons under a refusal, and questions that are tried for them at most: each takes milliseconds. */
const NEAREST_OFFERED = 3;
const NEAREST_TRIED = 6;

interface Asked {
  questions: string[];
  /** The earlier questions of the conversation, oldest first. */
  history: string[];
  /** The bot's messages to edit. */
  earlier: number[];
  /** The resident's message, if there is one. */
  messageId?: number;
  /** Whether the reply says the question, because no message shows it. */
  isSaid?: boolean;
}

/** Answers what is asked in a chat, in the conversation that it belongs to. */
export class ChatAnswerer {
  readonly #options: ChatAnswererOptions;

  constructor(options: ChatAnswererOptions) {
    this.#options = options;
  }

  /** Answers every question of a text in the chat of the update; after an edit, by editing the earlier answers. */
  async answer(context: BotContext, text: string): Promise<void> {
    const { conversations } = this.#options;
    const message = context.msg;
    if (!message) return;
    const conversation = conversationOf(context);
    const continued = message.reply_to_message?.message_id;
    const history = conversations.history(conversation, {
      before: message.message_id,
      ...(continued !== undefined && { upTo: continued }),
    });
    const earlier = conversations.repliesTo(conversation, message.message_id);
    await this.#reply(context, { questions: splitQuestions(text), history, earlier, messageId: message.message_id });
  }

  /** Answers a question that no message in the chat shows, such as that of a button or a link, beginning with it. */
  async answerAloud(context: BotContext, question: string): Promise<void> {
    await this.#reply(context, { questions: [question], history: [], earlier: [], isSaid: true });
  }

  async #reply(context: BotContext, { questions, history, earlier, messageId, isSaid = false }: Asked): Promise<void> {
    const { askedQuestions, conversations } = this.#options;
    // Felt as an answer at once; the answer itself does not wait for it.
    const typing = context.replyWithChatAction("typing").catch(() => undefined);
    const messages: OutgoingMessage[] = [];
    for (const [index, question] of questions.entries()) {
      const inquiry = { question, history: [...history, ...questions.slice(0, index)] };
      const { answer, content, translate } = await this.compose(inquiry);
      const questionId = await askedQuestions.add(answer);
      const nearest = await this.#answerable(nearestQuestions(answer.citations.length === 0 ? answer.nearest : []));
      const buttons = { questionId, askerId: context.from?.id ?? 0, status: answer.status, nearest };
      const keyboard = answerKeyboard(buttons, translate);
      const heading = isSaid ? [translate("asked", { question }), "\n\n"] : [];
      messages.push({ content: concatenate([...heading, content]), ...(keyboard && { keyboard }) });
    }
    await typing;
    const replies = await deliver(context, messages, earlier);
    // What no message of the resident asked is remembered by the first reply, whose id no other message has.
    const turn = { messageId: messageId ?? replies[0] ?? 0, questions, replies };
    conversations.remember(conversationOf(context), turn);
  }

  /** The first few of the questions that the articles do answer. */
  async #answerable(questions: string[]): Promise<string[]> {
    const answerable: string[] = [];
    for (const question of questions.slice(0, NEAREST_TRIED)) {
      const { status } = await this.#options.answerer.invoke({ question });
      if (status === "answered") answerable.push(question);
      if (answerable.length === NEAREST_OFFERED) break;
    }
    return answerable;
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
