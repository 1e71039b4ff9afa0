import type { BotContext } from "./context.ts";

/**
 * What a message says to the bot: in a private chat all of it; in a group only what mentions the bot, replies to it or
 * is a command for it, without the mention. A bare mention under somebody's message asks what that message asks.
 * @returns undefined when the message is not for the bot, or is another command
 */
export function addressedText(context: BotContext): string | undefined {
  const message = context.msg;
  const text = message?.text ?? message?.caption;
  if (!message || text === undefined) return undefined;
  const { username } = context.me;

  const command = /^\/(\w+)(?:@(\w+))?\s*/.exec(text);
  if (command) {
    const [prefix, name = "", recipient] = command;
    const forThisBot = recipient === undefined || recipient.toLowerCase() === username.toLowerCase();
    return name.toLowerCase() === "ask" && forThisBot ? text.slice(prefix.length) : undefined;
  }
  if (message.chat.type === "private") return text;

  const entities = message.entities ?? message.caption_entities ?? [];
  const mention = entities.find(({ type, offset, length }) => {
    return type === "mention" && text.slice(offset, offset + length).toLowerCase() === `@${username.toLowerCase()}`;
  });
  if (mention) {
    const rest = `${text.slice(0, mention.offset)}${text.slice(mention.offset + mention.length)}`.trim();
    return rest === "" ? repliedText(context) : rest;
  }
  return message.reply_to_message?.from?.id === context.me.id ? text : undefined;
}

/** What somebody else said in the message that is replied to. */
function repliedText({ msg, me }: BotContext): string {
  const replied = msg?.reply_to_message;
  return replied?.from?.id === me.id ? "" : (replied?.text ?? replied?.caption ?? "");
}
