import stringWidth from "string-width";
import { type Article, type ArticleStore, formatArticleFile, splitArticle } from "../../../corpus/index.ts";
import { print, type Terminal } from "./terminal.ts";

const COLUMNS = ["id", "title", "source", "published", "passages", "supersedes"];
/** Widest cell, in terminal columns. */
const WIDEST_CELL = 40;

/** Prints all articles as a table, or as one JSON array of their front matters. */
export async function listArticles(store: ArticleStore, json: boolean, terminal: Terminal): Promise<void> {
  const articles = await store.readAll();
  if (json) {
    print(terminal, JSON.stringify(articles.map((article) => ({ ...article, body: undefined }))));
    return;
  }
  const rows = [COLUMNS, ...articles.map(tableRow)].map((row) => row.map(shorten));
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => stringWidth(row[column]!))));
  for (const row of rows) {
    const cells = row.map((cell, column) => cell + " ".repeat(widths[column]! - stringWidth(cell)));
    print(terminal, cells.join("  ").trimEnd());
  }
}

/** Prints one article as its file, or as one line of JSON with the body. */
export function showArticle(article: Article, json: boolean, terminal: Terminal): void {
  print(terminal, json ? JSON.stringify(article) : formatArticleFile(article).trimEnd());
}

function tableRow(article: Article): string[] {
  const { id, title, source, published, supersedes } = article;
  const passages = String(splitArticle(article).passages.length);
  return [id, title, source ?? "-", published ?? "-", passages, supersedes.join(", ") || "-"];
}

function shorten(cell: string): string {
  if (stringWidth(cell) <= WIDEST_CELL) return cell;
  let short = "";
  for (const character of cell) {
    if (stringWidth(short + character) >= WIDEST_CELL) break;
    short += character;
  }
  return `${short}…`;
}
