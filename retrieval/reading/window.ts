import { type CorpusTable } from "../corpus-table.ts";
import { foldTables, UnitClass } from "../normalise.ts";
import { CLOSE, OPEN } from "./block.ts";
import type { SpanCandidate } from "./spans.ts";
import type { Span } from "../../corpus/index.ts";

/** Most visible code units of a quote that is chosen freely: what fits a phone without scrolling. */
export const WINDOW_LENGTH = 200;
/** Spans that vote, and how sharply their scores do: of 120 spans the first 120 characters held 56 % of the answers, of 500 60 %. */
const VOTERS = 500;
const TEMPERATURE = 0.06;

/** No window reaches farther from the best span, white space included. */
const REACH = 2 * WINDOW_LENGTH;
const WHITE_SPACE = new UnitClass(/[ \n\r\t\u3000\u00a0]/u);
const CLAUSE_MARK = new UnitClass(/[,;:、]/u);
/** Nobody reads half of a quotation or bracket. */
const OPENS = new UnitClass(new RegExp(`[${OPEN}]`, "u"));
const CLOSES = new UnitClass(new RegExp(`[${CLOSE}]`, "u"));

/**
 * The run of text that is expected to hold most of the answer: each good span votes with its softmax weight for the share
 * of it that the run holds, squared: two halves answer less than a whole. It starts at a sentence or clause, ends at one, holds `best` if that fits, and stays within its section.
 */
export function evidenceWindow(
  table: CorpusTable,
  best: Pick<SpanCandidate, "start" | "end" | "sentence">,
  spans: SpanCandidate[],
): Span {
  if (spans.length === 0) return { start: best.sentence.start, end: best.sentence.end };
  const top = spans[0]!.score;
  const votes = spans
    .slice(0, VOTERS)
    .filter(({ sentence }) => sentence.article === best.sentence.article)
    .map(({ start, end, score }) => ({ start, end, weight: Math.exp((score - top) / TEMPERATURE) }));
  const around = layOut(table, best);
  let [window, most] = [{ start: best.start, end: best.end }, -1];
  for (const start of [...around.starts, best.start]) {
    if (start < best.start && visibleBetween(around, start, best.end) > WINDOW_LENGTH) continue;
    const end = windowEnd(around, start, best.end);
    let held = 0;
    for (const vote of votes) {
      const share = Math.max(0, Math.min(end, vote.end) - Math.max(start, vote.start)) / (vote.end - vote.start);
      held += vote.weight * share * share;
    }
    if (held > most + 1e-6) [window, most] = [{ start, end }, held];
  }
  return window;
}

/** The text around the best span, absolute positions: where a window may start and end. */
interface Surroundings {
  starts: number[];
  ends: number[];
  /** Visible code units before each position from `origin` on: white space takes no room. */
  origin: number;
  visible: Uint16Array;
}

function layOut(table: CorpusTable, best: Pick<SpanCandidate, "start" | "end" | "sentence">): Surroundings {
  const { fold } = foldTables();
  const section = table.sentenceSection[best.sentence.sentence];
  const inSection = (sentence: number) => table.sentenceSection[sentence] === section;
  let [first, last] = [best.sentence.sentence, best.sentence.sentence];
  while (first > 0 && inSection(first - 1) && table.sentenceEnd[first - 1]! > best.start - REACH) first--;
  while (inSection(last + 1) && table.sentenceStart[last + 1]! < best.end + REACH) last++;
  const [starts, ends]: [number[], number[]] = [[], []];
  const origin = table.sentenceStart[first]!;
  const visible = new Uint16Array(table.sentenceEnd[last]! - origin + 1);
  for (let sentence = first, at = origin; sentence <= last; sentence++) {
    starts.push(table.sentenceStart[sentence]!);
    ends.push(table.sentenceEnd[sentence]!);
    let depth = 0;
    for (; at < table.sentenceEnd[sentence]!; at++) {
      const unit = fold[table.text[at]!]!;
      visible[at + 1 - origin] = visible[at - origin]! + (WHITE_SPACE.has(unit) ? 0 : 1);
      if (OPENS.has(unit)) depth++;
      else if (CLOSES.has(unit)) depth = Math.max(0, depth - 1);
      else if (depth === 0 && CLAUSE_MARK.has(unit)) {
        starts.push(at + 1);
        ends.push(at + 1);
      }
    }
  }
  return { starts: starts.filter((start) => start <= best.start), ends, origin, visible };
}

/** The farthest end that fits, or the best span's own. */
function windowEnd(around: Surroundings, start: number, least: number): number {
  return around.ends.reduce(
    (end, at) => (at > end && visibleBetween(around, start, at) <= WINDOW_LENGTH ? at : end),
    least,
  );
}

function visibleBetween({ origin, visible }: Surroundings, start: number, end: number): number {
  return visible[end - origin]! - visible[start - origin]!;
}
