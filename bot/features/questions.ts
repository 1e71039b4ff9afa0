import { Composer, type FilterQuery } from "grammy";
import { addressedText } from "../addressed.ts";
import { conversationOf } from "../chat-answerer.ts";
import type { BotContext } from "../context.ts";
import type { Services } from "../services.ts";

/** What holds no words to answer. Other messages, such as "… joined the group", are not said to the bot. */
const WORDLESS: FilterQuery[] = ["message:file", "message:location", "message:contact", "message:poll", "message:dice"];

/** Any text said to the bot is a question, an edited one too; /new starts a new topic. */
export function questions({ chatAnswerer, conversations }: Services): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command("new", async (context) => {
    conversations.forget(conversationOf(context));
    await context.reply(context.t("new-topic"));
  });
  composer.on(["message", "edited_message"], async (context, next) => {
    const text = addressedText(context);
    if (text === undefined) return next();
    if (text.trim() !== "") return chatAnswerer.answer(context, text);
    return void (await context.reply(help(context)));
  });

  const privately = composer.chatType("private");
  privately.on("message:entities:bot_command", (context) => context.reply(help(context)));
  privately.on(WORDLESS, (context) => context.reply(context.t("text-only")));
  return composer;
}

function help(context: BotContext): string {
  return context.t("help", { example: context.t("example-question") });
}
