import type { AnswerStyle } from "./answer-style.ts";
import { type Gap, sharedEnd, sharedStart } from "./asking.ts";
import { type Block, type BlockInput, CLOSE, OPEN } from "./block.ts";
import { UnitClass } from "../normalise.ts";
import type { Edge } from "./span-edges.ts";

const CLAUSE_END = new UnitClass(/[,;:。!?]/u);
const STOP = new UnitClass(/[。;!?]/u);
const OPENS = new UnitClass(new RegExp(`[${OPEN}]`, "u"));
const CLOSES = new UnitClass(new RegExp(`[${CLOSE}]`, "u"));
const ENUMERATOR_FIRST = new UnitClass(/[(一二三四五六七八九十\d]/u);
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
  while (clauseEnd < folded.length && !CLAUSE_END.has(folded.charCodeAt(clauseEnd))) clauseEnd++;
  return {
    at,
    kind,
    clauseEnd,
    clause: Math.max(0, folded.lastIndexOf(",", at - 2) + 1),
    afterOpening: at > 0 && OPENS.has(folded.charCodeAt(at - 1)),
    enumeratorLength: enumeratorAt(folded, at) ?? Infinity,
    shared: sharedEnd(folded, at, gap.textBefore),
    odds: style.startOdds(folded, at),
  };
}

/** Length of the enumerator that stands at a place; null where there is none. */
function enumeratorAt(folded: string, at: number): number | null {
  if (at === folded.length || !ENUMERATOR_FIRST.has(folded.charCodeAt(at))) return null;
  return ENUMERATOR.exec(folded.slice(at, at + 5))?.[0].length ?? null;
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
    nextIsEnumerated: next !== undefined && enumeratorAt(folded, next.start) !== null,
    beforeClosing: at < folded.length && CLOSES.has(folded.charCodeAt(at)),
    shared: sharedStart(folded, at, gap.textAfter),
    odds: style.endOdds(folded, STOP.has(folded.charCodeAt(at - 1)) ? at - 1 : at),
  };
}
