import { UnitClass } from "../normalise.ts";
import { namesOrdinal, ordinalsOf } from "./ordinals.ts";

/** A value in a folded sentence. */
interface Placed {
  start: number;
  end: number;
}

/** Levels at which a sentence is a list: of clauses, and of statements. A date is often parted from its clause by a comma. */
export const CLAUSES = new UnitClass(/[,;]/u);
export const STATEMENTS = new UnitClass(/;/u);
/** What a value in the item of a thing asked about gains, and what one in another item loses. */
const ALIGNED = 1.5;
const MISALIGNED = -4;
/** 甲厂、乙厂分别日产100套和200套: as many names before as values after. */
const RESPECTIVELY = /分别|各为|依次/u;
/** A value that belongs to another name beyond doubt. */
export const MISMATCHED = -8;

/**
 * How well a value goes with the things that a question names, in a sentence that says something of each of several things
 * (柯桥区复工率为79.3%,上虞区复工率为88.1%). Where the item that names a thing has a value of its own, values of other items are another's.
 *
 * @param names words of the question, folded, that the sentence may hold
 * @returns log-odds to add to the score of each value, in order
 */
export function alignValues(
  folded: string,
  values: readonly Placed[],
  names: readonly string[],
  levels: readonly UnitClass[],
): number[] {
  const scores = values.map(() => 0);
  if (values.length < 2) return scores;
  const ordinals = [...new Set(names.flatMap(ordinalsOf))].filter((ordinal) => namesOrdinal(folded, ordinal));
  const parts = names.map((name) => longestHeld(name, folded)).filter((part) => part.length >= 2);
  const held = [...ordinals, ...new Set(parts.filter((part) => !ordinals.some((one) => one.includes(part))))];
  const isNamed = (item: string, name: string) =>
    ordinals.includes(name) ? namesOrdinal(item, name) : item.includes(name);
  const decided = new Set<string>();
  // A date is often parted from its clause by a comma, but not from one of many: 一至三年级4月13日开学,四至六年级4月7日开学.
  for (const level of ordinals.length > 0 ? [CLAUSES, STATEMENTS] : levels) {
    const items = itemsOf(folded, level);
    if (items.length < 2) continue;
    const itemOf = ({ start }: Placed) => items.findIndex((item) => start < item.end);
    const valued = new Set(values.map(itemOf));
    for (const name of held) {
      if (decided.has(name)) continue;
      const naming = items.flatMap(({ start, end }, at) => (isNamed(folded.slice(start, end), name) ? [at] : []));
      const own = naming.filter((at) => valued.has(at));
      if (own.length === 0 || own.length === valued.size) continue;
      decided.add(name);
      for (const [index, value] of values.entries())
        scores[index]! += own.includes(itemOf(value)) ? ALIGNED : MISALIGNED;
    }
  }
  return scores.map((score) => Math.max(MISALIGNED, Math.min(2 * ALIGNED, score)));
}

/** The longest run of a name that a text holds. */
function longestHeld(name: string, text: string): string {
  let best = "";
  for (let from = 0; from + best.length < name.length; from++) {
    for (let to = from + best.length + 1; to <= name.length && text.includes(name.slice(from, to)); to++)
      best = name.slice(from, to);
  }
  return best;
}

function itemsOf(folded: string, separator: UnitClass): Placed[] {
  const items: Placed[] = [];
  let start = 0;
  for (let at = 0; at <= folded.length; at++) {
    if (at < folded.length && !separator.has(folded.charCodeAt(at))) continue;
    items.push({ start, end: at });
    start = at + 1;
  }
  return items.filter(({ start: from, end }) => end > from);
}

/** Where names and values answer each other in order, MISMATCHED for the values of names that were not asked about, else 0. */
export function respectively(folded: string, values: readonly Placed[], asked: readonly string[]): number[] {
  const match = RESPECTIVELY.exec(folded);
  if (match === null) return values.map(() => 0);
  const after = values.filter(({ start }) => start > match.index);
  const listed = folded
    .slice(0, match.index)
    .split(/[、和与及]/u)
    .slice(-after.length);
  // What every item names tells none from the others (洛阳至郑州、洛阳至三门峡); a whole name tells more than a part of one.
  const naming = (names: readonly string[]) => {
    const telling = names.filter((name) => name.length >= 2 && !listed.every((item) => item.includes(name)));
    return listed.flatMap((item, at) => (telling.some((name) => item.includes(name)) ? [at] : []));
  };
  const whole = naming(asked);
  const own = whole.length > 0 ? whole : naming(asked.map((name) => longestHeld(name, folded)));
  if (after.length < 2 || listed.length !== after.length || own.length !== 1) return values.map(() => 0);
  return values.map((value) => (after.includes(value) && after.indexOf(value) !== own[0] ? MISMATCHED : 0));
}
