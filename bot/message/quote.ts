import type { Citation } from "../../retrieval/index.ts";
import { type FormattedText, formatted } from "./formatted-text.ts";

/** Quotes longer than this many UTF-16 code units are folded: about six lines of Chinese on a phone. */
const EXPANDABLE_FROM = 120;

/**
 * What Telegram would turn into something to tap: web addresses, mentions, hashtags, commands and e-mail addresses.
 * A quote is data, so these are shown as code, which Telegram leaves alone, with every character kept.
 */
const LIVE_TEXT =
  /(?:https?:\/\/|www\.|t\.me\/)[^\s\u3000-\u303F\uFF00-\uFFEF<>"]+|[\w.+-]+@[\w-]+\.[\w.-]+|[@#/$][\p{L}\p{N}_]+|\b(?:[\w-]+\.)+[a-z]{2,}\b(?:\/[^\s\u3000-\u303F\uFF00-\uFFEF<>"]*)?/giu;

/** UTF-16 code units [start, end). */
export type Range = [start: number, end: number];

/** A citation's words as a block quote: verbatim, the answering words bold. */
export function formatQuote({ quote, marks }: Citation): FormattedText {
  const live = [...quote.matchAll(LIVE_TEXT)].map((match): Range => [match.index, match.index + match[0].length]);
  const block = formatted(quote, { type: "quote", expandable: quote.length > EXPANDABLE_FROM });
  for (const [start, end] of live) block.spans.push({ start, end, format: { type: "code" } });
  for (const [start, end] of without(merged(marks), [...live, [quote.length, Infinity]]))
    block.spans.push({ start, end, format: { type: "bold" } });
  return block;
}

/** The parts of `ranges` outside `holes`; Telegram allows no format inside code. */
function without(ranges: Range[], holes: Range[]): Range[] {
  let rest = ranges;
  for (const [from, to] of holes) {
    rest = rest
      .flatMap(([start, end]): Range[] => [
        [start, Math.min(end, from)],
        [Math.max(start, to), end],
      ])
      .filter(([start, end]) => start < end);
  }
  return rest;
}

/** Ranges in order; those that touch are one. */
export function merged(ranges: Range[]): Range[] {
  const result: Range[] = [];
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}
