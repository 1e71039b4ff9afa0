import { type CorpusTable, headingOf } from "../corpus-table.ts";
import type { Lexicon, PlaceMention } from "../lexicon/lexicon.ts";
import { fold, foldedTextOf } from "../normalise.ts";

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
  /** The title and the heading. */
  context: string;
  placesOfSection(find: PlaceFinder): PlaceMention[];
  /** Rows of section and article. */
  sectionRow: number;
  article: number;
}

/** The scope of a sentence, made once for each while its section is kept. */
export function scopeOf(table: CorpusTable, { sentence, article }: { sentence: number; article: number }): TextScope {
  return sectionOf(table, sentence, article).scopeOf(table, sentence, article);
}

/** Texts are cut when they are first looked at: of most sentences few are. */
class SentenceScope implements TextScope {
  readonly sectionRow: number;
  readonly article: number;
  readonly #section: SectionText;
  /** Of the sentence in the section's body, and of those around it. */
  readonly #start: number;
  readonly #end: number;
  readonly #before: number;
  readonly #after: number;
  #own: string | undefined;
  #near: string | undefined;
  #upTo: string | undefined;

  constructor(
    section: SectionText,
    { sentenceStart, sentenceEnd, sentenceSection }: CorpusTable,
    sentence: number,
    article: number,
  ) {
    const { first, last, origin } = section;
    this.sectionRow = sentenceSection[sentence]!;
    this.article = article;
    this.#section = section;
    this.#start = sentenceStart[sentence]! - origin;
    this.#end = sentenceEnd[sentence]! - origin;
    this.#before = sentence > first ? sentenceStart[sentence - 1]! - origin : this.#start;
    this.#after = sentence < last ? sentenceEnd[sentence + 1]! - origin : this.#end;
  }

  get own(): string {
    return (this.#own ??= this.#section.body.slice(this.#start, this.#end));
  }

  get near(): string {
    return (this.#near ??= this.#section.context + this.#section.body.slice(this.#before, this.#after));
  }

  get upTo(): string {
    return (this.#upTo ??= this.#section.context + this.#section.body.slice(this.#before, this.#end));
  }

  get context(): string {
    return this.#section.context;
  }

  get section(): string {
    return this.#section.whole;
  }

  placesOfSection(find: PlaceFinder): PlaceMention[] {
    return this.#section.placesBy(find);
  }
}

/** A section's folded text, under its heading and the article's title. */
class SectionText {
  /** Its first and last sentence. */
  readonly first: number;
  readonly last: number;
  readonly context: string;
  readonly body: string;
  /** Both. */
  readonly whole: string;
  readonly #scopes = new Map<number, SentenceScope>();
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
    const context = `${table.articles[article]!.title}\n${headingOf(table, sentence) ?? ""}\n`;
    this.origin = sentenceStart[first]!;
    this.whole = fold(context) + foldedTextOf(table.text, this.origin, sentenceEnd[last]!);
    // Parts of a string share its memory.
    this.context = this.whole.slice(0, context.length);
    this.body = this.whole.slice(context.length);
  }

  scopeOf(table: CorpusTable, sentence: number, article: number): SentenceScope {
    let scope = this.#scopes.get(sentence);
    if (scope === undefined) {
      scope = new SentenceScope(this, table, sentence, article);
      this.#scopes.set(sentence, scope);
    }
    return scope;
  }

  /** The places that title, heading and text name, sought once. */
  placesBy(find: PlaceFinder): PlaceMention[] {
    if (this.#named?.find !== find) this.#named = { find, places: find(this.whole) };
    return this.#named.places;
  }
}

const sections = new WeakMap<CorpusTable, Map<number, SectionText>>();
/** Sections whose text is kept: more than hold one question's candidates, as a rule. What is kept longer grows old in memory. */
const KEPT_SECTIONS = 60;

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
