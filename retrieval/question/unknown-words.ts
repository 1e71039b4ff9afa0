import { isFunctionWord } from "../lexicon/function-words.ts";
import type { ConceptMention, Lexicon, PlaceMention } from "../lexicon/lexicon.ts";
import type { SoundIndex } from "./spelling.ts";

/** The places of a question in letters; a word that is known as nothing else may be a misspelt one. */
export function placesOf(folded: string, lexicon: Lexicon): PlaceMention[] {
  const places = lexicon.places(folded);
  const misspelt = untranslated(folded, [...places, ...lexicon.concepts(folded)]).flatMap(
    ({ 0: word, index: start }) => {
      const place = /^[a-z]+$/u.test(word) ? lexicon.misspeltPlace(word) : null;
      return place === null ? [] : [{ ...place, start, end: start + word.length }];
    },
  );
  return [...places, ...misspelt].sort((a, b) => a.start - b.start);
}

/** A folded question in letters with words that are known as nothing else put right, where there is one that is meant. */
export function inKnownWords(folded: string, lexicon: Lexicon, sounds: SoundIndex): string {
  const known = [...placesOf(folded, lexicon), ...lexicon.concepts(folded)];
  return untranslated(folded, known).reduceRight((text, { 0: word, index }) => {
    if (!/^[a-z]{4,}$/u.test(word) || sounds.namesSpelt(word).length > 0) return text;
    const meant = lexicon.wordMeant(word);
    return meant === null ? text : text.slice(0, index) + meant + text.slice(index + word.length);
  }, folded);
}

/** Words in letters that spell names of the corpus: nothing else can stand for them. */
export function namesSpelt(
  folded: string,
  runs: { start: number; end: number }[],
  sounds: SoundIndex,
): ConceptMention[] {
  return untranslated(folded, runs).flatMap(({ 0: word, index: start }) => {
    const spelt = /^[a-z]{4,}$/u.test(word)
      ? { names: sounds.namesSpelt(word), length: word.length }
      : /^[가-힣]{2,}$/u.test(word)
        ? sounds.namesInHangul(word)
        : { names: [], length: 0 };
    if (spelt.names.length === 0) return [];
    const { names, length } = spelt;
    return [{ start, end: start + length, concepts: names.slice(0, 1), distinct: true, goingOn: [], chinese: names }];
  });
}

/** 몇 명이에요: what follows what asks for a number is its counter. */
const COUNTER_AFTER = /몇 ?$/u;

/** The words in letters that neither the runs given hold nor are function words. */
export function untranslated(folded: string, runs: { start: number; end: number }[]): RegExpExecArray[] {
  return Array.from(folded.matchAll(/(?:(?![\u4e00-\u9fff])\p{L})+/gu)).filter(
    ({ 0: word, index }) =>
      word.length > 1 &&
      !isFunctionWord(word) &&
      !COUNTER_AFTER.test(folded.slice(0, index)) &&
      !runs.some(({ start, end }) => index < end && index + word.length > start),
  );
}
