import type { I18nFlavor } from "@grammyjs/i18n";
import type { Bot, Context } from "grammy";
import type { Answer, Inquiry } from "../retrieval/index.ts";

export type BotContext = Context & I18nFlavor;

/** What the bot needs of the retrieval floor. */
export interface QuestionAnswerer {
  invoke(inquiry: Inquiry): Promise<Answer>;
  /** As `invoke`, from the admitted articles only. */
  answerFrom(inquiry: Inquiry, admits: (articleId: string) => boolean): Promise<Answer>;
}

/** grammY names the type of an older polyfill, which the runtime's own signal satisfies but for its declaration. */
export type CallSignal = AbortSignal & NonNullable<Parameters<Bot["init"]>[0]>;
