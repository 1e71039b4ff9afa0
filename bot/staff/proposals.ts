import { Composer, InlineKeyboard } from "grammy";
import { isAddress, splitArticle } from "../../corpus/index.ts";
import type { BotContext } from "../context.ts";
import { splitFormatted } from "../message/formatted-text.ts";
import type { ArticleDesk, EditableField, Proposal } from "./article-desk.ts";

/** A forwarded post shorter than this is taken for a question about it. */
const LONG_POST = 200;

/** So much of the text is shown. */
const EXCERPT_LENGTH = 300;

const LARGEST_FILE = 10_000_000;
const FIELDS: Record<string, EditableField> = { title: "title", date: "published" };
const BUTTON = /^proposal:(add|title|date|cancel):([\w-]+)$/;

export interface ProposalsOptions {
  desk: ArticleDesk;
  /** Fetches a file that was sent to the bot, given its path there. */
  download(filePath: string): Promise<Uint8Array>;
}

/** A document, an address or a long forwarded post from staff is shown as the article that it would become, and added on a press. */
export function proposals({ desk, download }: ProposalsOptions): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const privately = composer.chatType("private");
  /** Which field of which proposal a member of staff is about to type. */
  const awaited = new Map<number, { token: string; field: EditableField }>();

  privately.on("message:document", async (context) => {
    const { file_name: name = "document", file_size: size = 0 } = context.msg.document;
    if (size > LARGEST_FILE) return void (await context.reply(context.t("article-too-large")));
    const { file_path: path } = await context.getFile();
    if (path === undefined) return void (await context.reply(context.t("article-too-large")));
    await show(context, await desk.proposeDocument({ bytes: await download(path), name }));
  });

  privately.on("message:text", async (context, next) => {
    const { text } = context.msg;
    const expected = awaited.get(context.from.id);
    awaited.delete(context.from.id);
    if (expected && !text.startsWith("/")) {
      const corrected = await desk.correct(expected.token, expected.field, text);
      if (!corrected) return void (await context.reply(context.t(`article-bad-${expected.field}`)));
      return show(context, corrected);
    }
    const address = text.trim();
    if (isAddress(address) && !/\s/.test(address)) return show(context, await desk.proposeAddress(address));
    if (context.msg.forward_origin && text.length >= LONG_POST) {
      return show(context, await desk.proposeDocument({ bytes: Buffer.from(text), name: "forwarded.txt" }));
    }
    return next();
  });

  privately.callbackQuery(BUTTON, async (context) => {
    const [, action = "", token = ""] = context.match;
    const proposal = desk.find(token);
    if (!proposal) return void (await context.answerCallbackQuery(context.t("button-expired")));
    await context.answerCallbackQuery();
    const field = FIELDS[action];
    if (field) {
      awaited.set(context.from.id, { token, field });
      return void (await context.reply(context.t(`article-type-${field}`), { reply_markup: { force_reply: true } }));
    }
    const { id } = proposal.addition.article;
    if (action === "add") await desk.add(proposal, context.from.id);
    else desk.forget(token);
    await context.editMessageText(
      action === "add" ? context.t("article-added", { id }) : context.t("article-cancelled"),
    );
  });
  return composer;
}

/** Shows a proposal with its buttons, or why there is none. Plain text: a document is data. */
async function show(context: BotContext, proposal: Proposal | string): Promise<void> {
  if (typeof proposal === "string") return void (await context.reply(proposal));
  const { token, addition, draft } = proposal;
  const { article } = addition;
  if (addition.kind === "unchanged")
    return void (await context.reply(context.t("article-unchanged", { id: article.id })));
  const { sections, passages } = splitArticle(article);
  const lines = [
    context.t(addition.kind === "new" ? "article-new" : "article-changed", { id: article.id }),
    `${context.t("page-title")}: ${article.title}`,
    `${context.t("page-source")}: ${article.source ?? "–"}`,
    `${context.t("page-published")}: ${article.published ?? "–"}`,
    context.t("article-size", {
      sections: sections.length,
      passages: passages.length,
      removed: draft.lines.filter(({ kept }) => kept === null).length,
    }),
    "",
    `${article.body.slice(0, EXCERPT_LENGTH)}…`,
  ];
  const keyboard = new InlineKeyboard();
  for (const action of ["add", "title", "date", "cancel"]) {
    keyboard.text(context.t(`article-${action}`), `proposal:${action}:${token}`);
  }
  const [message] = splitFormatted({ text: lines.join("\n"), spans: [] });
  await context.reply(message?.text ?? "", { reply_markup: keyboard, link_preview_options: { is_disabled: true } });
}
