import { Composer } from "grammy";
import { isoDateIn } from "../interface-language.ts";
import type { BotContext } from "../context.ts";
import { describeFault } from "../faults.ts";
import { deliver } from "../message/deliver.ts";
import type { Services } from "../services.ts";
import type { ArticleDesk, EditableField, KnownFields, Proposal } from "./article-desk.ts";
import { knownFrom, offerIn } from "./offer.ts";
import { preview, PROPOSAL_BUTTON, type ProposalAction, shorten } from "./preview.ts";
import { downloadDocument } from "./telegram-file.ts";

/** Telegram cuts a pasted text into messages of 4096 characters, at a space if there is one. */
const PROBABLY_CUT = 3900;

/** UTF-16 code units; what is longer was typed in the wrong place. */
const LONGEST_TITLE = 200;

/** Of a file's name, in messages. */
const NAME_LENGTH = 80;

const FIELDS: Partial<Record<ProposalAction, EditableField>> = { title: "title", date: "published" };

/**
 * A document, an address or a long post is shown as the article that it would become, and added on a press. For private
 * chats with staff, which the caller sees to.
 */
export function proposals(
  desk: ArticleDesk,
  { timezone, now, stop, log }: Pick<Services, "now" | "stop" | "log"> & { timezone: string },
): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  /** Which field of which proposal a member of staff is about to type. */
  const awaited = new Map<number, { token: string; field: EditableField }>();

  composer.on("message:document", async (context, next) => {
    // Telegram calls a moving picture a document too.
    if (context.msg.animation) return next();
    await context.replyWithChatAction("typing").catch(() => undefined);
    const bytes = await download(context);
    if (!bytes) return;
    const name = nameOf(context.msg.document.file_name);
    await show(context, await desk.proposeDocument({ bytes, name }));
  });

  composer.on(["message:text", "message:caption", "edited_message:text"], async (context, next) => {
    const text = context.msg.text ?? context.msg.caption ?? "";
    const offer = offerIn(context);
    const expected = awaited.get(context.from.id);
    if (context.message) awaited.delete(context.from.id);
    if (offer?.kind === "address") {
      await context.replyWithChatAction("typing").catch(() => undefined);
      return show(context, await desk.proposeAddress(offer.address));
    }
    if (offer) {
      return propose(context, offer.text, offer.kind === "forwarded" ? knownFrom(offer.origin, timezone) : {});
    }
    if (!context.message || text.startsWith("/")) return next();
    if (expected) return correct(context, expected, text);
    // After a restart nobody knows any more what was to be corrected.
    if (isReplyToPrompt(context)) return void (await context.reply(context.t("proposal-expired")));
    return next();
  });

  composer.callbackQuery(PROPOSAL_BUTTON, async (context) => {
    const [, action, token = ""] = context.match as RegExpMatchArray & [string, ProposalAction];
    const proposal = desk.find(token);
    if (!proposal) {
      await context.answerCallbackQuery({ text: context.t("proposal-expired"), show_alert: true });
      return void (await context.editMessageReplyMarkup().catch(() => undefined));
    }
    await context.answerCallbackQuery();
    const field = FIELDS[action];
    if (field) return ask(context, { token, field }, promptFor(context, field));
    if (action === "cancel") {
      desk.forget(token);
      return void (await context.editMessageText(context.t("article-cancelled")));
    }
    const outdated = await desk.add(proposal, context.from.id);
    const { id } = proposal.addition.article;
    await context.editMessageText(context.t(outdated === undefined ? "article-added" : "article-meanwhile", { id }));
    if (outdated !== undefined) await show(context, outdated);
  });

  /** @returns undefined when there is nothing to read, which has been said then */
  async function download(context: BotContext): Promise<Uint8Array | undefined> {
    try {
      const bytes = await downloadDocument(context, stop);
      if (!bytes) await context.reply(context.t("article-too-large"));
      return bytes;
    } catch (fault) {
      // The process stops; the update stays in the inbox for the next one.
      if (stop.aborted) throw fault;
      log.warn(`A file could not be fetched: ${describeFault(fault, context.api.token)}`);
      await context.reply(context.t("article-not-fetched"));
      return undefined;
    }
  }

  async function propose(context: BotContext, text: string, known: KnownFields): Promise<void> {
    if (text.length >= PROBABLY_CUT) await context.reply(context.t("article-probably-cut"));
    await show(
      context,
      await desk.proposeDocument({ bytes: Buffer.from(text), name: context.t("article-post") }, known),
    );
  }

  async function ask(context: BotContext, value: { token: string; field: EditableField }, prompt: string) {
    if (context.from) awaited.set(context.from.id, value);
    await context.reply(prompt, { reply_markup: { force_reply: true } });
  }

  async function correct(context: BotContext, value: { token: string; field: EditableField }, typed: string) {
    const proposal = desk.find(value.token);
    if (!proposal) return void (await context.reply(context.t("proposal-expired")));
    const text = value.field === "title" ? readTitle(typed) : readDate(typed, isoDateIn(timezone, now()));
    const corrected = text === undefined ? undefined : await desk.correct(proposal, value.field, text);
    if (corrected === undefined) return ask(context, value, context.t(`article-bad-${value.field}`));
    return show(context, corrected);
  }
  return composer;
}

/** Shows a proposal with its buttons, or why there is none. */
export async function show(context: BotContext, proposal: Proposal | string): Promise<void> {
  const message =
    typeof proposal === "string"
      ? { content: { text: context.t("article-refused", { reason: shorten(proposal, 1000) }), spans: [] } }
      : preview(proposal, context.t);
  await deliver(context, [message], []);
}

function promptFor(context: BotContext, field: EditableField): string {
  return context.t(`article-type-${field}`);
}

function isReplyToPrompt(context: BotContext): boolean {
  const prompt = context.msg?.reply_to_message;
  return (
    prompt?.from?.id === context.me.id &&
    (["title", "published"] as const).some((field) =>
      [promptFor(context, field), context.t(`article-bad-${field}`)].includes(prompt.text ?? ""),
    )
  );
}

/** The name as one line to be shown; it never is a path. */
function nameOf(name = "document"): string {
  return shorten(name.replaceAll(/[\p{C}\s]+/gu, " ").trim(), NAME_LENGTH);
}

function readTitle(typed: string): string | undefined {
  const title = typed.replaceAll(/[\p{Cc}\s]+/gu, " ").trim();
  return title.length <= LONGEST_TITLE ? title : undefined;
}

/** A date up to today as an ISO date; also 2020年2月16日, 2020/2/16 and 2020.2.16. Whether there is such a day, is checked later. */
function readDate(typed: string, today: string): string | undefined {
  const [, year, month, day] =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(typed.normalize("NFKC").trim()) ?? [];
  if (!year || !month || !day) return undefined;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return date <= today ? date : undefined;
}
