import { type CorpusTable, headingOf, textAt } from "../corpus-table.ts";
import type { Lexicon, PlaceMention } from "../lexicon/lexicon.ts";
import { fold } from "../normalise.ts";

/** Finds the places of a folded text. */
export type PlaceFinder = Lexicon["places"];

/** The folded texts around a sentence that may say where it holds. */
export interface PlaceScope {
  /** The sentence itself. */
  own: string;
  /** With the sentences around it, its heading and the article's title. */
  near: string;
  /** The section with its heading and the article's title. */
  section: string;
  placesOfSection(find: PlaceFinder): PlaceMention[];
  /** Row of the article. */
  article: number;
}

/**
 * Whether what a scope says holds for a place: it names the place or one within it, or it names no other of that level and
 * the place is the one that the whole article is about (湖北 in a notice of its tax office).
 */
export function holdsFor(table: CorpusTable, place: PlaceMention, scope: PlaceScope, find: PlaceFinder): boolean {
  const text = place.level === "county" ? scope.near : scope.section;
  if (text.includes(place.name)) return true;
  if (place.level === "county") return false;
  const named = scope.placesOfSection(find);
  if (named.some((one) => isWithin(one, place))) return true;
  if (named.some((one) => one.level === place.level)) return false;
  return subjectOf(table, scope.article, place.level, find) === place.name;
}

/** Whether one place lies in another, as far as the short names of its parents tell. */
export function isWithin(one: PlaceMention, other: PlaceMention): boolean {
  return one.parent === other.name && one.level !== other.level;
}

const subjects = new WeakMap<CorpusTable, Map<string, string | null>>();
/** Each mention in the title or the source counts as this many in the text. */
const TITLE_MENTIONS = 5;

/** The place of a level that an article is about: the one named most often, and more often than all others together. */
function subjectOf(
  table: CorpusTable,
  article: number,
  level: PlaceMention["level"],
  find: PlaceFinder,
): string | null {
  const known = subjects.get(table) ?? new Map<string, string | null>();
  subjects.set(table, known);
  const key = `${level} ${article}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const { title, source } = table.articles[article]!;
  const counts = new Map<string, number>();
  const count = (text: string, weight: number) => {
    for (const place of find(fold(text))) {
      if (place.level === level) counts.set(place.name, (counts.get(place.name) ?? 0) + weight);
    }
  };
  count(`${title}\n${source ?? ""}`, TITLE_MENTIONS);
  count(textAt(table, table.articleStart[article]!, table.articleStart[article + 1]!), 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  const total = [...counts.values()].reduce((sum, mentions) => sum + mentions, 0);
  const subject = most !== undefined && 2 * most[1] > total ? most[0] : null;
  known.set(key, subject);
  return subject;
}

const scopes = new WeakMap<{ sentence: number }, PlaceScope>();

/** The scope of a sentence, made once for each candidate. */
export function scopeOf(
  table: CorpusTable,
  candidate: { sentence: number; article: number; start: number; end: number },
): PlaceScope {
  const known = scopes.get(candidate) ?? makeScope(table, candidate);
  scopes.set(candidate, known);
  return known;
}

function makeScope(table: CorpusTable, { sentence, article, start, end }: Parameters<typeof scopeOf>[1]): PlaceScope {
  const section = sectionOf(table, sentence, article);
  const { first, last, context, body, origin } = section;
  const before = sentence > first ? table.sentenceStart[sentence - 1]! : start;
  const after = sentence < last ? table.sentenceEnd[sentence + 1]! : end;
  return {
    own: body.slice(start - origin, end - origin),
    near: context + body.slice(before - origin, after - origin),
    section: context + body,
    placesOfSection: (find) => section.placesBy(find),
    article,
  };
}

/** A section's folded text, under its heading and the article's title. */
class SectionText {
  /** Its first and last sentence. */
  readonly first: number;
  readonly last: number;
  readonly context: string;
  readonly body: string;
  /** Where `body` begins, absolute. */
  readonly origin: number;
  #named: { find: PlaceFinder; places: PlaceMention[] } | undefined;

  constructor(table: CorpusTable, sentence: number, article: number) {
    const { sentenceSection, sentenceStart, sentenceEnd } = table;
    const section = sentenceSection[sentence];
    let [first, last] = [sentence, sentence];
    while (first > 0 && sentenceSection[first - 1] === section) first--;
    while (last + 1 < sentenceStart.length && sentenceSection[last + 1] === section) last++;
    this.first = first;
    this.last = last;
    this.context = fold(`${table.articles[article]!.title}\n${headingOf(table, sentence) ?? ""}\n`);
    this.origin = sentenceStart[first]!;
    this.body = fold(textAt(table, this.origin, sentenceEnd[last]!));
  }

  /** The places that title, heading and text name, sought once. */
  placesBy(find: PlaceFinder): PlaceMention[] {
    if (this.#named?.find !== find) this.#named = { find, places: find(this.context + this.body) };
    return this.#named.places;
  }
}

const sections = new WeakMap<CorpusTable, Map<number, SectionText>>();
/** Sections whose text is kept: those of one question's candidates, and of some before. */
const KEPT_SECTIONS = 100;

/** The section of a sentence. The candidates of a question share few, so each is folded once. */
function sectionOf(table: CorpusTable, sentence: number, article: number): SectionText {
  const kept = sections.get(table) ?? new Map<number, SectionText>();
  sections.set(table, kept);
  const row = table.sentenceSection[sentence]!;
  const known = kept.get(row);
  if (known !== undefined) return known;
  const section = new SectionText(table, sentence, article);
  // A map gives its keys in the order of their setting: the one read first goes.
  if (kept.size === KEPT_SECTIONS) kept.delete(kept.keys().next().value!);
  kept.set(row, section);
  return section;
}
