import { Composer, InlineKeyboard } from "grammy";
import type { BotContext } from "../context.ts";
import { BUTTON_DATA, readButton } from "../message/answer-keyboard.ts";
import { wellFormed } from "../message/formatted-text.ts";
import type { Watches } from "../notifications/watches.ts";
import type { Services } from "../services.ts";

/** Telegram cuts the label of a button; what is longer would not be seen. */
const LABEL_LENGTH = 50;

const REMOVE = /^unwatch:(\d+)$/;

/** The button under an unanswered question, /watches, and the removal of a watch. */
export function watching({ watches, askedQuestions }: Services): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  // Whose button it is has been checked together with the votes.
  composer.callbackQuery(BUTTON_DATA, async (context, next) => {
    const asked = await askedQuestions.find(readButton(context.match as RegExpMatchArray).questionId);
    if (!asked || context.chatId === undefined) return next();
    const thread = context.msg?.is_topic_message ? context.msg.message_thread_id : undefined;
    await watches.add({
      chatId: context.chatId,
      userId: context.from.id,
      threadId: thread ?? null,
      question: asked.question,
      history: asked.history,
      language: asked.language,
    });
    return void (await context.answerCallbackQuery({ text: context.t("watching"), show_alert: true }));
  });

  composer.command("watches", async (context) => {
    const keyboard = await list(watches, context.chatId);
    await context.reply(context.t(keyboard ? "watches" : "no-watches"), {
      ...(keyboard && { reply_markup: keyboard }),
    });
  });

  composer.callbackQuery(REMOVE, async (context) => {
    const watch = await watches.find(Number(context.match[1]), context.chatId ?? 0);
    const isTheirs = watch?.userId === null || watch?.userId === context.from.id;
    if (!watch || !isTheirs) {
      return void (await context.answerCallbackQuery(context.t(watch ? "button-of-another" : "button-expired")));
    }
    await watches.remove(watch.id);
    await context.answerCallbackQuery(context.t("watch-removed"));
    // Under a notification the only button goes; of the list, the row.
    const isList = (context.msg?.reply_markup?.inline_keyboard.length ?? 0) > 1;
    const keyboard = isList ? await list(watches, watch.chatId) : undefined;
    await context.editMessageReplyMarkup({ ...(keyboard && { reply_markup: keyboard }) }).catch(() => undefined);
  });
  return composer;
}

async function list(watches: Watches, chatId: number): Promise<InlineKeyboard | undefined> {
  const watched = await watches.of(chatId);
  if (watched.length === 0) return undefined;
  const keyboard = new InlineKeyboard();
  for (const { id, question } of watched) {
    // By code points, so that no surrogate pair is split.
    const label = wellFormed([...question].slice(0, LABEL_LENGTH).join(""));
    keyboard.text(`✕ ${label}`, `unwatch:${id}`).row();
  }
  return keyboard;
}
