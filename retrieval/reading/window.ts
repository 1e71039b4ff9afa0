import { type CorpusTable } from "../corpus-table.ts";
import { foldTables } from "../normalise.ts";
import type { SentenceCandidate } from "./sentences.ts";
import type { SpanCandidate } from "./spans.ts";
import type { Span } from "../../corpus/index.ts";

/** Most code units of a quote that is chosen freely: what fits a phone without scrolling. */
export const WINDOW_LENGTH = 200;
/** Spans that vote, and how sharply their scores do: softmax(score / .06) over the best 120 held most answers. */
const VOTERS = 120;
const TEMPERATURE = 0.06;

const CLAUSE_MARKS = new Set(Array.from(",;:、", (mark) => mark.charCodeAt(0)));

/**
 * The run of text that is expected to hold most of the answer: each good span votes with its softmax weight for the share
 * of it that the run holds. It starts at a sentence or clause, ends at one, holds `best` if that fits, and stays within its section.
 */
export function evidenceWindow(
  table: CorpusTable,
  best: Pick<SpanCandidate, "start" | "end" | "sentence">,
  spans: SpanCandidate[],
  sentences: SentenceCandidate[],
): Span {
  if (spans.length === 0) return { start: best.sentence.start, end: best.sentence.end };
  const section = table.sentenceSection[best.sentence.sentence];
  const same = sentences.filter(({ sentence }) => table.sentenceSection[sentence] === section);
  const top = spans[0]!.score;
  const votes = spans
    .slice(0, VOTERS)
    .filter(({ sentence }) => sentence.article === best.sentence.article)
    .map(({ start, end, score }) => ({ start, end, weight: Math.exp((score - top) / TEMPERATURE) }));
  let [window, most] = [{ start: best.sentence.start, end: best.sentence.end }, -1];
  for (const start of windowStarts(table, same, best)) {
    const end = windowEnd(table, same, start);
    if (start > best.start || (end < best.end && best.end - best.start <= WINDOW_LENGTH)) continue;
    let held = 0;
    for (const vote of votes) {
      held +=
        (vote.weight * Math.max(0, Math.min(end, vote.end) - Math.max(start, vote.start))) / (vote.end - vote.start);
    }
    if (held > most + 1e-6) [window, most] = [{ start, end }, held];
  }
  return { start: Math.min(window.start, best.start), end: Math.max(window.end, best.end) };
}

/** Starts of the sentences around the best span, and of its own sentence's clauses. */
function windowStarts(
  table: CorpusTable,
  sentences: SentenceCandidate[],
  best: Pick<SpanCandidate, "start" | "sentence">,
): number[] {
  const { fold } = foldTables();
  const starts = sentences
    .filter(({ start }) => start <= best.start && start > best.start - WINDOW_LENGTH)
    .map(({ start }) => start);
  for (let at = best.sentence.start + 1; at <= best.start; at++) {
    if (CLAUSE_MARKS.has(fold[table.text[at - 1]!]!)) starts.push(at);
  }
  return starts;
}

/** The end of the last sentence that fits, or of the last clause if none does. */
function windowEnd(table: CorpusTable, sentences: SentenceCandidate[], start: number): number {
  const limit = start + WINDOW_LENGTH;
  let end = start;
  let expected = -1;
  for (const sentence of sentences) {
    if (sentence.end <= start) continue;
    if (expected >= 0 && sentence.sentence !== expected) break;
    if (sentence.end > limit) break;
    end = sentence.end;
    expected = sentence.sentence + 1;
  }
  const open = sentences.find(
    (sentence) => sentence.start <= Math.max(start, end) && sentence.end > Math.max(start, end),
  );
  if (open === undefined && end > start) return end;
  const reach = Math.min(limit, open?.end ?? limit);
  const { fold } = foldTables();
  for (let at = reach; at > Math.max(end, start + 20); at--) {
    if (CLAUSE_MARKS.has(fold[table.text[at - 1]!]!)) return at;
  }
  return end > start ? end : reach;
}
