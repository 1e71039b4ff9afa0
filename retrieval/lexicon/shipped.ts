import { openGlossary } from "./glossary.ts";
import type { Lexicon } from "./lexicon.ts";
import { openGazetteer } from "./places.ts";

/** The words and places that ship, read on first use. */
export function shippedLexicon(): Lexicon {
  return {
    concepts: (folded) => openGlossary().concepts(folded),
    places: (folded) => openGazetteer().places(folded),
    countyCalled: (run) => openGazetteer().countyCalled(run),
    districtCalled: (run) => openGazetteer().districtCalled(run),
    wordMeant: (word) => openGlossary().wordMeant(word),
    misspeltPlace: (word) => openGazetteer().misspelt(word),
  };
}
