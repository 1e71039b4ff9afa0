import type { I18n } from "@grammyjs/i18n";
import { type Answer, type Citation, glossOf, type GlossLanguage, type Inquiry } from "../retrieval/index.ts";
import type { AskedQuestions } from "./asked-questions.ts";
import type { BotContext, CallSignal, QuestionAnswerer } from "./context.ts";
import { type Conversations, splitQuestions } from "./conversations.ts";
import { interfaceLanguage, isoDateIn, type Translate } from "./interface-language.ts";
import { answeredQuestion, answerKeyboard } from "./message/answer-keyboard.ts";
import { composeAnswerMessage } from "./message/answer-message.ts";
import { deliver, type OutgoingMessage } from "./message/deliver.ts";
import { type FormattedText, joined } from "./message/formatted-text.ts";
import { inert } from "./message/live-text.ts";
import { nearestQuestions, type OtherWords } from "./message/nearest-questions.ts";

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
const NEAREST_OFFERED = 2;
const NEAREST_TRIED = 6;

/**
 * What was tried less than this long ago is not tried again: the same few sentences are nearest to most refusals. So much
 * later, at most, a button offers what an article said that is gone; pressed, it is answered anew.
 */
const TRIED_MILLISECONDS = 60_000;
/** Questions whose answers are remembered. */
const MOST_TRIED = 500;

/** Telegram shows that the bot is typing for this long. */
const TYPING_MILLISECONDS = 5000;

interface Asked {
  /** What the resident says. */
  text: string;
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
  /** Questions that were tried for buttons, the latest last, with what answers them. */
  readonly #tried = new Map<string, { at: number; citations: Promise<Citation[]> }>();

  constructor(options: ChatAnswererOptions) {
    this.#options = options;
  }

