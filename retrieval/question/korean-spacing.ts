import type { Lexicon } from "../lexicon/lexicon.ts";

/** Runs of Hangul from this length on are looked through for words: shorter ones are a word with its particles. */
const LONG_RUN = 6;
/** Words of one syllable begin too many others. */
const SHORTEST_WORD = 2;
/** No word of the glossary or the gazetteer is longer, in syllables without a space between. */
const LONGEST_WORD = 12;
/** Particles and endings of verbs, by their last syllable. */
const ENDING = /[은는이가을를에의로서도만과와다요고지면한할된될인던간]/u;
/** What asks, and what is said of how things are counted. */
const ASKING = /^(?:언제|어디|누가|누구|왜|어떻게|얼마|무엇|무슨|어느|어떤|며칠|몇(?=[가-힣])|하루|모두|지금|다시)/u;

/**
 * A folded message with spaces before the words that are known, where it is written without: words are known by their
 * beginnings, and 지린에서화뎬가는버스는언제다시운행하나요 has one.
 */
export function spacedKorean(folded: string, lexicon: Lexicon): string {
  return folded.replace(/[가-힣]+/gu, (run) => (run.length < LONG_RUN ? run : spaced(run, lexicon)));
}

function spaced(run: string, lexicon: Lexicon): string {
  let text = "";
  let at = 0;
  let isKnown = false;
  while (at < run.length) {
    // 대당훈춘발전소: a place that goes on an unknown word is a part of a name.
    const mayBePlace = at === 0 || isKnown || ENDING.test(run[at - 1]!);
    const length = knownLength(run.slice(at, at + LONGEST_WORD), lexicon, mayBePlace);
    isKnown = length > 0;
    if (isKnown && text !== "") text += " ";
    text += run.slice(at, at + Math.max(1, length));
    at += Math.max(1, length);
  }
  return text;
}

/** How long the longest word is that a run begins with; 0 when none is known. */
function knownLength(run: string, lexicon: Lexicon, mayBePlace: boolean): number {
  const asking = ASKING.exec(run)?.[0].length ?? 0;
  const words = [...lexicon.concepts(run), ...(mayBePlace ? lexicon.places(run) : [])].filter(
    ({ start, end }) => start === 0 && end >= SHORTEST_WORD,
  );
  return Math.max(asking, ...words.map(({ end }) => end));
}
