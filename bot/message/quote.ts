import stringWidth from "string-width";
import type { Citation } from "../../retrieval/index.ts";
import { type FormattedText, formatted } from "./formatted-text.ts";
import { inert, liveRanges, merged, without } from "./live-text.ts";

/**
 * Quotes wider than this are folded to three lines, in columns of a fixed-width font (a Chinese character takes two):
 * about six lines of a phone. One that is the answer itself stays open up to about sixteen.
 */
const FOLDED_FROM = { evidence: 220, answer: 600 };

/** A citation's words as a block quote: verbatim, the answering words bold. */
export function formatQuote({ quote, marks }: Citation, role: keyof typeof FOLDED_FROM = "evidence"): FormattedText {
  const longest = FOLDED_FROM[role];
  // Measuring is slow: what has more characters than columns is too wide, what has half as many is not.
  const expandable = quote.length > longest || (2 * quote.length > longest && stringWidth(quote) > longest);
  const block = formatted(inert(quote), { type: "quote", expandable });
  for (const [start, end] of without(merged(marks), [...liveRanges(quote), [quote.length, Infinity]]))
    block.spans.push({ start, end, format: { type: "bold" } });
  return block;
}