  /** Answers every question of a text in the chat of the update; after an edit, by editing the earlier answers. */
  async answer(context: BotContext, text: string): Promise<void> {
    const messageId = context.msgId;
    if (messageId === undefined) return;
    const known = this.#options.conversations.turnOf(conversationOf(context), messageId);
    // Telegram also reports edits that change no word, such as that of a link's preview.
    if (known?.text === text) return;
    const history = await this.#historyOf(context, messageId);
    await this.#reply(context, {
      text,
      questions: splitQuestions(text),
      history,
      earlier: known?.replies ?? [],
      messageId,
    });
  }

  /** Answers a question that no message in the chat shows, such as that of a button or a link, beginning with it. */
  async answerAloud(context: BotContext, question: string): Promise<void> {
    await this.#reply(context, { text: question, questions: [question], history: [], earlier: [], isSaid: true });
  }

  /** What was asked before, oldest first: in the topic that is replied to, else in the conversation. */
  async #historyOf(context: BotContext, messageId: number): Promise<string[]> {
    const { conversations, askedQuestions } = this.#options;
    const conversation = conversationOf(context);
    const replied = context.msg?.reply_to_message;
    if (replied) {
      const topic = conversations.topicOf(conversation, replied.message_id);
      if (topic) return topic;
      // An answer to somebody else, or from long ago, says by its buttons what it answers.
      const isOwn = replied.from?.id === context.me.id;
      const asked = isOwn ? await askedQuestions.find(answeredQuestion(replied) ?? 0) : undefined;
      const said = isOwn ? asked?.question : (replied.text ?? replied.caption);
      if (said !== undefined) return [said];
    }
    return conversations.history(conversation, messageId);
  }

  async #reply(context: BotContext, asked: Asked): Promise<void> {
    const { askedQuestions, conversations } = this.#options;
    const { text, questions, history, earlier, messageId, isSaid = false } = asked;
    // Felt as an answer at once; the answer itself does not wait for it, and later it would be wrong.
    const inTime = AbortSignal.timeout(TYPING_MILLISECONDS) as CallSignal;
    void context.replyWithChatAction("typing", {}, inTime).catch(() => undefined);
    const messages: OutgoingMessage[] = [];
    const asking: string[] = [];
    for (const question of questions) {
      const inquiry = { question, history: [...history, ...asking] };
      const { answer, content, translate } = await this.compose(inquiry);
      // Thanks and greetings are nothing that a follow-up could be about.
      if (answer.status !== "smalltalk") asking.push(question);
      const questionId = await askedQuestions.add(answer, inquiry.history);
      const nearest = await this.#nearestQuestions(answer, translate);
      const buttons = { questionId, askerId: context.from?.id ?? 0, status: answer.status, nearest };
      const keyboard = answerKeyboard(buttons, translate);
      messages.push({
        content: isSaid ? withQuestion(question, content, translate) : content,
        ...(keyboard && { keyboard }),
      });
    }
    const replies = await deliver(context, messages, earlier);
    // What no message of the resident asked is remembered by the first reply, whose id no other message has.
    const turn = { messageId: messageId ?? replies[0] ?? 0, text, questions: asking, replies };
    conversations.remember(conversationOf(context), turn);
  }

  /** The first few questions that what is nearest answers, in the language of the answer. */
  async #nearestQuestions({ nearest, language }: Answer, translate: Translate): Promise<string[]> {
    const other = language === "en" || language === "ko" ? inWordsOf(language, translate) : undefined;
    const answerable: string[] = [];
    for (const question of nearestQuestions(nearest, other).slice(0, NEAREST_TRIED)) {
      const citations = await this.#citationsFor(question);
      const isNearest = ({ articleId, start, end }: Citation) =>
        nearest.some((quote) => quote.articleId === articleId && quote.start < end && start < quote.end);
      if (citations.some(isNearest)) answerable.push(question);
      if (answerable.length === NEAREST_OFFERED) break;
    }
    return answerable;
  }

  /** What answers a question that a button may ask; nothing when it has no answer. */
  async #citationsFor(question: string): Promise<Citation[]> {
    const at = this.#options.now().getTime();
    const known = this.#tried.get(question);
    if (known !== undefined && at - known.at < TRIED_MILLISECONDS) return await known.citations;
    const citations = this.#options.answerer
      .invoke({ question })
      .then((answer) => (answer.status === "answered" ? answer.citations : []));
    // A map gives its keys in the order of their setting: the oldest goes.
    this.#tried.delete(question);
    if (this.#tried.size === MOST_TRIED) this.#tried.delete(this.#tried.keys().next().value!);
    this.#tried.set(question, { at, citations });
    try {
      return await citations;
    } catch (cause) {
      this.#tried.delete(question);
      throw cause;
    }
  }

  /** The answer to one question as a message in the language of the question, from all articles or the admitted ones. */
  async compose(
    inquiry: Inquiry,
    admits?: (articleId: string) => boolean,
  ): Promise<{ answer: Answer; content: FormattedText; translate: Translate }> {
    const { answerer, languages, oldAfterDays, timezone, publicUrl, now } = this.#options;
    const answer = await (admits === undefined ? answerer.invoke(inquiry) : answerer.answerFrom(inquiry, admits));
    const locale = interfaceLanguage(answer.language);
    const translate: Translate = (key, variables) => languages.t(locale, key, variables);
    const today = isoDateIn(timezone, now());
    const options = { translate, locale, today, oldAfterDays, ...(publicUrl !== undefined && { publicUrl }) };
    return { answer, translate, content: composeAnswerMessage(answer, options) };
  }
}

/** An answer under its question, for where no message shows the question. */
export function withQuestion(question: string, content: FormattedText, translate: Translate): FormattedText {
  return joined([inert(translate("asked", { question })), content], "\n\n");
}

function inWordsOf(language: GlossLanguage, translate: Translate): OtherWords {
  return {
    gloss: (clause) => glossOf(clause, language),
    ask: (asks, words) => translate(`ask-${asks}`, { words }),
  };
}

/** A conversation is what one user says in one chat, or in one topic of it. */
export function conversationOf(context: BotContext): string {
  const thread = context.msg?.is_topic_message ? context.msg.message_thread_id : undefined;
  return [context.chatId, thread ?? 0, context.from?.id].join(":");
}
