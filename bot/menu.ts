import type { I18n } from "@grammyjs/i18n";
import { type Api, GrammyError } from "grammy";
import type { BotCommandScope } from "grammy/types";
import type { BotContext } from "./context.ts";
import type { InterfaceLanguage } from "./interface-language.ts";

const COMMANDS = ["ask", "new", "share", "watches", "language", "help"];
/** What is for one person or about the bot alone is asked in private. */
const GROUP_COMMANDS = ["ask", "new", "share", "watches"];
const STAFF_COMMANDS = ["articles", "gaps", "staff"];

/** Telegram keeps texts by two-letter language codes; without one they are for everybody else. */
const LANGUAGE_CODES = { en: undefined, zh: "zh", ko: "ko" } as const satisfies Partial<
  Record<InterfaceLanguage, string | undefined>
>;

/**
 * Publishes the commands and the texts of the bot's profile in each language: in groups those that make sense there,
 * and for staff theirs too. What is published already stays as it is.
 */
export async function publishMenu(api: Api, languages: I18n<BotContext>, staffIds: readonly number[]): Promise<void> {
  const menus: [BotCommandScope, string[]][] = [
    [{ type: "default" }, COMMANDS],
    [{ type: "all_group_chats" }, GROUP_COMMANDS],
    ...staffIds.map((id): [BotCommandScope, string[]] => [
      { type: "chat", chat_id: id },
      [...COMMANDS, ...STAFF_COMMANDS],
    ]),
  ];
  for (const [locale, code] of Object.entries(LANGUAGE_CODES)) {
    const language = code === undefined ? {} : { language_code: code };
    for (const [scope, names] of menus) {
      const commands = names.map((command) => ({ command, description: languages.t(locale, `command-${command}`) }));
      await publishCommands(api, commands, { ...language, scope });
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

async function publishCommands(
  api: Api,
  commands: { command: string; description: string }[],
  where: { scope: BotCommandScope; language_code?: "zh" | "ko" },
): Promise<void> {
  try {
    if (JSON.stringify(await api.getMyCommands(where)) !== JSON.stringify(commands)) {
      await api.setMyCommands(commands, where);
    }
  } catch (error) {
    // Of staff who never wrote to the bot Telegram knows no chat; they see the menu of everybody until the next start.
    const isUnknownChat = where.scope.type === "chat" && error instanceof GrammyError && error.error_code === 400;
    if (!isUnknownChat) throw error;
  }
}
