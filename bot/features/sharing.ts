import { randomBytes } from "node:crypto";
import { Composer } from "grammy";
import { conversationOf } from "../chat-answerer.ts";
import type { BotContext } from "../context.ts";
import { answeredQuestion } from "../message/answer-keyboard.ts";
import type { Services } from "../services.ts";

/** Telegram allows 64 characters in a deep link; 96 random bits cannot be guessed, so nobody reads what was not shared. */
const TOKEN_BYTES = 12;
const PREFIX = "q_";

/** /share gives a link that asks the last question, or the one whose answer is replied to; the link answers it. */
export function sharing({ state, conversations, askedQuestions, chatAnswerer }: Services): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command("share", async (context) => {
    const answered = context.msg.reply_to_message;
    const question = answered
      ? (await askedQuestions.find(answeredQuestion(answered) ?? 0))?.question
      : conversations.history(conversationOf(context)).at(-1);
    if (question === undefined) return void (await context.reply(context.t("nothing-to-share")));
    const token = `${PREFIX}${randomBytes(TOKEN_BYTES).toString("base64url")}`;
    await state.insertInto("sharedQuestions").values({ token, question }).execute();
    const link = `https://t.me/${context.me.username}?start=${token}`;
    return void (await context.reply(context.t("share", { link }), { link_preview_options: { is_disabled: true } }));
  });
  composer.command("start", async (context, next) => {
    const shared = await state
      .selectFrom("sharedQuestions")
      .select("question")
      .where("token", "=", context.match)
      .executeTakeFirst();
    return shared ? chatAnswerer.answerAloud(context, shared.question) : next();
  });
  return composer;
}
