import { type CorpusTable, headingOf, textAt } from "../corpus-table.ts";
import type { Lexicon, PlaceMention } from "../lexicon/lexicon.ts";
import { fold } from "../normalise.ts";

/** Finds the places of a folded text. */
export type PlaceFinder = Lexicon["places"];

/** The folded texts around a sentence: what it is about may be said in any of them. */
export interface TextScope {
  /** The sentence itself. */
  own: string;
  /** With the sentences around it, its heading and the article's title. */
  near: string;
  /** The same without the sentence after it. */
  upTo: string;
  /** The section with its heading and the article's title. */
  section: string;
  placesOfSection(find: PlaceFinder): PlaceMention[];
  /** Row of the article. */
  article: number;
}

const scopes = new WeakMap<{ sentence: number }, TextScope>();

/** The scope of a sentence, made once for each candidate. */
export function scopeOf(
  table: CorpusTable,
  candidate: { sentence: number; article: number; start: number; end: number },
): TextScope {
  const known = scopes.get(candidate) ?? makeScope(table, candidate);
  scopes.set(candidate, known);
  return known;
}

function makeScope(table: CorpusTable, { sentence, article, start, end }: Parameters<typeof scopeOf>[1]): TextScope {
  const section = sectionOf(table, sentence, article);
  const { first, last, context, body, origin } = section;
  const before = sentence > first ? table.sentenceStart[sentence - 1]! : start;
  const after = sentence < last ? table.sentenceEnd[sentence + 1]! : end;
  return {
    own: body.slice(start - origin, end - origin),
    near: context + body.slice(before - origin, after - origin),
    upTo: context + body.slice(before - origin, end - origin),
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
