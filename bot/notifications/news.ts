import { hash } from "node:crypto";
import { InlineKeyboard } from "grammy";
import type { Answer } from "../../retrieval/index.ts";
import { interfaceLanguage } from "../interface-language.ts";
import { concatenate, splitFormatted, toHtml } from "../message/formatted-text.ts";
import type { Services } from "../services.ts";
import type { Outbox, Outgoing } from "./outbox.ts";
import type { Watch } from "./watches.ts";

/** An article's file as it stands: when the version differs, so may what it says. */
export interface ArticleVersion {
  id: string;
  version: string;
}

/** What to send for a watch; `told` tells it from other news. */
interface News {
  watchId: number;
  told: string;
  messages: Outgoing[];
}

/**
 * Asks the watched questions again when articles were added or changed since the last call, by an earlier process
 * too, of those articles alone, and queues what they answer. The same words are told once, however often an article is
 * touched. That the articles are known is noted in the step that fills the queue, so that a process that dies in
 * between tells nothing twice and nothing never.
 */
export async function announceNews(articles: ArticleVersion[], services: Services, outbox: Outbox): Promise<void> {
  const { state, watches } = services;
  const known = await state.selectFrom("knownArticles").select(["id", "version"]).execute();
  const versions = new Map(known.map(({ id, version }) => [id, version]));
  const changed = new Set(articles.filter(({ id, version }) => versions.get(id) !== version).map(({ id }) => id));
  if (changed.size === 0 && articles.length === known.length) return;
  const found: News[] = [];
  if (changed.size > 0) {
    for (const watch of await watches.all()) {
      const news = await newsFor(watch, changed, services);
      if (news !== undefined) found.push(news);
    }
  }
  await outbox.add(
    found.flatMap(({ messages }) => messages),
    async (transaction) => {
      for (const { watchId, told } of found) {
        await transaction.updateTable("watches").set({ told }).where("id", "=", watchId).execute();
      }
      await transaction.deleteFrom("knownArticles").execute();
      for (const article of articles) await transaction.insertInto("knownArticles").values(article).execute();
    },
  );
}

async function newsFor(
  { id, chatId, threadId, question, history, language, told: last }: Watch,
  changed: ReadonlySet<string>,
  { chatAnswerer, languages }: Services,
): Promise<News | undefined> {
  const { answer, content } = await chatAnswerer.compose({ question, history }, (article) => changed.has(article));
  const told = fingerprintOf(answer);
  if (answer.status !== "answered" || told === last) return undefined;
  const locale = interfaceLanguage(language);
  const heading = languages.t(locale, "news", { question });
  const keyboard = new InlineKeyboard().text(languages.t(locale, "stop-watching"), `unwatch:${id}`);
  const pieces = splitFormatted(concatenate([heading, "\n\n", content]));
  const articleIds = [...new Set(answer.citations.map(({ articleId }) => articleId))];
  const messages = pieces.map((piece, index): Outgoing => ({
    chatId,
    articleIds,
    payload: {
      text: toHtml(piece),
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
      ...(threadId !== null && { message_thread_id: threadId }),
      ...(index === pieces.length - 1 && { reply_markup: keyboard }),
    },
  }));
  return { watchId: id, told, messages };
}

/** The same for the same answer out of the same words, wherever they stand. */
function fingerprintOf({ answer, citations }: Answer): string {
  return hash("sha256", JSON.stringify([answer, ...citations.map(({ quote }) => quote)]));
}
