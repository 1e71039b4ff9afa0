import { Composer, type FilterQuery } from "grammy";
import { addressedText } from "../addressed.ts";
import { conversationOf } from "../chat-answerer.ts";
import type { BotContext } from "../context.ts";
import { NEAREST_DATA, readNearest } from "../message/answer-keyboard.ts";
import type { Services } from "../services.ts";

/** What holds no words to answer. Other messages, such as "… joined the group", are not said to the bot. */
const WORDLESS: FilterQuery[] = [
  "message:file",
  "message:location",
  "message:contact",
  "message:poll",
  "message:dice",
  "message:story",
];

/** In a text longer than this many UTF-16 code units, such as a pasted article, it cannot be told what is asked. */
const LONGEST_TEXT = 1000;

/** Any text said to the bot is a question, an edited one too; so is a button with one. /new starts a new topic. */
export function questions({ chatAnswerer, conversations }: Services): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command("new", async (context) => {
    conversations.forget(conversationOf(context));
    await context.reply(context.t("new-topic"));
  });
  composer.on(["message", "edited_message"], async (context, next) => {
    const text = addressedText(context);
    if (text === undefined) return next();
    const example = context.t("example-question");
    if (text.trim() === "") return void (await context.reply(context.t("what-to-ask", { example })));
    const isCommand = context.msg?.text?.startsWith("/") === true;
    if (text.length > LONGEST_TEXT && !isCommand) return void (await context.reply(context.t("too-long", { example })));
    return chatAnswerer.answer(context, text);
  });
  composer.callbackQuery(NEAREST_DATA, async (context, next) => {
    const { data, message } = context.callbackQuery;
    const question = readNearest(message).get(data);
    if (question === undefined) return next();
    if (Number(context.match[1]) !== context.from.id) {
      return void (await context.answerCallbackQuery(context.t("button-of-another")));
    }
    await context.answerCallbackQuery();
    return chatAnswerer.answerAloud(context, question);
  });

  const privately = composer.chatType("private");
  privately.on("message:entities:bot_command", (context) => context.reply(help(context)));
  privately.on(WORDLESS, (context) => context.reply(context.t("text-only")));
  return composer;
}

function help(context: BotContext): string {
  return context.t("help", { example: context.t("example-question") });
}
