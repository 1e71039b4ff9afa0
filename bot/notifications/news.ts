import { InlineKeyboard } from "grammy";
import { interfaceLanguage } from "../interface-language.ts";
import { concatenate, splitFormatted, toHtml } from "../message/formatted-text.ts";
import type { Services } from "../services.ts";
import type { Outbox, OutgoingPayload } from "./outbox.ts";
import type { Watch } from "./watches.ts";

/** An article's file as it stands: when the version differs, so may what it says. */
export interface ArticleVersion {
  id: string;
  version: string;
}

/**
 * Asks the watched questions again when articles were added or changed since the last call, by an earlier process
 * too, of those articles alone, and queues what they answer.
 */
export async function announceNews(articles: ArticleVersion[], services: Services, outbox: Outbox): Promise<void> {
  const { state, watches } = services;
  const known = await state.selectFrom("knownArticles").select(["id", "version"]).execute();
  const versions = new Map(known.map(({ id, version }) => [id, version]));
  const news = new Set(articles.filter(({ id, version }) => versions.get(id) !== version).map(({ id }) => id));
  if (news.size > 0) {
    for (const watch of await watches.all()) await outbox.add(await notification(watch, news, services));
  }
  // Last, so that after a fault the questions are asked again rather than never.
  await state.transaction().execute(async (transaction) => {
    await transaction.deleteFrom("knownArticles").execute();
    for (const article of articles) await transaction.insertInto("knownArticles").values(article).execute();
  });
}

async function notification(watch: Watch, news: Set<string>, { chatAnswerer, languages }: Services) {
  const { answer, content } = await chatAnswerer.compose({ question: watch.question }, (id) => news.has(id));
  if (answer.status !== "answered") return [];
  const locale = interfaceLanguage(watch.language);
  const heading = languages.t(locale, "news", { question: watch.question });
  const keyboard = new InlineKeyboard().text(languages.t(locale, "stop-watching"), `unwatch:${watch.id}`);
  const pieces = splitFormatted(concatenate([heading, "\n\n", content]));
  return pieces.map((piece, index): { chatId: number; payload: OutgoingPayload } => ({
    chatId: watch.chatId,
    payload: {
      text: toHtml(piece),
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
      ...(watch.threadId !== null && { message_thread_id: watch.threadId }),
      ...(index === pieces.length - 1 && { reply_markup: keyboard }),
    },
  }));
}
