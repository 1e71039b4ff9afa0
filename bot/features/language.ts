import { Composer, InlineKeyboard } from "grammy";
import type { BotContext } from "../context.ts";
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from "../interface-language.ts";
import type { State } from "../state/database.ts";

/** The interface languages that users chose. */
export class ChosenLanguages {
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  async of(userId: number): Promise<string | undefined> {
    const row = await this.#state
      .selectFrom("languages")
      .select("language")
      .where("userId", "=", userId)
      .executeTakeFirst();
    return row?.language;
  }

  async choose(userId: number, language: InterfaceLanguage): Promise<void> {
    await this.#state
      .insertInto("languages")
      .values({ userId, language })
      .onConflict((conflict) => conflict.column("userId").doUpdateSet({ language }))
      .execute();
  }
}

const PICK = /^language:(.+)$/;

/** /language changes the language of the interface, for good. */
export function language(chosen: ChosenLanguages): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command("language", (context) => {
    const keyboard = new InlineKeyboard();
    for (const [tag, name] of Object.entries(INTERFACE_LANGUAGES)) keyboard.text(name, `language:${tag}`);
    return context.reply(context.t("choose-language"), { reply_markup: keyboard });
  });
  composer.callbackQuery(PICK, async (context, next) => {
    const picked = context.match[1] as InterfaceLanguage;
    if (!(picked in INTERFACE_LANGUAGES)) return next();
    await chosen.choose(context.from.id, picked);
    await context.i18n.renegotiateLocale();
    await context.answerCallbackQuery();
    // In a group the message stays for the others.
    if (context.chat?.type === "private") await context.editMessageText(context.t("language-chosen"));
  });
  return composer;
}
