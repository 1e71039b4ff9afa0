import type { Inquiry } from "../answer.ts";
import type { WeightedGram } from "../lexical/bm25.ts";
import { distinctBigrams } from "../lexical/grams.ts";
import { foldQuestion } from "../normalise.ts";
import { isFollowUp, resolveFollowUp } from "./follow-up.ts";
import { detectLanguage, type Language } from "./language.ts";
import type { Lexicon, PlaceMention } from "./lexicon.ts";
import { splitParts } from "./parts.ts";
import { contentBigrams, outline, type Question } from "./question.ts";
import { type Smalltalk, smalltalkOf } from "./smalltalk.ts";

/** Longest question that is read, in code units; the rest is left. Telegram's messages end at 4,096. */
const QUESTION_LENGTH = 1_000;
/** So many earlier questions are read: a conversation's subject is named in the last few. */
const HISTORY = 3;
/** Weight of a gram that stands for a word of the question: another word for it, or one that sounds alike. */
const SYNONYM_WEIGHT = 0.6;

export interface Understanding {
  language: Language;
  smalltalk: Smalltalk | null;
  parts: Question[];
}

/** Which bigrams the corpus holds. */
export interface Vocabulary {
  has(gram: number): boolean;
}

/** Reads an inquiry: its language, what it asks, part by part, and the words to look for. */
export function understand({ question, history = [] }: Inquiry, lexicon: Lexicon, vocabulary: Vocabulary): Understanding {
  const text = question.slice(0, QUESTION_LENGTH);
  const folded = foldQuestion(text).trim();
  const language = detectLanguage(text);
  const smalltalk = smalltalkOf(folded);
  if (smalltalk !== null) return { language, smalltalk, parts: [] };
  const earlier = history.slice(-HISTORY).flatMap((message) => splitParts(foldQuestion(message.slice(0, QUESTION_LENGTH)).trim()));
  const previous = completeAll(earlier, null, lexicon, vocabulary).at(-1) ?? null;
  return { language, smalltalk, parts: completeAll(splitParts(folded), previous, lexicon, vocabulary) };
}

/** Reads parts in turn, each in the light of the one before. */
function completeAll(parts: string[], previous: Question | null, lexicon: Lexicon, vocabulary: Vocabulary): Question[] {
  const questions: Question[] = [];
  for (const part of parts) {
    const question = readPart(part, lexicon, vocabulary);
    const before = questions.at(-1) ?? previous;
    questions.push(before !== null && isFollowUp(question) ? resolveFollowUp(question, before) : question);
  }
  return questions;
}

function readPart(folded: string, lexicon: Lexicon, vocabulary: Vocabulary): Question {
  const places = lexicon.places(folded);
  const corrected = correctPlaces(folded, places);
  const grams = new Map<number, number>();
  const add = (gram: number, weight: number) => grams.set(gram, Math.max(weight, grams.get(gram) ?? 0));
  const own = contentBigrams(corrected);
  const hasChinese = /[\u4e00-\u9fff]/.test(corrected);
  const unknownWords: string[] = [];
  if (hasChinese) for (const gram of own) add(gram, 1);
  else for (const gram of distinctBigrams(corrected.replace(/[^\d%.]+/g, "\n"))) add(gram, 1);
  const translations = lexicon.translations(corrected);
  for (const { start, end, chinese } of translations) {
    const word = corrected.slice(start, end);
    if (distinctBigrams(word).some((gram) => grams.has(gram) && vocabulary.has(gram))) continue;
    addWords(chinese, vocabulary, add, hasChinese ? SYNONYM_WEIGHT : 1);
  }
  for (const { name } of places) for (const gram of distinctBigrams(name)) add(gram, 1);
  if (!hasChinese) unknownWords.push(...untranslated(corrected, [...translations, ...places]));
  const weighted: WeightedGram[] = Array.from(grams, ([gram, weight]) => ({ gram, weight }));
  return { ...outline(corrected), places, grams: weighted, unknownWords };
}

/** Adds the grams of those words that the corpus holds; of none of them, the first, so that it counts as missing. */
function addWords(words: string[], vocabulary: Vocabulary, add: (gram: number, weight: number) => void, weight: number): void {
  const held = words.filter((word) => distinctBigrams(word).every((gram) => vocabulary.has(gram)));
  const chosen = held.length > 0 ? held : words.slice(0, 1);
  for (const word of chosen) for (const gram of distinctBigrams(word)) add(gram, weight / Math.sqrt(chosen.length));
}

/** Puts the right name where a place was recognised by sound. */
function correctPlaces(folded: string, places: PlaceMention[]): string {
  let corrected = folded;
  for (const { start, end, name, exact } of places.toSorted((a, b) => b.start - a.start)) {
    if (!exact && end - start === name.length) corrected = corrected.slice(0, start) + name + corrected.slice(end);
  }
  return corrected;
}

/** English words that carry no content of their own. */
const FUNCTION_WORDS =
  /^(the|a|an|of|to|in|on|at|for|from|by|with|and|or|is|are|was|were|be|been|do|does|did|has|have|had|will|would|can|could|should|may|i|you|we|they|it|he|she|my|your|our|their|its|this|that|these|those|there|here|when|what|which|who|where|why|how|many|much|any|some|please|me|us|about|as|so|if|then|than|again|now|already|also|not|no|yes|s|t|re|up|out|into|between|during|per|each|every|day|get|got|give|tell|want|know|need|after|before|since|until|still|yet|just|only|all|both|back|long|often|soon|quickly)$/;

function untranslated(folded: string, runs: { start: number; end: number }[]): string[] {
  return Array.from(folded.matchAll(/\p{L}+/gu))
    .filter((match) => !runs.some(({ start, end }) => match.index < end && match.index + match[0].length > start))
    .map((match) => match[0])
    .filter((word) => !FUNCTION_WORDS.test(word) && word.length > 1);
}
