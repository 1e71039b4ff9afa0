import { UnitClass } from "../normalise.ts";
import { type Block, CLOSE, OPEN } from "./block.ts";

const START_KINDS = {
  sentence: 0,
  comma: 1,
  enumeration: 2,
  colon: 3,
  quote: 4,
  question: 5,
  value: 6,
  cue: 7,
} as const;
const END_KINDS = {
  sentence: 0,
  comma: 1,
  semicolon: 2,
  colon: 3,
  enumeration: 4,
  quote: 5,
  question: 6,
  value: 7,
} as const;

/** Words that an answer likes to follow, in groups of their own kind. */
const CUES = [
  /分别为|分别是|为|是|达到|达|共|约/gu,
  /通过|按照|按|可|从|于|到|至|在/gu,
  /要求|应当|应|要|将|对|把/gu,
  /包括|拨打|由|等/gu,
];
/** Kind of an end that ends a sentence. */
export const SENTENCE_END = END_KINDS.sentence;

/** Marks that no answer begins with. */
const NO_START = new UnitClass(/[,、;:。!?)”’》」』】 \n]/u);
/** Marks that spans may start or end at. */
const EDGE_MARK = new UnitClass(new RegExp(`[,;、: ${OPEN}${CLOSE}]`, "u"));

/** Where a span may start or end, in characters of its block, and what stands there. */
export interface Edge {
  at: number;
  /** Code of the kind of place, a feature of the span. */
  kind: number;
}

/** Where spans may start: in the block's first sentence. */
export function startEdges(block: Block): Edge[] {
  const limit = block.bounds[0]!.end;
  const edges = new Map<number, number>();
  const add = (at: number, kind: number) => {
    if (splitsNumber(block.folded, at)) return;
    if (at < limit && !edges.has(at) && !NO_START.has(block.folded.charCodeAt(at))) edges.set(at, kind);
  };
  edges.set(0, START_KINDS.sentence);
  for (const value of block.values) add(value.start, START_KINDS.value);
  for (let index = 0; index < limit; index++) {
    if (!EDGE_MARK.has(block.folded.charCodeAt(index))) continue;
    const mark = block.folded[index]!;
    if (mark === "," || mark === ";") add(index + 1, START_KINDS.comma);
    else if (mark === "、") add(index + 1, START_KINDS.enumeration);
    else if (mark === ":" || mark === " ") add(index + 1, START_KINDS.colon);
    else if (OPEN.includes(mark)) {
      add(index, START_KINDS.quote);
      add(index + 1, START_KINDS.quote);
    }
  }
  for (const end of runEdges(block, limit, false)) add(end, START_KINDS.question);
  const first = block.folded.slice(0, limit);
  for (const [group, cues] of CUES.entries()) {
    for (const match of first.matchAll(cues)) add(match.index + match[0].length, START_KINDS.cue + group);
  }
  return Array.from(edges, ([at, kind]) => ({ at, kind }));
}

/** Whether a cut would leave half a number or date: 1|7日, 2月|17日. */
function splitsNumber(folded: string, at: number): boolean {
  const next = folded.charCodeAt(at) - 48;
  return next >= 0 && next <= 9 && /(?:\d|\d[.年月])$/u.test(folded.slice(Math.max(0, at - 2), at));
}

/** Where runs of question bigrams begin or end. */
function runEdges(block: Block, limit: number, begins: boolean): number[] {
  const edges: number[] = [];
  for (let index = 1; index < limit; index++) {
    const here = block.mass[index + 1]! > block.mass[index]!;
    const before = block.mass[index]! > block.mass[index - 1]!;
    if (begins && here && !before) edges.push(index);
    if (!begins && before && !here) edges.push(index + 1);
  }
  return edges;
}

/** Where spans may end: in the first sentence, or at the end of a later one. */
export function endEdges(block: Block): Edge[] {
  const limit = block.bounds[0]!.end;
  const edges = new Map<number, number>();
  const add = (at: number, kind: number) => {
    if (splitsNumber(block.folded, at)) return;
    if (at > 0 && !edges.has(at)) edges.set(at, kind);
  };
  for (const { end } of block.bounds) {
    if (/[。!?;]/.test(block.folded[end - 1] ?? "")) add(end - 1, END_KINDS.semicolon);
    add(end, END_KINDS.sentence);
  }
  for (const value of block.values) add(value.end, END_KINDS.value);
  for (let index = 0; index < limit; index++) {
    if (!EDGE_MARK.has(block.folded.charCodeAt(index))) continue;
    const mark = block.folded[index]!;
    if (mark === ",") add(index, END_KINDS.comma);
    else if (mark === ":" || mark === " ") add(index, END_KINDS.colon);
    else if (mark === "、") add(index, END_KINDS.enumeration);
    else if (CLOSE.includes(mark)) {
      add(index, END_KINDS.quote);
      add(index + 1, END_KINDS.quote);
    }
  }
  for (const begin of runEdges(block, limit, true)) add(begin, END_KINDS.question);
  return Array.from(edges, ([at, kind]) => ({ at, kind }));
}
