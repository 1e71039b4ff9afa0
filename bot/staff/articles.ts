import { createHash } from "node:crypto";
import { Composer, GrammyError, InlineKeyboard } from "grammy";
import type { Article } from "../../corpus/index.ts";
import type { BotContext } from "../context.ts";
import type { ArticleDesk } from "./article-desk.ts";
import { factsOf, shorten, sizeOf } from "./preview.ts";
import { show } from "./proposals.ts";

const PAGE_LENGTH = 8;

/** Telegram cuts the label of a button; what is longer would not be seen. */
const LABEL_LENGTH = 40;
const TITLE_LENGTH = 200;

/** What a button does, with which article, and the page of the list or the article that replaces it. At most 64 bytes. */
type Action = "page" | "show" | "correct" | "remove" | "confirm" | "replace" | "by";
const BUTTON = /^articles:(page|show|correct|remove|confirm|replace|by):([\w-]*):([\w-]+)$/;

interface View {
  text: string;
  keyboard?: InlineKeyboard;
}

/**
 * /articles browses, with buttons to correct, replace and remove; /remove ID asks first. For private chats with staff,
 * which the caller sees to.
 */
export function browsing(desk: ArticleDesk): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command("articles", async (context) => reply(context, await list(context, 0)));
  composer.command("remove", async (context) => {
    const id = context.match.trim();
    if (id === "") return reply(context, await list(context, 0));
    const isThere = (await desk.ids()).includes(id);
    return reply(context, isThere ? confirmation(context, id) : { text: context.t("no-such-article") });
  });

  composer.callbackQuery(BUTTON, async (context) => {
    const [, action, key = "", argument = ""] = context.match as RegExpMatchArray & [string, Action];
    await context.answerCallbackQuery();
    const ids = await desk.ids();
    const withKey = (wanted: string) => ids.find((id) => keyOf(id) === wanted);
    if (action === "page") return edit(context, await list(context, Number(argument)));
    const id = withKey(key);
    if (id === undefined) return edit(context, { text: context.t("no-such-article") });
    switch (action) {
      case "show":
        return edit(context, await details(context, id));
      case "correct": {
        const article = await desk.read(id);
        if (article !== null) await show(context, isArticle(article) ? await desk.proposeArticle(article) : article);
        return undefined;
      }
      case "remove":
        return edit(context, confirmation(context, id));
      case "confirm": {
        const removed = await desk.remove(id, context.from.id);
        return edit(context, { text: context.t(removed ? "article-removed" : "no-such-article", { id }) });
      }
      case "replace":
        return edit(context, await list(context, Number(argument), id));
      case "by": {
        const newer = withKey(argument);
        const isDone = newer !== undefined && (await desk.supersede(id, newer, context.from.id));
        return edit(context, isDone ? await details(context, id) : { text: context.t("article-not-replaced") });
      }
    }
  });

  /** A page of the articles; of those that may replace `older`, if it is given. */
  async function list(context: BotContext, wanted: number, older?: string): Promise<View> {
    const all = (await desk.ids()).filter((id) => id !== older);
    if (all.length === 0) return { text: context.t("no-articles") };
    // The list may have become shorter since its buttons were made.
    const last = Math.ceil(all.length / PAGE_LENGTH) - 1;
    const page = Math.min(wanted, last);
    const keyboard = new InlineKeyboard();
    for (const id of all.slice(page * PAGE_LENGTH, (page + 1) * PAGE_LENGTH)) {
      const article = await desk.read(id);
      const label = shorten(isArticle(article) ? article.title : id, LABEL_LENGTH);
      keyboard.text(label, older === undefined ? data("show", id, page) : data("by", older, keyOf(id))).row();
    }
    const turn = (to: number) => (older === undefined ? data("page", "", to) : data("replace", older, to));
    if (page > 0) keyboard.text("‹", turn(page - 1));
    if (page < last) keyboard.text("›", turn(page + 1));
    if (older !== undefined) keyboard.row().text(context.t("article-cancel"), data("show", older, 0));
    const heading = older === undefined ? "articles" : "article-replace-choose";
    return {
      text: context.t(heading, { count: all.length, page: page + 1, pages: last + 1, id: older ?? "" }),
      keyboard,
    };
  }

  async function details(context: BotContext, id: string): Promise<View> {
    const article = await desk.read(id);
    if (article === null) return { text: context.t("no-such-article") };
    const keyboard = new InlineKeyboard();
    const remove = () => keyboard.text(context.t("article-remove"), data("remove", id, 0));
    const back = () => keyboard.row().text("‹", data("page", "", 0));
    if (!isArticle(article)) return { text: shorten(article, 1000), keyboard: (remove(), back()) };
    keyboard.text(context.t("article-correct"), data("correct", id, 0));
    keyboard.text(context.t("article-replaced-by"), data("replace", id, 0)).row();
    remove();
    back();
    const lines = [shorten(article.title, TITLE_LENGTH), factsOf(article, context.t), sizeOf(article, context.t)];
    const newer = (await desk.readable()).filter(({ supersedes }) => supersedes.includes(id));
    if (newer.length > 0) lines.push(`${context.t("page-superseded")} ${newer.map((each) => each.id).join(", ")}`);
    if (article.supersedes.length > 0) {
      lines.push(context.t("article-supersedes", { ids: article.supersedes.join(", ") }));
    }
    return { text: lines.join("\n"), keyboard };
  }
  return composer;
}

function confirmation(context: BotContext, id: string): View {
  const keyboard = new InlineKeyboard()
    .text(context.t("article-remove-yes"), data("confirm", id, 0))
    .text(context.t("article-cancel"), data("show", id, 0));
  return { text: context.t("article-remove-ask", { id }), keyboard };
}

function isArticle(read: Article | string | null): read is Article {
  return read !== null && typeof read !== "string";
}

function data(action: Action, id: string, argument: number | string): string {
  return `articles:${action}:${id === "" ? "" : keyOf(id)}:${argument}`;
}

/** An id may be longer than the 64 bytes that a button holds. */
function keyOf(id: string): string {
  return createHash("sha256").update(id).digest("base64url").slice(0, 16);
}

async function reply(context: BotContext, { text, keyboard }: View): Promise<void> {
  await context.reply(text, options(keyboard));
}

async function edit(context: BotContext, { text, keyboard }: View): Promise<void> {
  // Pressed twice, a button changes nothing, which Telegram refuses.
  await context.editMessageText(text, options(keyboard)).catch((fault: unknown) => {
    if (!(fault instanceof GrammyError && fault.description.includes("message is not modified"))) throw fault;
  });
}

/** Plain text: an article is data. */
function options(keyboard: InlineKeyboard | undefined) {
  return { link_preview_options: { is_disabled: true }, ...(keyboard && { reply_markup: keyboard }) };
}
