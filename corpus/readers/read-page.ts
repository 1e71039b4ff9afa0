import { readDocx } from "./docx.ts";
import { readHtml, readMarkdown } from "./html.ts";
import type { Page } from "./page.ts";
import { readPdf } from "./pdf.ts";

/** What a parser is given: bytes with their format, or text that is HTML or Markdown. `name` is used in messages. */
export type ParserInput = { name: string } & (
  | { format: "pdf" | "docx"; bytes: Uint8Array }
  | { format: "html"; text: string; url: string | null }
  | { format: "markdown"; text: string }
);

/**
 * Parses a document of a format that is more than lines of text. The libraries are large, and loaded when first used.
 * @throws DocumentError when the document cannot be read; the libraries throw errors of other kinds as well.
 */
export async function readPage(input: ParserInput): Promise<Page> {
  switch (input.format) {
    case "pdf":
      return await readPdf(input.bytes, input.name);
    case "docx":
      return await readDocx(input.bytes, input.name);
    case "html":
      return await readHtml(input.text, input.url);
    case "markdown":
      return await readMarkdown(input.text);
  }
}
