import { Composer } from "grammy";
import type { VoteReason } from "../asked-questions.ts";
import type { BotContext } from "../context.ts";
import { interfaceLanguage } from "../interface-language.ts";
import { answerKeyboard, BUTTON_DATA, readButton, readNearest } from "../message/answer-keyboard.ts";
import type { Services } from "../services.ts";

/** The votes under an answer; a vote against asks what was wrong. Kept for staff, to see what is missing. */
export function feedback({ askedQuestions, languages }: Services): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.callbackQuery(BUTTON_DATA, async (context, next) => {
    const { action, ...buttons } = readButton(context.match as RegExpMatchArray);
    if (buttons.askerId !== context.from.id) {
      return void (await context.answerCallbackQuery(context.t("button-of-another")));
    }
    if (action === "watch") return next();
    const vote = action === "up" ? "up" : "down";
    const { message } = context.callbackQuery;
    const asked = await askedQuestions.find(buttons.questionId);
    // A message that Telegram has dated 0 cannot be edited any more: what was chosen could not be shown.
    if (!asked || !message || message.date === 0) {
      return void (await context.answerCallbackQuery(context.t("button-expired")));
    }
    const reason = action === "up" || action === "down" ? undefined : (action satisfies VoteReason);
    await askedQuestions.vote(asked.id, vote, reason);
    const thanks = vote === "down" && reason === undefined ? "what-was-wrong" : "thanks";
    await context.answerCallbackQuery(context.t(thanks));
    // In the language of the answer, as before.
    const locale = interfaceLanguage(asked.language);
    const nearest = [...readNearest(message).values()];
    const keyboard = answerKeyboard({ ...buttons, vote, nearest, ...(reason && { reason }) }, (key) =>
      languages.t(locale, key),
    );
    // Pressing what is chosen already changes nothing, which Telegram refuses.
    await context.editMessageReplyMarkup({ ...(keyboard && { reply_markup: keyboard }) }).catch(() => undefined);
  });
  return composer;
}
