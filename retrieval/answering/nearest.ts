import type { SentenceCandidate } from "../reading/sentences.ts";
import type { Statement } from "./citations.ts";
import { wholeSentence } from "./statements.ts";

/** So many are kept of a question that is not answered. */
const MOST_NEAREST = 4;

/** The likeliest sentences that are not in the statements already, for questions that a resident may ask instead. */
export function nearestSentences(
  statements: readonly Statement[],
  sentences: readonly SentenceCandidate[],
): Statement[] {
  return sentences
    .filter(({ start, end }) => !statements.some(({ window }) => start < window.end && window.start < end))
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, MOST_NEAREST)
    .map(wholeSentence);
}
