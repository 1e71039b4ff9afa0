import { type CorpusTable, textAt } from "../corpus-table.ts";
import { fold, UnitClass } from "../normalise.ts";
import type { SentenceCandidate } from "../reading/sentences.ts";
import type { ValueCandidate } from "../reading/value-ranking.ts";

/** Two figures stand for the same thing when the words around them share at least this much (Dice, bigrams). */
const SAME_CONTEXT = 0.34;
/** And two sentences when they do as wholes. */
const SAME_SENTENCE = 0.45;
/** A later figure may score this much less (log-odds) than the best: it is said with other words. */
const SCORE_GAP = 7;

/** The day on which what an article says held or was published, ISO; "" when unknown. */
function dayOf(table: CorpusTable, article: number): string {
  const { dated, published } = table.articles[article]!;
  return dated ?? published ?? "";
}

/** Whether an article is newer than another: it supersedes it, or its facts are of a later day. */
function isLater(table: CorpusTable, one: number, other: number): boolean {
  const [first, second] = [table.articles[one]!, table.articles[other]!];
  if (first.supersedes.includes(second.id)) return true;
  if (second.supersedes.includes(first.id)) return false;
  return dayOf(table, one) > dayOf(table, other);
}

/** A value and those that other articles give for the same thing and the same `places`, the latest first. */
export function latestFirst(
  best: ValueCandidate,
  values: readonly ValueCandidate[],
  places: readonly string[],
  table: CorpusTable,
): ValueCandidate[] {
  const named = places.filter((name) => best.sentence.folded.includes(name));
  const same = new Map<number, { value: ValueCandidate; likeness: number }>();
  for (const value of values) {
    const { article } = value.sentence;
    if (article === best.sentence.article || value.stated || value.score < best.score - SCORE_GAP) continue;
    if (named.some((name) => !value.sentence.folded.includes(name))) continue;
    const likeness = isChangeOf(value, best, table) ? 1 : dice(contextOf(value), contextOf(best));
    if (likeness >= SAME_CONTEXT && likeness > (same.get(article)?.likeness ?? 0))
      same.set(article, { value, likeness });
  }
  return [best, ...Array.from(same.values(), ({ value }) => value)].sort((a, b) =>
    compare(table, a.sentence, b.sentence),
  );
}

/** 由9条增加到14条 is what became of 9条. */
function isChangeOf(value: ValueCandidate, from: ValueCandidate, table: CorpusTable): boolean {
  const said = fold(textAt(table, from.start, from.end));
  const at = value.before.lastIndexOf(said);
  return (
    at > 0 &&
    /[由从][^,。;\d]{0,3}$/u.test(value.before.slice(0, at)) &&
    /^[^,。;\d]{1,6}[到至为]$/u.test(value.before.slice(at + said.length))
  );
}

/** The sentence of the latest article that says the same as `sentence`, or itself. */
export function latestLike(
  sentence: SentenceCandidate,
  others: readonly SentenceCandidate[],
  table: CorpusTable,
): SentenceCandidate {
  const text = bigramsOf(sentence.folded);
  let latest = sentence;
  for (const other of others) {
    // The days first: they are at hand, while pairs of characters have to be cut.
    if (other.article === sentence.article || !isLater(table, other.article, latest.article)) continue;
    if (dice(bigramsOf(other.folded), text) >= SAME_SENTENCE) latest = other;
  }
  return latest;
}

function compare(table: CorpusTable, a: SentenceCandidate, b: SentenceCandidate): number {
  return isLater(table, a.article, b.article) ? -1 : isLater(table, b.article, a.article) ? 1 : 0;
}

/** The words around a value, numbers aside: they are what differs. */
function contextOf({ before, after }: ValueCandidate): Set<number> {
  return bigramsOf(`${before.slice(-18)}\n${after.slice(0, 8)}`);
}

const LETTERS = new UnitClass(/\p{L}/u);

/** Pairs of letters, each as one number. */
function bigramsOf(text: string): Set<number> {
  const bigrams = new Set<number>();
  for (let at = 1; at < text.length; at++) {
    const [first, second] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
    if (LETTERS.has(first) && LETTERS.has(second)) bigrams.add((first << 16) | second);
  }
  return bigrams;
}

/** Dice's coefficient, 0 to 1 (Dice 1945). */
function dice(one: Set<number>, other: Set<number>): number {
  let shared = 0;
  for (const pair of one) if (other.has(pair)) shared++;
  return one.size + other.size === 0 ? 0 : (2 * shared) / (one.size + other.size);
}
