import { Composer } from "grammy";
import type { AskedQuestions, VoteReason } from "../asked-questions.ts";
import type { BotContext } from "../context.ts";
import { answerKeyboard, BUTTON_DATA, readButton } from "../message/answer-keyboard.ts";

/** The votes under an answer; a vote against asks what was wrong. Kept for staff, to see what is missing. */
export function feedback(askedQuestions: AskedQuestions): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.callbackQuery(BUTTON_DATA, async (context, next) => {
    const { action, ...buttons } = readButton(context.match as RegExpMatchArray);
    if (buttons.askerId !== context.from.id) {
      return void (await context.answerCallbackQuery(context.t("button-of-another")));
    }
    if (action === "watch") return next();
    const vote = action === "up" ? "up" : "down";
    const reason = action === "up" || action === "down" ? undefined : (action satisfies VoteReason);
    if (!(await askedQuestions.vote(buttons.questionId, vote, reason))) {
      return void (await context.answerCallbackQuery(context.t("button-expired")));
    }
    const thanks = vote === "down" && reason === undefined ? "what-was-wrong" : "thanks";
    await context.answerCallbackQuery(context.t(thanks));
    const keyboard = answerKeyboard({ ...buttons, vote, ...(reason && { reason }) }, context.t);
    // Pressing what is chosen already changes nothing, which Telegram refuses.
    await context.editMessageReplyMarkup({ ...(keyboard && { reply_markup: keyboard }) }).catch(() => undefined);
  });
  return composer;
}
