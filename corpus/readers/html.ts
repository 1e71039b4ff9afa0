import { blocksOf, type DomNode } from "./html-blocks.ts";
import { htmlMetadata } from "./html-metadata.ts";
import { type Block, type Page, pageOf } from "./page.ts";

/**
 * Shortest main text, in characters, that Readability is content with before it looks again less strictly. Its default
 * of 500 is meant for English, which takes three letters for what Chinese says in one.
 */
const MAIN_TEXT_LENGTH = 150;

/** Blocks longer than this, in UTF-16 code units, are hardly ever in the article and in a menu as well. */
const LONG_BLOCK = 20;

/**
 * Reads a web page. Readability finds which part of the page is the article; the text itself is taken from the page as
 * it was, from the first to the last block of that part, since Readability drops headings and rows on its way.
 */
export async function readHtml(html: string, url: string | null): Promise<Page> {
  const document = await parseDom(html);
  const blocks = blocksOf(document);
  markOutside(blocks, await mainText(html));
  return { blocks, url, ...htmlMetadata(document) };
}

/** Reads a piece of HTML that is an article and nothing else. */
export async function readHtmlFragment(html: string): Promise<Page> {
  return pageOf(blocksOf(await parseDom(`<!doctype html><html><body>${html}</body></html>`)));
}

export async function readMarkdown(text: string): Promise<Page> {
  const { marked } = await import("marked");
  return await readHtmlFragment(marked.parse(text, { async: false, breaks: true }));
}

async function parseDom(html: string): Promise<DomNode> {
  const { parseHTML } = await import("linkedom");
  return parseHTML(html).document as DomNode;
}

/** The texts of the blocks that Readability takes for the article. It changes the document, and so gets its own. */
async function mainText(html: string): Promise<Set<string>> {
  const { Readability } = await import("@mozilla/readability");
  const document = await parseDom(html);
  // Readability passes over what is hidden until a script has run, as all of a WeChat article is.
  for (const node of document.querySelectorAll?.('[style*="visibility"]') ?? []) node.removeAttribute?.("style");
  const article = new Readability(document as never, {
    charThreshold: MAIN_TEXT_LENGTH,
    serializer: (node) => node as unknown as DomNode,
  }).parse();
  return new Set(article?.content ? blocksOf(article.content).map((block) => block.text) : []);
}

/**
 * Marks what stands before and after the main text, which reaches from its first to its last long block, and on over
 * the short blocks next to them that belong to it as well. Without a long block nothing is marked.
 */
function markOutside(blocks: Block[], main: ReadonlySet<string>): void {
  const belongs = (block: Block | undefined) => block !== undefined && !block.isOutside && main.has(block.text);
  const isLong = (block: Block) => block.text.length > LONG_BLOCK && belongs(block);
  let first = blocks.findIndex(isLong);
  let last = blocks.findLastIndex(isLong);
  if (first < 0) return;
  while (belongs(blocks[first - 1]) || (blocks[first - 1]?.heading ?? 0) > 1) first--;
  while (belongs(blocks[last + 1])) last++;
  for (const [index, block] of blocks.entries()) block.isOutside ||= index < first || index > last;
}
