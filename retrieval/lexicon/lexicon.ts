/** A place named in a text; `start` and `end` are positions in the folded text. */
export interface PlaceMention {
  /** Short Chinese name: 吉林, 桦甸. */
  name: string;
  level: "province" | "city" | "county";
  parent: string | null;
  start: number;
  end: number;
}

/** A word of the glossary in a text, the longest at its place, with all that it may mean. */
export interface ConceptMention {
  start: number;
  end: number;
  /** First Chinese word of each concept that the word stands for. */
  concepts: string[];
  /** Nothing else can stand for it: a text that does not name it is not about it. */
  distinct: boolean;
  /** Chinese words, folded, that may stand for it. */
  chinese: string[];
  /** Words of other concepts that go on one of these that has one character, and name something else: 电话 for 电. Only of what is distinct. */
  goingOn: string[];
}

/** What is known of words and places. Positions are of the folded text given. */
export interface Lexicon {
  concepts(folded: string): ConceptMention[];
  places(folded: string): PlaceMention[];
  /** The county or district whose short name a run is as a whole, when there is only one. */
  countyCalled(run: string): Pick<PlaceMention, "name" | "level" | "parent"> | null;
  /** The same, or a district by its name without its kind, which may as well be a word. */
  districtCalled(run: string): Pick<PlaceMention, "name" | "level" | "parent"> | null;
  /** The only English word of the glossary that a word of letters may be a misspelling of. */
  wordMeant(word: string): string | null;
  /** The only place that a word of letters, known as nothing else, may be a misspelling of. */
  misspeltPlace(word: string): Pick<PlaceMention, "name" | "level" | "parent"> | null;
}

/** A lexicon that knows nothing. */
export const EMPTY_LEXICON: Lexicon = {
  concepts: () => [],
  places: () => [],
  misspeltPlace: () => null,
  countyCalled: () => null,
  wordMeant: () => null,
  districtCalled: () => null,
};
