import type { FrontMatter } from "../article.ts";
import type { Block, Page } from "../readers/page.ts";
import { takeByline } from "./bylines.ts";
import { datelineDate, signatureDate } from "./dates.ts";
import { endsArticle, furnitureReason, menuReason, repeatedLines } from "./furniture.ts";
import { DOCUMENT_NUMBER, headingLevel, isProse } from "./headings.ts";
import { detectLanguage } from "./language.ts";
import { type PageData, readPageData } from "./page-data.ts";
import { radicalsAsCharacters } from "./radicals.ts";

/** A line of the page and what became of it: its part of the body, and the part that is left out with the reason. */
export interface CleanedLine {
  text: string;
  kept: string | null;
  removed: string | null;
  reason: string | null;
}

/** An article without an id yet, and how its page was cleaned. */
export interface CleanedPage extends Omit<FrontMatter, "id" | "title" | "supersedes"> {
  title: string | null;
  body: string;
  lines: CleanedLine[];
}

/**
 * Takes the article out of a page: furniture, page data, title and bylines leave the text, headings become sections.
 * The article is the run from the first to the last block of prose with what belongs to it on both sides; inside the
 * run a block goes only for what itself says, outside also for its shape.
 */
export function cleanPage(page: Page): CleanedPage {
  const blocks = page.blocks
    .map((block) => ({ ...block, text: radicalsAsCharacters(block.text.trim()) }))
    .filter((block) => block.text !== "");
  const reasons = removalReasons(blocks);
  const data = pageData(blocks, reasons);
  const title = findTitle(page, blocks, reasons);
  const published = page.published ?? data.published;

  const lines: CleanedLine[] = [];
  const paragraphs: string[] = [];
  const bylines: string[] = [];
  for (const [index, block] of blocks.entries()) {
    const reason = reasons[index]!;
    if (reason !== null) {
      lines.push({ text: block.text, kept: null, removed: block.text, reason });
      continue;
    }
    const byline = takeByline(block.text);
    bylines.push(...byline.names);
    const next = blocks[reasons.indexOf(null, index + 1)];
    const level = headingLevel(block, paragraphs.at(-1), next);
    const kept = level > 0 ? `${"#".repeat(level)} ${byline.text}` : byline.text;
    if (kept !== "") paragraphs.push(kept);
    lines.push({
      text: block.text,
      kept: kept === "" ? null : kept,
      removed: block.text.slice(byline.text.length).trim() || null,
      reason: byline.names.length > 0 ? "byline" : null,
    });
  }
  const body = paragraphs.join("\n\n");
  return {
    title,
    source: page.source ?? data.source ?? page.site,
    url: page.url,
    published,
    dated: findDated(paragraphs, published),
    language: detectLanguage(body),
    bylines: [...new Set(bylines)],
    body,
    lines,
  };
}

const PAGE_DATA = "page data";

/** For each block why it is no part of the article, or null. */
function removalReasons(blocks: readonly Block[]): (string | null)[] {
  const repeated = repeatedLines(blocks);
  const reasons = blocks.map((block) => (repeated.has(block.text) ? "repeated line" : furnitureReason(block)));
  const end = articleEnd(blocks, reasons);
  const prose = blocks.map(
    (block, index) => index < end && !block.isOutside && reasons[index] === null && isProse(block),
  );
  const first = prose.indexOf(true);
  const last = prose.lastIndexOf(true);
  for (const [index, block] of blocks.entries()) {
    if (reasons[index] !== null) continue;
    if (index >= end) reasons[index] = "after the article";
    else if (block.isOutside) reasons[index] = readPageData(block.text) ? PAGE_DATA : "outside the article";
    else if (index < first || (index > last && signatureDate(block.text) === null)) {
      reasons[index] = readPageData(block.text) ? PAGE_DATA : menuReason(block);
    }
  }
  return reasons;
}

/** The index of the first block after the article: an end mark that has the greater part of the prose before it. */
function articleEnd(blocks: readonly Block[], reasons: readonly (string | null)[]): number {
  const lengths = blocks.map((block, index) =>
    reasons[index] === null && !block.isOutside && isProse(block) ? block.text.length : 0,
  );
  const half = lengths.reduce((sum, length) => sum + length, 0) / 2;
  let before = 0;
  for (const [index, block] of blocks.entries()) {
    if (before > half && endsArticle(block)) return index;
    before += lengths[index]!;
  }
  return blocks.length;
}

/** What the page's data lines say together: of several, the one nearest to the start of the article counts. */
function pageData(blocks: readonly Block[], reasons: readonly (string | null)[]): PageData {
  const start = reasons.indexOf(null);
  const found = blocks
    .map((block, index) => ({ data: readPageData(block.text), distance: Math.abs(index - start), index }))
    .filter(({ index }) => reasons[index] === PAGE_DATA)
    .toSorted((a, b) => a.distance - b.distance)
    .map(({ data }) => data);
  return {
    source: found.find((data) => data?.source)?.source ?? null,
    published: found.find((data) => data?.published)?.published ?? null,
  };
}

const ANNOUNCEMENT = /关于.+的(?:通知|公告|通告|意见|决定|方案|办法|措施|函|批复|倡议书)$/u;

/**
 * The title, which is marked as removed with whatever stands before it: what the format says, a top heading, the line
 * above the first page data, the line that reads like an official title, else the first that is not text.
 */
function findTitle(page: Page, blocks: readonly Block[], reasons: (string | null)[]): string | null {
  const proseStart = blocks.findIndex((block, index) => reasons[index] === null && isProse(block));
  const head = blocks
    .slice(0, proseStart < 0 ? blocks.length : proseStart)
    .map((block, index) => ({ ...block, index }))
    .filter((block) => reasons[block.index] === null && !/[:：，,。]$/u.test(block.text));
  const dataStart = reasons.indexOf(PAGE_DATA);
  const chosen =
    head.find((block) => block.text === page.title) ??
    head.find((block) => block.heading === 1) ??
    (page.title === null
      ? (head.findLast((block) => block.index < dataStart) ??
        head.find((block) => ANNOUNCEMENT.test(block.text)) ??
        head.find((block) => block.heading === 0))
      : undefined);
  if (chosen === undefined) {
    for (const [index, block] of blocks.entries()) if (block.text === page.title) reasons[index] = "title";
    return page.title;
  }
  // A single line is the text, and its own title.
  if (blocks.every((block, index) => reasons[index] !== null || block.text === chosen.text)) return page.title;
  for (let index = 0; index < chosen.index; index++) {
    if (!DOCUMENT_NUMBER.test(blocks[index]!.text)) reasons[index] ??= "before the title";
  }
  for (const block of head) if (block.text === chosen.text) reasons[block.index] = "title";
  return page.title ?? chosen.text;
}

/** When the facts hold: the one date that the datelines name, else the date under the document. */
function findDated(paragraphs: readonly string[], published: string | null): string | null {
  const datelines = new Set(paragraphs.map((paragraph) => datelineDate(paragraph, published)));
  datelines.delete(null);
  if (datelines.size > 0) return datelines.size === 1 ? [...datelines][0]! : null;
  return (
    paragraphs
      .slice(-2)
      .map(signatureDate)
      .find((date) => date !== null) ?? null
  );
}
