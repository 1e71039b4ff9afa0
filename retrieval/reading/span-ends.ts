import type { AnswerStyle } from "./answer-style.ts";
import { type Gap, sharedEnd, sharedStart } from "./asking.ts";
import { type Block, type BlockInput, CLOSE, OPEN } from "./block.ts";
import type { Edge } from "./span-edges.ts";

const CLAUSE_END = ",;:。!?";
const ENUMERATOR = /^(\(?[一二三四五六七八九十\d]{1,3}[)、.]|[一二三四五六七八九]是)/;

/** What the question says to the features of spans. */
export interface Asked extends BlockInput {
  gap: Gap;
  /** Expected ln of the answer's length. */
  expectedLength: number;
  style: AnswerStyle;
}

/** A start with what only depends on it, worked out once for all the spans that begin there. */
export interface Start extends Edge {
  /** Where its clause begins and ends. */
  clause: number;
  clauseEnd: number;
  afterOpening: boolean;
  /** Length from which a span shows that it begins with an enumerator; Infinity where there is none. */
  enumeratorLength: number;
  /** What stands before it, shared with what the question says before its gap. */
  shared: number;
  odds: number;
}

export function startOf({ gap, style }: Asked, { folded }: Block, { at, kind }: Edge): Start {
  let clauseEnd = at + 1;
  while (clauseEnd < folded.length && !CLAUSE_END.includes(folded[clauseEnd]!)) clauseEnd++;
  return {
    at,
    kind,
    clauseEnd,
    clause: Math.max(0, folded.lastIndexOf(",", at - 2) + 1),
    afterOpening: at > 0 && OPEN.includes(folded[at - 1]!),
    enumeratorLength: ENUMERATOR.exec(folded.slice(at, at + 5))?.[0].length ?? Infinity,
    shared: sharedEnd(folded, at, gap.textBefore),
    odds: style.startOdds(folded, at),
  };
}

/** As `Start`, of the spans that end there. */
export interface End extends Edge {
  /** Which of the block's sentences it stands in, and their probabilities up to that one, summed. */
  last: number;
  sum: number;
  nextIsEnumerated: boolean;
  beforeClosing: boolean;
  shared: number;
  odds: number;
}

export function endOf({ gap, style }: Asked, { folded, bounds }: Block, { at, kind }: Edge): End {
  let last = 0;
  let sum = bounds[0]!.probability;
  while (last + 1 < bounds.length && bounds[last + 1]!.start < at) sum += bounds[++last]!.probability;
  const next = bounds[last + 1];
  return {
    at,
    kind,
    last,
    sum,
    nextIsEnumerated: next !== undefined && ENUMERATOR.test(folded.slice(next.start, next.start + 5)),
    beforeClosing: CLOSE.includes(folded[at] ?? " "),
    shared: sharedStart(folded, at, gap.textAfter),
    odds: style.endOdds(folded, /[。;!?]/.test(folded[at - 1]!) ? at - 1 : at),
  };
}
