import { withoutWhiteSpace } from "./white-space.ts";

/** Whether one of the two contains the other, white space ignored. */
function overlaps(one: string, other: string): boolean {
  const [a, b] = [withoutWhiteSpace(one), withoutWhiteSpace(other)];
  return a.includes(b) || b.includes(a);
}

/**
 * The share of evidence pieces found among the cited quotes, 0 to 1. A piece counts when a quote contains it or is
 * contained in it.
 *
 * @param evidence at least one piece
 */
export function evidenceRecall(evidence: readonly string[], quotes: readonly string[]): number {
  return evidence.filter((piece) => quotes.some((quote) => overlaps(piece, quote))).length / evidence.length;
}

/** How many of the quotes bear on the evidence; citation precision is this over the number of quotes. */
export function supportingQuotes(evidence: readonly string[], quotes: readonly string[]): number {
  return quotes.filter((quote) => evidence.some((piece) => overlaps(piece, quote))).length;
}
