import { GrammyError } from "grammy";
import type { InlineKeyboardMarkup } from "grammy/types";
import type { BotContext } from "../context.ts";
import { type FormattedText, splitFormatted, toHtml } from "./formatted-text.ts";

export interface OutgoingMessage {
  content: FormattedText;
  /** Buttons under the message; under its last piece when it is cut. */
  keyboard?: InlineKeyboardMarkup;
}

interface Piece {
  html: string;
  keyboard?: InlineKeyboardMarkup;
}

/**
 * Shows messages in the chat of the update, cut as Telegram's limit asks. Those in `earlier` are edited in place, and
 * what is left of them is deleted.
 * @returns the ids of the messages that now show it, in order
 */
export async function deliver(context: BotContext, messages: OutgoingMessage[], earlier: number[]): Promise<number[]> {
  const pieces = messages.flatMap(cut);
  const ids: number[] = [];
  for (const [index, piece] of pieces.entries()) {
    const known = earlier[index];
    const id =
      known !== undefined && (await edit(context, known, piece)) ? known : await send(context, piece, index === 0);
    ids.push(id);
  }
  const surplus = earlier.filter((id) => !ids.includes(id));
  if (surplus.length > 0) await context.deleteMessages(surplus).catch(() => undefined);
  return ids;
}

function cut({ content, keyboard }: OutgoingMessage): Piece[] {
  const pieces = splitFormatted(content).map((piece): Piece => ({ html: toHtml(piece) }));
  const last = pieces.at(-1);
  if (last && keyboard) last.keyboard = keyboard;
  return pieces;
}

function options({ keyboard }: Piece) {
  return {
    parse_mode: "HTML" as const,
    link_preview_options: { is_disabled: true },
    ...(keyboard && { reply_markup: keyboard }),
  };
}

async function send(context: BotContext, piece: Piece, isFirst: boolean): Promise<number> {
  // In a group it must be seen which question is answered.
  const isReply = isFirst && context.chat?.type !== "private" && context.msgId !== undefined;
  const sent = await context.reply(piece.html, {
    ...options(piece),
    ...(isReply && { reply_parameters: { message_id: context.msgId, allow_sending_without_reply: true } }),
  });
  return sent.message_id;
}

/** @returns false when there is no such message to edit any more */
async function edit(context: BotContext, messageId: number, piece: Piece): Promise<boolean> {
  try {
    await context.api.editMessageText(context.chatId ?? 0, messageId, piece.html, options(piece));
    return true;
  } catch (error) {
    if (!(error instanceof GrammyError && error.error_code === 400)) throw error;
    return error.description.includes("message is not modified");
  }
}
