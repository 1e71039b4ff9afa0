import type { Message } from "grammy/types";
import { isAddress } from "../../corpus/index.ts";
import { isoDateIn } from "../interface-language.ts";
import type { BotContext } from "../context.ts";
import type { KnownFields } from "./article-desk.ts";

type Origin = NonNullable<Message["forward_origin"]>;

/** A message that is meant as an article, not as a question. */
export type Offer =
  | { kind: "address"; address: string }
  | { kind: "forwarded"; text: string; origin: Origin }
  | { kind: "pasted"; text: string };

/** UTF-16 code units. A forwarded post shorter than this is taken for a question about it, as residents forward them. */
const FORWARDED_LENGTH = 200;

/** Nobody types a question as long as this. */
const PASTED_LENGTH = 400;

/**
 * What a message offers as an article: a single address (with words around it, such as the title that a browser shares
 * with it, but no question), a long forwarded post or a long pasted text.
 */
export function offerIn(context: BotContext): Offer | undefined {
  const message = context.msg;
  const text = (message?.text ?? message?.caption ?? "").trim();
  if (!message || text.startsWith("/")) return undefined;
  const origin = message.forward_origin;
  if (origin && text.length >= FORWARDED_LENGTH) return { kind: "forwarded", text, origin };
  const address = addressIn(context, text);
  if (address !== undefined) return { kind: "address", address };
  const isQuestion = /[?\uFF1F]$/.test(text);
  return text.length >= PASTED_LENGTH && !isQuestion ? { kind: "pasted", text } : undefined;
}

function addressIn(context: BotContext, text: string): string | undefined {
  if (isAddress(text) && !/\s/.test(text)) return text;
  const [found, another] = context.entities("url");
  const rest = found ? text.replace(found.text, "") : text;
  if (!found || another || /[?\uFF1F]/.test(rest) || text.length >= PASTED_LENGTH) return undefined;
  // Telegram marks addresses without a scheme too, and opens them so.
  return isAddress(found.text) ? found.text : `http://${found.text}`;
}

/**
 * What the origin of a forwarded post says of it: a channel publishes under its name, while a person's name and the
 * time of their message say nothing of an article.
 * @param timezone IANA time zone in which the post is dated
 */
export function knownFrom(origin: Origin, timezone: string): KnownFields {
  if (origin.type !== "channel") return {};
  const { chat, message_id: id, date } = origin;
  return {
    source: chat.title,
    url: chat.username === undefined ? null : `https://t.me/${chat.username}/${id}`,
    published: isoDateIn(timezone, new Date(date * 1000)),
  };
}
