import { type CorpusTable, textAt } from "../corpus-table.ts";
import type { SentenceCandidate } from "../reading/sentences.ts";
import { WINDOW_LENGTH } from "../reading/window.ts";
import type { Statement } from "./citations.ts";
import { wholeSentence } from "./statements.ts";

/** A sentence that is at least this likely to answer is quoted beside the answer. */
const LEAST_PROBABILITY = 0.2;

/**
 * What else is likely to answer, where the quote of the answer leaves room on a screen: a short section ends it early, and
 * the rest may stand elsewhere. The likeliest first, as long as both fit (hit@200 .823 -> .830 of 560 policy questions).
 */
export function furtherStatements(
  { window }: Statement,
  sentences: readonly SentenceCandidate[],
  table: CorpusTable,
): Statement[] {
  let room = WINDOW_LENGTH - visibleLength(table, window.start, window.end);
  const further: Statement[] = [];
  const likely = sentences
    .filter(({ probability }) => probability >= LEAST_PROBABILITY)
    .filter(({ start, end }) => end <= window.start || start >= window.end)
    .toSorted((a, b) => b.probability - a.probability || a.start - b.start);
  for (const sentence of likely) {
    const length = visibleLength(table, sentence.start, sentence.end);
    if (length > room) continue;
    room -= length;
    further.push(wholeSentence(sentence));
  }
  return further;
}

function visibleLength(table: CorpusTable, start: number, end: number): number {
  return textAt(table, start, end).replace(/\s/gu, "").length;
}
