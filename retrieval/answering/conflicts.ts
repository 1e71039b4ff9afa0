import { type CorpusTable, textAt } from "../corpus-table.ts";
import { fold } from "../normalise.ts";
import type { Question } from "../question/question.ts";
import type { ValueCandidate } from "../reading/value-ranking.ts";

/** A rival's sentence has to be about this likely an answer as the first one's. */
const SENTENCE_SHARE = 0.5;

/**
 * Other figures for the same thing: in another sentence that is as likely, with the same unit, and counted over the same
 * stated base (50户重点企业 … 33户, 50户重点企业 … 30户). At most one for each different figure, in text order.
 */
export function rivalValues(value: ValueCandidate, others: ValueCandidate[], question: Question, table: CorpusTable): ValueCandidate[] {
  const text = (one: ValueCandidate) => fold(textAt(table, one.start, one.end));
  const unit = unitOf(text(value));
  const base = sharedBase(value, others, table);
  if (base === null) return [];
  const seen = new Set([text(value)]);
  return others.filter((other) => {
    if (other.sentence === value.sentence || other.stated || unitOf(text(other)) !== unit || seen.has(text(other))) return false;
    if (other.sentence.probability < SENTENCE_SHARE * value.sentence.probability) return false;
    if (!other.sentence.folded.includes(base)) return false;
    seen.add(text(other));
    return true;
  });
}

function unitOf(value: string): string {
  return value.replace(/[\d.,近约超过逾多余以上左右]/gu, "");
}

/** The longest run with a number that both sentences share: what both count over (50户重点企业). */
function sharedBase(value: ValueCandidate, others: ValueCandidate[], table: CorpusTable): string | null {
  void table;
  for (const other of others) {
    if (other.sentence === value.sentence) continue;
    const run = longestSharedRun(value.sentence.folded, other.sentence.folded);
    if (/\d+[^\d%]{2,}/.test(run) && run.length >= 4) return run;
  }
  return null;
}

function longestSharedRun(one: string, other: string): string {
  let best = "";
  for (let from = 0; from < one.length; from++) {
    let length = best.length + 1;
    while (from + length <= one.length && other.includes(one.slice(from, from + length))) best = one.slice(from, from + length++);
  }
  return best;
}
