import type { Block } from "../readers/page.ts";

/** Longest heading, in UTF-16 code units: the title-like lines of policy texts and newspapers stay below. */
const LONGEST_HEADING = 50;
const CHAPTER = /^(?:[一二三四五六七八九十]{1,3}[、．.]|第[一二三四五六七八九十百]{1,4}[章部编])/u;
const CLAUSE = /^[（(][一二三四五六七八九十]{1,3}[)）]/u;
/** What a heading does not hold: the end of a sentence, or a mark that announces what follows. */
const SENTENCE_MARK = /[。！？；;…]|[,，:：、]$|\.$/u;
/** The number of an official document: 吉市交发〔2020〕12号. */
export const DOCUMENT_NUMBER = /[〔[（(]\d{4}[〕\])）]\s*(?:第\s*)?\d+\s*号$/u;
/** Lines that say something themselves: dates, items of a list, telephone numbers, addresses. */
const STATEMENT =
  /^\d{4}\s*[-年/.]|^\d+[.．、]|\d{5}|^\p{Script=Han}{0,4}(?:电话|热线|地址|邮箱|网址|传真|邮编|联系人)\s*[:：]/u;
/** A heading comes first, after another heading, or after the end of a sentence; after less, a line goes on a list. */
const END_BEFORE_HEADING = /^#|[。！？；!?;.…”"’」』）)]$/u;

/**
 * The level of a block as a heading, 2 or 3, or 0 for text: marked so by the format, numbered like one (一、 and （一）),
 * or a short line without a stop that stands between prose. `previous` is the paragraph of the body before it, `next`
 * the block after it.
 */
export function headingLevel(block: Block, previous: string | undefined, next: Block | undefined): 0 | 2 | 3 {
  const { text, heading, isRow } = block;
  if (heading > 0) return heading <= 2 ? 2 : 3;
  if (isRow || next === undefined || text.length > LONGEST_HEADING || SENTENCE_MARK.test(text)) return 0;
  if (CHAPTER.test(text)) return 2;
  if (CLAUSE.test(text)) return 3;
  if (DOCUMENT_NUMBER.test(text) || STATEMENT.test(text) || !isProse(next)) return 0;
  return previous === undefined || END_BEFORE_HEADING.test(previous) ? 2 : 0;
}

/** Whether a block is running text: long enough, with the marks of sentences. */
export function isProse({ text, isRow, heading }: Block): boolean {
  if (isRow || heading > 0) return false;
  return (text.length >= 20 && /[。！？；]/u.test(text)) || (text.length >= 40 && /[.!?;](?:\s|$)|[，,]/u.test(text));
}
