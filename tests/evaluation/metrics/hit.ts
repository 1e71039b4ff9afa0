import { sharedText } from "./shared-text.ts";
import { withoutWhiteSpace } from "./white-space.ts";

/** Longest gold answer that is asked to fit, in characters; a longer one cannot be held by 200 with its context. */
const LONGEST_ANSWER = 120;
/** Share of the answer that has to be shown. */
const SHOWN_SHARE = 0.8;

/**
 * Whether the first `budget` characters of the quotes, in the order cited, hold 80 % of the gold answer (`sharedText`).
 * White space is neither counted nor compared. Null for answers of more than 120 characters: they are left out.
 */
export function hitWithin(budget: number, answer: string, quotes: readonly string[]): boolean | null {
  if (withoutWhiteSpace(answer).length > LONGEST_ANSWER) return null;
  // Quotes are joined by a character that no article holds, so that no run reaches from one into the next.
  let left = budget;
  const shown: string[] = [];
  for (const quote of quotes) {
    const visible = withoutWhiteSpace(quote).slice(0, left);
    left -= visible.length;
    if (visible !== "") shown.push(visible);
  }
  return sharedText(answer, shown.join("\0")) >= SHOWN_SHARE;
}
