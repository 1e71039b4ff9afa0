import type { Page } from "./page.ts";

/** What a parser is given: bytes with their format, or text that is HTML or Markdown. `name` is used in messages. */
export type ParserInput = { name: string } & (
  | { format: "pdf" | "docx"; bytes: Uint8Array }
  | { format: "html"; text: string; url: string | null }
  | { format: "markdown"; text: string }
);

/**
 * Parses a document of a format that is more than lines of text. Parsers are large, and loaded when first used.
 * @throws DocumentError when the document cannot be read.
 */
export async function readPage(input: ParserInput): Promise<Page> {
  switch (input.format) {
    case "pdf":
      return await (await import("./pdf.ts")).readPdf(input.bytes, input.name);
    case "docx":
      return await (await import("./docx.ts")).readDocx(input.bytes, input.name);
    case "html":
      return (await import("./html.ts")).readHtml(input.text, input.url);
    case "markdown":
      return (await import("./html.ts")).readMarkdown(input.text);
  }
}
