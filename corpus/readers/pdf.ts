import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { DocumentError } from "../draft.ts";
import { type Page, pageOf } from "./page.ts";
import { type PdfLine, pdfBlocks, type PdfText, pdfLines } from "./pdf-lines.ts";

/** Fewer letters than this in the whole file are stamps on pictures of pages. */
const LEAST_LETTERS = 10;

/**
 * Reads the text layer of a PDF file.
 * @throws DocumentError when it needs a password, holds no text, or is damaged.
 */
export async function readPdf(bytes: Uint8Array, name: string): Promise<Page> {
  const pages = await readPages(bytes, name);
  const blocks = pdfBlocks(pages);
  const letters = blocks.reduce((sum, block) => sum + (block.text.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0);
  if (letters < LEAST_LETTERS) {
    throw new DocumentError(`${name}: a scan without text; recognise its text (OCR) first, or add the text itself`);
  }
  return pageOf(blocks);
}

async function readPages(bytes: Uint8Array, name: string): Promise<PdfLine[][]> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  // Fonts and the tables of Chinese encodings that a file may name without holding them.
  const packageFolder = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  const task = getDocument({
    // The library takes the buffer over, and would leave the caller an empty one.
    data: bytes.slice(),
    cMapUrl: join(packageFolder, "cmaps") + sep,
    standardFontDataUrl: join(packageFolder, "standard_fonts") + sep,
    disableFontFace: true,
    isEvalSupported: false,
    verbosity: 0,
  });
  try {
    const document = await task.promise;
    const pages: PdfLine[][] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(pdfLines(items.filter((item): item is PdfText & typeof item => "str" in item)));
      page.cleanup();
    }
    return pages;
  } catch (error) {
    const isLocked = error instanceof Error && error.name === "PasswordException";
    const problem = isLocked
      ? "needs a password; save it without one"
      : "a damaged PDF file; open it in a viewer and print it to a new PDF";
    throw new DocumentError(`${name}: ${problem}`);
  } finally {
    await task.destroy();
  }
}
