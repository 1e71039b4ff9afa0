import { createHash } from "node:crypto";
import { basename } from "node:path";
import { Composer, InlineKeyboard } from "grammy";
import type { BotContext } from "../context.ts";
import type { ArticleDesk } from "./article-desk.ts";

const PAGE_LENGTH = 8;

/** Telegram cuts the label of a button; what is longer would not be seen. */
const LABEL_LENGTH = 40;

const BUTTON = /^articles:(page|show|remove|confirm):([\w-]+)$/;

/** /articles browses, with a button to remove; /remove ID asks first. */
export function browsing(desk: ArticleDesk): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const privately = composer.chatType("private");

  privately.command("articles", async (context) => {
    const keyboard = await list(0);
    await context.reply(context.t(keyboard ? "articles" : "no-articles"), {
      ...(keyboard && { reply_markup: keyboard }),
    });
  });
  privately.command("remove", async (context) => {
    const id = context.match.trim();
    if (!(await ids()).includes(id)) return void (await context.reply(context.t("no-such-article")));
    await context.reply(...confirmation(context, id));
  });
  privately.callbackQuery(BUTTON, async (context) => {
    const [, action, argument = ""] = context.match;
    await context.answerCallbackQuery();
    if (action === "page") {
      const keyboard = await list(Number(argument));
      return void (await context.editMessageReplyMarkup({ ...(keyboard && { reply_markup: keyboard }) }));
    }
    const id = (await ids()).find((candidate) => keyOf(candidate) === argument);
    const article = id === undefined ? null : await desk.store.find(id);
    if (!article) return void (await context.editMessageText(context.t("no-such-article")));
    if (action === "remove") return void (await context.editMessageText(...confirmation(context, article.id)));
    if (action === "confirm") {
      const removed = await desk.remove(article, context.from.id);
      return void (await context.editMessageText(
        context.t(removed ? "article-removed" : "no-such-article", { id: article.id }),
      ));
    }
    const { title, source, published, dated } = article;
    const keyboard = new InlineKeyboard()
      .text(context.t("article-remove"), `articles:remove:${keyOf(article.id)}`)
      .text("‹", "articles:page:0");
    const text = [title, source ?? "–", published ?? "–", dated ?? "–", article.id].join("\n");
    return void (await context.editMessageText(text, { reply_markup: keyboard }));
  });

  async function ids(): Promise<string[]> {
    return (await desk.store.files()).map(({ path }) => basename(path, ".md"));
  }

  async function list(page: number): Promise<InlineKeyboard | undefined> {
    const all = await ids();
    if (all.length === 0) return undefined;
    const keyboard = new InlineKeyboard();
    const first = page * PAGE_LENGTH;
    for (const id of all.slice(first, first + PAGE_LENGTH)) {
      keyboard.text([...id].slice(0, LABEL_LENGTH).join(""), `articles:show:${keyOf(id)}`).row();
    }
    if (page > 0) keyboard.text("‹", `articles:page:${page - 1}`);
    if (first + PAGE_LENGTH < all.length) keyboard.text("›", `articles:page:${page + 1}`);
    return keyboard;
  }
  return composer;
}

function confirmation(context: BotContext, id: string): [text: string, options: { reply_markup: InlineKeyboard }] {
  const keyboard = new InlineKeyboard()
    .text(context.t("article-remove-yes"), `articles:confirm:${keyOf(id)}`)
    .text(context.t("article-cancel"), "articles:page:0");
  return [context.t("article-remove-ask", { id }), { reply_markup: keyboard }];
}

/** An id may be longer than the 64 bytes that a button holds. */
function keyOf(id: string): string {
  return createHash("sha256").update(id).digest("base64url").slice(0, 16);
}
