import { parseArticleFile } from "../article-file.ts";
import { cleanPage } from "../clean/clean.ts";
import { type ArticleDraft, DocumentError } from "../draft.ts";
import type { Page } from "./page.ts";
import { readText } from "./text.ts";

/**
 * Makes a draft of one document. The format is told by the content, never by the name; `name` is used in messages.
 * @throws DocumentError when there is no article in it, ArticleFileError for an article file with faulty front matter.
 */
export async function readDocument(bytes: Uint8Array, name: string): Promise<ArticleDraft> {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  if (/^---[ \t]*\r?\n/.test(text)) {
    const article = parseArticleFile(text, name);
    return { ...article, body: article.body.replaceAll(/\r\n?/g, "\n"), lines: [] };
  }
  return draftFromPage(readText(text), name);
}

/** @throws DocumentError when no text is left after cleaning. */
export function draftFromPage(page: Page, name: string): ArticleDraft {
  const cleaned = cleanPage(page);
  if (!/[\p{L}\p{N}]/u.test(cleaned.body)) {
    throw new DocumentError(`${name}: no article text found; add a file or page with running text`);
  }
  return { id: null, supersedes: [], ...cleaned };
}
