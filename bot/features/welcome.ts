import { Composer } from "grammy";
import type { BotContext } from "../context.ts";

/** /start and /help: what the bot is for, with a question to copy. */
export function welcome(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command("start", (context) =>
    context.reply(context.t("welcome", { example: context.t("example-question") })),
  );
  composer.command("help", (context) => context.reply(context.t("help", { example: context.t("example-question") })));
  return composer;
}
