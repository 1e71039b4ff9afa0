import { parseArticleFile } from "../article-file.ts";
import { cleanPage } from "../clean/clean.ts";
import { type ArticleDraft, DocumentError } from "../draft.ts";
import { type BoundedParser, createBoundedParser } from "./bounded-parser.ts";
import { decodeText } from "./decode.ts";
import { declaredCharset, detectFormat, isHtml, isMarkdown } from "./format.ts";
import type { Page } from "./page.ts";
import { readText } from "./text.ts";

/** Largest document in bytes. */
export const MAXIMUM_DOCUMENT_BYTES = 10_000_000;

/** A document as it came; `name` (a path or an address) is used in messages. */
export interface RawDocument {
  bytes: Uint8Array;
  name: string;
  /** The address it was fetched from. */
  url?: string;
  /** The charset that the server declared. */
  charset?: string;
}

export interface DocumentReader {
  /**
   * Makes a draft of one document. The format is told by the content, never by the name.
   * @throws DocumentError when there is no article in it, ArticleFileError for an article file at fault.
   */
  read(document: RawDocument): Promise<ArticleDraft>;
}

const FRONT_MATTER = /^---[ \t]*\r?\n(?=[\s\S]*^---[ \t]*$)/m;

/** A reader whose parsers run in a thread of their own, started when first needed. */
export function createDocumentReader(parser: BoundedParser = createBoundedParser()): DocumentReader {
  async function readPageOf({ bytes, name, url, charset }: RawDocument): Promise<Page | ArticleDraft> {
    const format = detectFormat(bytes, name);
    if (format === "pdf") return await parser.parse({ format, bytes, name });
    if (format === "zip") return await parser.parse({ format: "docx", bytes, name });
    const text = decodeText(bytes, name, charset ?? declaredCharset(bytes)).replace(/^\uFEFF/, "");
    if (isHtml(text)) return await parser.parse({ format: "html", text, url: url ?? null, name });
    if (FRONT_MATTER.exec(text)?.index === 0) return draftFromArticleFile(text, name);
    return isMarkdown(text) ? await parser.parse({ format: "markdown", text, name }) : readText(text);
  }

  return {
    async read(document) {
      const { bytes, name, url = null } = document;
      if (bytes.length === 0) throw new DocumentError(`${name}: empty; add a document that holds text`);
      if (bytes.length > MAXIMUM_DOCUMENT_BYTES) {
        throw new DocumentError(`${name}: larger than 10 MB; cut the document into parts`);
      }
      const result = await readPageOf(document);
      return "blocks" in result ? draftFromPage({ ...result, url: result.url ?? url }, name) : result;
    },
  };
}

function draftFromArticleFile(text: string, name: string): ArticleDraft {
  const article = parseArticleFile(text, name);
  return { ...article, body: article.body.replaceAll(/\r\n?/g, "\n"), lines: [] };
}

function draftFromPage(page: Page, name: string): ArticleDraft {
  const cleaned = cleanPage(page);
  if (!/[\p{L}\p{N}]/u.test(cleaned.body)) {
    throw new DocumentError(`${name}: no article text found; add a file or page with running text`);
  }
  return { id: null, supersedes: [], ...cleaned };
}
