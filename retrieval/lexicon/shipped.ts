import { openGlossary } from "./glossary.ts";
import type { Lexicon } from "./lexicon.ts";
import { openGazetteer } from "./places.ts";

/** The words and places that ship, read on first use. */
export function shippedLexicon(): Lexicon {
  return {
    concepts: (folded) => openGlossary().concepts(folded),
    places: (folded) => openGazetteer().places(folded),
    misspeltPlace: (word) => openGazetteer().misspelt(word),
  };
}
