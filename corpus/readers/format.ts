import { DocumentError } from "../draft.ts";

/** Formats that are not text; `text` stands for plain text, Markdown, HTML and article files. */
export type Format = "pdf" | "zip" | "text";

const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0));
const REFUSED: [number[], string][] = [
  [[0xd0, 0xcf, 0x11, 0xe0], "an old or password-protected Office file; save it as .docx without a password"],
  [ascii("{\\rtf"), "a rich text file; save it as .docx"],
  [[0x89, ...ascii("PNG")], "a picture; add the text itself"],
  [[0xff, 0xd8, 0xff], "a picture; add the text itself"],
  [ascii("GIF8"), "a picture; add the text itself"],
  [[0x1f, 0x8b], "a compressed file; unpack it and add what is inside"],
  [ascii("Rar!"), "a compressed file; unpack it and add what is inside"],
  [[0x37, 0x7a, 0xbc, 0xaf], "a compressed file; unpack it and add what is inside"],
];
/** A PDF's head may stand behind a few bytes of rubbish. */
const PDF_HEAD_WITHIN = 1024;

/**
 * The format of a document, told by its first bytes.
 * @throws DocumentError for what is known and not read, saying what to do with it.
 */
export function detectFormat(bytes: Uint8Array, name: string): Format {
  const starts = (signature: number[]) => signature.every((byte, index) => bytes[index] === byte);
  const refused = REFUSED.find(([signature]) => starts(signature));
  if (refused) throw new DocumentError(`${name}: ${refused[1]}`);
  if (starts(ascii("PK\u0003\u0004"))) return "zip";
  return Buffer.from(bytes.subarray(0, PDF_HEAD_WITHIN)).includes("%PDF-") ? "pdf" : "text";
}

const HTML =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|h1|article|section)\b/i;
const MARKDOWN = /^#{1,6} \S|^\s*[-*] \[.+?\]\(.+?\)|\[[^\]\n]+\]\([^)\s]+\)|\*\*[^*\n]+\*\*/m;
const CHARSET = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i;

const XML = /^\s*<(?:\?xml|!doctype)\b/i;

/** @throws DocumentError for XML that is no page, and for a page that declares entities, as none does that is meant to be read. */
export function refuseEntities(text: string, name: string): void {
  if (!XML.test(text)) return;
  if (text.includes("<!ENTITY")) throw new DocumentError(`${name}: declares entities of its own; save the page anew`);
  if (!isHtml(text)) throw new DocumentError(`${name}: an XML file that is no page; add the text itself`);
}

export function isHtml(text: string): boolean {
  return HTML.test(text.slice(0, 4096));
}

export function isMarkdown(text: string): boolean {
  return MARKDOWN.test(text);
}

/** The charset that a page's own head declares. Such a head is ASCII in every encoding that can declare one. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const found = CHARSET.exec(Buffer.from(bytes.subarray(0, 4096)).toString("latin1"));
  return found?.[1] ?? found?.[2];
}
