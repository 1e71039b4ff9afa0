import type { BotContext } from "../context.ts";
import { type FormattedText, splitFormatted, toHtml } from "./formatted-text.ts";

/** Sends a message to the chat that the update came from, in as many pieces as Telegram's limit asks for. */
export async function sendFormatted(context: BotContext, message: FormattedText): Promise<void> {
  for (const piece of splitFormatted(message)) {
    await context.reply(toHtml(piece), {
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
    });
  }
}
