/** A place named in a text; `start` and `end` are positions in the folded text. */
export interface PlaceMention {
  /** Short Chinese name: 吉林, 桦甸. */
  name: string;
  level: "province" | "city" | "county";
  parent: string | null;
  start: number;
  end: number;
  /** False when it was recognised by sound (华甸 for 桦甸). */
  exact: boolean;
}

/** Words in a text, and the Chinese words that they may stand for. */
export interface Translation {
  start: number;
  end: number;
  chinese: string[];
}

/** What is known of words and places; the glossary implements it. */
export interface Lexicon {
  concepts(folded: string): { concept: string; start: number; end: number }[];
  translations(folded: string): Translation[];
  places(folded: string): PlaceMention[];
}

/** A lexicon that knows nothing. */
export const EMPTY_LEXICON: Lexicon = { concepts: () => [], translations: () => [], places: () => [] };
