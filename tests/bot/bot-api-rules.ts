import { parseTelegramHtml } from "./telegram-html.ts";

/** The longest text before entity parsing that the Bot API server takes, in bytes. */
const LONGEST_SOURCE = 32_768;

interface Button {
  text: string;
  callback_data?: string;
  url?: string;
}

/**
 * Checks a call as the Bot API does.
 * @throws {Error} in the words of the Bot API where it would answer 400
 */
export function checkCall(method: string, payload: Record<string, unknown>): void {
  forEachString(payload, (text) => {
    if (/\p{Surrogate}/u.test(text)) throw new Error("strings must be encoded in UTF-8");
  });
  if (/^(?:send|edit)/.test(method) && payload["chat_id"] === undefined) throw new Error("chat_id is empty");
  if (/^(?:sendMessage|editMessageText)$/.test(method)) checkText(payload["text"], payload["parse_mode"]);
  const { inline_keyboard: rows } = (payload["reply_markup"] ?? {}) as { inline_keyboard?: Button[][] };
  for (const button of rows?.flat() ?? []) checkButton(button);
  if (method === "answerCallbackQuery") limit("MESSAGE_TOO_LONG", payload["text"], 0, 200);
  if (method === "answerInlineQuery") checkInline(payload);
  if (method === "setMyDescription") limit("description", payload["description"], 0, 512);
  if (method === "setMyShortDescription") limit("short description", payload["short_description"], 0, 120);
  if (method === "setMyCommands") {
    for (const { command, description } of payload["commands"] as { command: string; description: string }[]) {
      if (!/^[a-z0-9_]{1,32}$/.test(command)) throw new Error("BOT_COMMAND_INVALID");
      limit("BOT_COMMAND_DESCRIPTION_INVALID", description, 1, 256);
    }
  }
}

function checkText(sent: unknown, parseMode: unknown): void {
  const source = String(sent ?? "");
  if (Buffer.byteLength(source) > LONGEST_SOURCE) throw new Error("text is too long");
  const text = parseMode === "HTML" ? parseTelegramHtml(source).text : source;
  if (!isVisible(text)) throw new Error("message text is empty");
  if (text.length > 4096) throw new Error("message is too long");
}

function checkButton({ text, callback_data: data, url }: Button): void {
  if (!isVisible(text)) throw new Error("text buttons are unallowed in the inline keyboard");
  if ((data === undefined) === (url === undefined)) throw new Error("BUTTON_TYPE_INVALID");
  const bytes = Buffer.byteLength(data ?? "-");
  if (bytes < 1 || bytes > 64) throw new Error("BUTTON_DATA_INVALID");
}

function checkInline(payload: Record<string, unknown>): void {
  const { text, start_parameter: parameter = "start" } = (payload["button"] ?? { text: "-" }) as Record<string, string>;
  if (!isVisible(text ?? "") || !/^[\w-]{1,64}$/.test(parameter)) throw new Error("START_PARAM_INVALID");
  for (const result of payload["results"] as Record<string, unknown>[]) {
    limit("RESULT_ID_INVALID", result["id"], 1, 64);
    if (!isVisible(String(result["title"] ?? ""))) throw new Error("ARTICLE_TITLE_EMPTY");
    const content = result["input_message_content"] as Record<string, unknown>;
    checkText(content["message_text"], content["parse_mode"]);
  }
}

function limit(what: string, text: unknown, least: number, most: number): void {
  const { length } = String(text ?? "");
  if (length < least || length > most) throw new Error(what);
}

/** Whether something is left of a text without white space and the characters that show nothing. */
function isVisible(text: string): boolean {
  return /[^\p{Z}\p{Cc}\p{Cf}]/u.test(text);
}

function forEachString(value: unknown, check: (text: string) => void): void {
  if (typeof value === "string") check(value);
  else if (typeof value === "object" && value !== null)
    for (const part of Object.values(value)) forEachString(part, check);
}
