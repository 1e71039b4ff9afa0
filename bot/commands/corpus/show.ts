import {
  type Article,
  type ArticleStore,
  type CleanedLine,
  formatArticleFile,
  splitArticle,
} from "../../../corpus/index.ts";
import { alignRows, pad, shorten } from "./columns.ts";
import { print, type Terminal } from "./terminal.ts";

const COLUMNS = ["id", "title", "source", "published", "passages", "supersedes"];
/** Widest cell of the table and width of each side of a preview, in terminal columns. */
const WIDEST_CELL = 40;
const PREVIEW_SIDE = 56;

/** Prints all articles as a table, or as one JSON array of their front matters. */
export async function listArticles(store: ArticleStore, json: boolean, terminal: Terminal): Promise<void> {
  const articles = await store.readAll();
  if (json) {
    print(terminal, JSON.stringify(articles.map((article) => ({ ...article, body: undefined }))));
    return;
  }
  const rows = [COLUMNS, ...articles.map(tableRow)].map(([id = "", ...cells]) => [
    // Whole, since the other commands want it typed.
    id,
    ...cells.map((cell) => shorten(cell, WIDEST_CELL)),
  ]);
  for (const line of alignRows(rows)) print(terminal, line);
}

/** Prints one article as its file, or as one line of JSON with the body. */
export function showArticle(article: Article, json: boolean, terminal: Terminal): void {
  print(terminal, json ? JSON.stringify(article) : formatArticleFile(article).trimEnd());
}

/** Prints how a page was cleaned: what is kept on the left, what is removed and why on the right. */
export function showCleaning(article: Article, lines: readonly CleanedLine[], terminal: Terminal): void {
  print(terminal, formatArticleFile({ ...article, body: "" }).trimEnd());
  const row = (kept: string, removed: string) =>
    print(terminal, `${pad(shorten(kept, PREVIEW_SIDE), PREVIEW_SIDE)} | ${removed}`.trimEnd());
  row("KEPT", "REMOVED");
  for (const { kept, removed, reason } of lines) {
    row(kept ?? "", removed === null ? "" : `[${reason}] ${shorten(removed, PREVIEW_SIDE)}`);
  }
}

function tableRow(article: Article): string[] {
  const { id, title, source, published, supersedes } = article;
  const passages = String(splitArticle(article).passages.length);
  return [id, title, source ?? "-", published ?? "-", passages, supersedes.join(", ") || "-"];
}
