import { type CorpusTable, textAt } from "../corpus-table.ts";
import { fold } from "../normalise.ts";
import { unitOf } from "../reading/values.ts";
import type { ValueCandidate } from "../reading/value-ranking.ts";

/** A rival's sentence has to be about this likely an answer as the first one's. */
const SENTENCE_SHARE = 0.03;
/** And its figure may score this much less (log-odds): what is counted over scores less. */
const SCORE_GAP = 6;
/** Shortest run that can name what is counted over, its number included. */
const BASE_LENGTH = 5;

/**
 * Other figures for the same thing: in another sentence that is as likely, with the same unit, and counted over the same
 * stated base (50户重点企业 … 33户, 50户重点企业 … 30户). At most one for each different figure, in text order.
 */
export function rivalValues(value: ValueCandidate, others: ValueCandidate[], table: CorpusTable): ValueCandidate[] {
  const text = (one: ValueCandidate) => fold(textAt(table, one.start, one.end));
  const unit = unitOf(text(value));
  const seen = new Set([text(value)]);
  return others.filter((other) => {
    if (other.sentence === value.sentence || other.stated || unitOf(text(other)) !== unit || seen.has(text(other)))
      return false;
    if (other.score < value.score - SCORE_GAP) return false;
    if (other.sentence.probability < SENTENCE_SHARE * value.sentence.probability) return false;
    const base = sharedBase(value.sentence.folded, other.sentence.folded);
    // What is counted over is the same in both.
    if (base === null || base.includes(text(value)) || base.includes(text(other))) return false;
    seen.add(text(other));
    return true;
  });
}

/** A day is no base. */
const DATES = /(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|\d{1,2}[日时]/gu;

/** What two sentences both count over, such as 50户重点企业, or null. */
function sharedBase(one: string, other: string): string | null {
  const run = longestSharedRun(one.replace(DATES, ""), other.replace(DATES, ""));
  return run.length >= BASE_LENGTH && /\d+[^\d%]{2,}/.test(run) ? run : null;
}

function longestSharedRun(one: string, other: string): string {
  let best = "";
  for (let from = 0; from < one.length; from++) {
    let length = best.length + 1;
    while (from + length <= one.length && other.includes(one.slice(from, from + length)))
      best = one.slice(from, from + length++);
  }
  return best;
}
