import { createInterface } from "node:readline";
import type { Transformer } from "grammy";
import type { InlineKeyboardMarkup, Message, Update, UserFromGetMe } from "grammy/types";
import { createBot } from "./create-bot.ts";
import { NEAREST_DATA } from "./message/answer-keyboard.ts";
import type { Services } from "./services.ts";

export interface ConsoleOptions {
  services: Services;
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  /** True when a person types: a prompt is shown. */
  interactive: boolean;
}

const BOT: UserFromGetMe = {
  id: 1,
  is_bot: true,
  first_name: "Console",
  username: "console_bot",
  can_join_groups: false,
  can_read_all_group_messages: false,
  can_manage_bots: false,
  supports_inline_queries: false,
  supports_join_request_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
};

/**
 * A chat on the console with the very bot that runs in Telegram: every line comes in as an update of a private chat,
 * and what the bot sends is printed instead of going to the Bot API. Resolves at the end of the input.
 */
export async function runConsole(options: ConsoleOptions): Promise<void> {
  const bot = createBot("1:console", options.services, { apiRoot: "http://localhost", botInfo: BOT });
  bot.api.config.use(printing(options.output));

  const lines = createInterface({
    input: options.input,
    ...(options.interactive && { output: options.output }),
    terminal: options.interactive,
  });
  lines.setPrompt("> ");
  let updateId = 0;
  if (options.interactive) lines.prompt();
  for await (const line of lines) {
    if (line.trim() !== "") await bot.handleUpdate(privateMessage(++updateId, line));
    if (options.interactive) lines.prompt();
  }
}

/** Answers every call of the Bot API itself; the text of a message goes to `output`. */
function printing(output: NodeJS.WritableStream): Transformer {
  return async (_previous, _method, payload) => {
    const { text, parse_mode: parseMode } = { text: undefined, parse_mode: undefined, ...payload };
    if (typeof text === "string") {
      const questions = offered(payload).map((question) => `\n  → ${question}`);
      output.write(`${parseMode === "HTML" ? plainText(text) : text}${questions.join("")}\n\n`);
    }
    const result: unknown =
      typeof text === "string" ? { message_id: 1, date: 0, chat: { id: 1, type: "private" }, text } : true;
    return { ok: true, result: result as never };
  };
}

/** The questions on the buttons of a message, which can be typed here. */
function offered(payload: object): string[] {
  const { reply_markup: markup } = payload as { reply_markup?: InlineKeyboardMarkup };
  const buttons = markup?.inline_keyboard.flat() ?? [];
  return buttons
    .filter((button) => "callback_data" in button && NEAREST_DATA.test(button.callback_data))
    .map(({ text }) => text);
}

const ENTITIES: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&" };

/** Telegram's HTML, which this bot wrote, as text: quotes are set in, links show where they lead. */
function plainText(html: string): string {
  return html
    .replaceAll(/<blockquote[^>]*>([^]*?)<\/blockquote>/g, (_, quote: string) => quote.replaceAll(/^/gm, "  | "))
    .replaceAll(/<a href="([^"]*)">([^]*?)<\/a>/g, "$2 ($1)")
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll(/&(?:lt|gt|quot|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

function privateMessage(updateId: number, text: string): Update {
  const command = /^\/\w+/.exec(text)?.[0];
  const message: Message.TextMessage = {
    message_id: updateId,
    date: 0,
    chat: { id: 1, type: "private", first_name: "Console" },
    from: { id: 1, is_bot: false, first_name: "Console" },
    text,
    ...(command && { entities: [{ type: "bot_command", offset: 0, length: command.length }] }),
  };
  return { update_id: updateId, message: message as Message & Update.NonChannel };
}
