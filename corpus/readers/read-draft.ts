import { parseArticleFile } from "../article-file.ts";
import { cleanPage } from "../clean/clean.ts";
import { type ArticleDraft, DocumentError } from "../draft.ts";
import { decodeText } from "./decode.ts";
import { readDocx } from "./docx.ts";
import { declaredCharset, detectFormat, isHtml, isMarkdown, refuseEntities } from "./format.ts";
import { readHtml, readMarkdown } from "./html.ts";
import type { Page } from "./page.ts";
import { readPdf } from "./pdf.ts";
import { readText } from "./text.ts";

/** A document as it came; `name` (a path or an address) is used in messages. */
export interface RawDocument {
  bytes: Uint8Array;
  name: string;
  /** The address it was fetched from. */
  url?: string;
  /** The charset that the server declared. */
  charset?: string;
}

const FRONT_MATTER = /^---[ \t]*\r?\n(?=[\s\S]*^---[ \t]*$)/m;
/** In bytes: a text of so many is read in milliseconds, whatever it holds. */
const SHORT_TEXT = 100_000;

/** Whether the document is a text that takes no library and hardly any time. */
export function isShortText(document: RawDocument): boolean {
  if (document.bytes.length > SHORT_TEXT || detectFormat(document.bytes, document.name) !== "text") return false;
  const text = textOf(document);
  return !isHtml(text) && !isMarkdown(text);
}

/**
 * Makes a draft of one document. The libraries that it takes are large, and loaded when first used.
 * @throws DocumentError when there is no article in it, ArticleFileError for an article file at fault; libraries throw
 * errors of other kinds at damaged documents
 */
export async function readDraft(document: RawDocument): Promise<ArticleDraft> {
  const { bytes, name } = document;
  const format = detectFormat(bytes, name);
  if (format === "pdf") return draftFromPage(await readPdf(bytes, name), document);
  if (format === "zip") return draftFromPage(await readDocx(bytes, name), document);
  const text = textOf(document);
  refuseEntities(text, name);
  if (isHtml(text)) return draftFromPage(await readHtml(text, document.url ?? null), document);
  if (FRONT_MATTER.exec(text)?.index === 0) return draftFromArticleFile(text, name);
  return draftFromPage(isMarkdown(text) ? await readMarkdown(text) : readText(text), document);
}

function textOf({ bytes, name, charset }: RawDocument): string {
  return decodeText(bytes, name, charset ?? declaredCharset(bytes)).replace(/^\uFEFF/, "");
}

function draftFromArticleFile(text: string, name: string): ArticleDraft {
  const article = parseArticleFile(text, name);
  return { ...article, body: article.body.replaceAll(/\r\n?/g, "\n"), lines: [] };
}

function draftFromPage(page: Page, { name, url }: RawDocument): ArticleDraft {
  const cleaned = cleanPage({ ...page, url: page.url ?? url ?? null });
  if (!/[\p{L}\p{N}]/u.test(cleaned.body)) {
    throw new DocumentError(`${name}: no article text found; add a file or page with running text`);
  }
  return { id: null, supersedes: [], ...cleaned };
}
