import type { I18n } from "@grammyjs/i18n";
import type { Api } from "grammy";
import type { BotContext } from "./context.ts";
import type { InterfaceLanguage } from "./interface-language.ts";

const COMMANDS = ["ask", "new", "share", "watches", "language", "help"] as const;

/** Telegram keeps texts by two-letter language codes; without one they are for everybody else. */
const LANGUAGE_CODES = { en: undefined, zh: "zh", ko: "ko" } as const satisfies Partial<
  Record<InterfaceLanguage, string | undefined>
>;

/** Publishes the commands and the texts of the bot's profile in each language; what is published already stays as it is. */
export async function publishMenu(api: Api, languages: I18n<BotContext>): Promise<void> {
  for (const [locale, code] of Object.entries(LANGUAGE_CODES)) {
    const language = code === undefined ? {} : { language_code: code };
    const commands = COMMANDS.map((command) => ({ command, description: languages.t(locale, `command-${command}`) }));
    if (JSON.stringify(await api.getMyCommands(language)) !== JSON.stringify(commands)) {
      await api.setMyCommands(commands, language);
    }
    const description = languages.t(locale, "description");
    if ((await api.getMyDescription(language)).description !== description) {
      await api.setMyDescription(description, language);
    }
    const about = languages.t(locale, "about");
    if ((await api.getMyShortDescription(language)).short_description !== about) {
      await api.setMyShortDescription(about, language);
    }
  }
}
