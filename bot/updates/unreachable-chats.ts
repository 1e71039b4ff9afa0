import { Composer, type Transformer } from "grammy";
import type { BotContext } from "../context.ts";
import type { Services } from "../services.ts";
import { forgetChat, moveChat, welcomeChat } from "../state/chats.ts";

/** How Telegram says that nothing sent to a chat will arrive; anything else may be the message's fault. */
const UNREACHABLE = /bot was (?:blocked|kicked)|user is deactivated|chat not found|bot is not a member|can't initiate/i;

type Recorded = Pick<Services, "state" | "now">;

/** Whether Telegram said that a chat cannot be reached: nobody is there to be told anything. */
export function isUnreachable(description: string): boolean {
  return UNREACHABLE.test(description);
}

/**
 * Learns from what Telegram answers: a chat that cannot be reached is recorded and nothing more is kept for it; what was
 * for a group that became a supergroup is sent there.
 */
export function recordUnreachable({ state, now }: Recorded): Transformer {
  return async (previous, method, payload, signal) => {
    const reply = await previous(method, payload, signal);
    const chatId = "chat_id" in payload ? Number(payload.chat_id) : Number.NaN;
    if (reply.ok || !Number.isSafeInteger(chatId)) return reply;
    const movedTo = reply.parameters?.migrate_to_chat_id;
    if (movedTo !== undefined) {
      await moveChat(state, chatId, movedTo);
      return previous(method, { ...payload, chat_id: movedTo }, signal);
    }
    if (isUnreachable(reply.description)) await forgetChat(state, chatId, reply.description, now().getTime());
    return reply;
  };
}

/** Learns from what Telegram tells: the bot was blocked, removed or let in again, or a group became a supergroup. */
export function chatChanges({ state, now }: Recorded): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("my_chat_member", async (context) => {
    const { status } = context.myChatMember.new_chat_member;
    if (status === "kicked" || status === "left") await forgetChat(state, context.chatId, status, now().getTime());
    else await welcomeChat(state, context.chatId);
  });
  composer.on("message:migrate_to_chat_id", (context) =>
    moveChat(state, context.chatId, context.message.migrate_to_chat_id),
  );
  return composer;
}
