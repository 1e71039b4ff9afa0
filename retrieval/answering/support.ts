import type { CorpusTable } from "../corpus-table.ts";
import { distinctBigrams } from "../lexical/grams.ts";
import type { Question } from "../question/question.ts";
import { subjectRuns } from "../question/subject-words.ts";
import { scopeOf } from "../reading/scope.ts";
import type { SentenceCandidate } from "../reading/sentences.ts";

const PLACE_WEIGHT = 1.5;
/** A foreign word that the glossary does not know: what it means may be all that matters. */
const UNKNOWN_WEIGHT = 1.2;
/** A concept's word in the section but not in the sentence supports it this much. */
const NEAR = 0.6;

export interface Support {
  /** 0 to 1: share of the question's subject words that the sentence shares, or its section, by weight. */
  share: number;
  /** 0 to 1: the same of the least supported one. */
  least: number;
  /** Subject words. */
  count: number;
}

/** How much of what a question is about a sentence is about too: places, words of the glossary, and the rest of its text. */
export function supportOf(table: CorpusTable, question: Question, sentence: SentenceCandidate): Support {
  const own = sentence.folded;
  const near = scopeOf(table, sentence).section;
  const parts: { weight: number; support: number }[] = [];
  const inText = (words: string[]) =>
    words.some((word) => own.includes(word)) ? 1 : words.some((word) => near.includes(word)) ? NEAR : 0;
  for (const { name } of ownPlaces(question)) parts.push({ weight: PLACE_WEIGHT, support: inText([name]) });
  for (const { start, end, chinese } of question.concepts) {
    parts.push({ weight: 1, support: Math.max(inText(chinese), inText([question.folded.slice(start, end)])) });
  }
  for (const { text } of subjectRuns(question)) {
    const bigrams = distinctBigrams(text).map((gram) => String.fromCharCode(gram >>> 16, gram & 0xffff));
    const support = bigrams.reduce((sum, bigram) => sum + inText([bigram]), 0) / bigrams.length;
    parts.push({ weight: Math.min(2, bigrams.length / 2 + 0.5), support });
  }
  for (const _ of question.unknownWords) parts.push({ weight: UNKNOWN_WEIGHT, support: 0 });
  // A follow-up with no subject of its own has that of the question before.
  if (parts.length === 0) {
    for (const { name } of question.inherited.places) parts.push({ weight: PLACE_WEIGHT, support: inText([name]) });
    for (const { chinese } of question.inherited.concepts) parts.push({ weight: 1, support: inText(chinese) });
  }
  const weight = parts.reduce((sum, part) => sum + part.weight, 0);
  if (weight === 0) return { share: 0, least: 0, count: 0 };
  const share = parts.reduce((sum, part) => sum + part.weight * part.support, 0) / weight;
  return { share, least: Math.min(...parts.map(({ support }) => support)), count: parts.length };
}

function ownPlaces({ places, inherited }: Question) {
  return inherited.places.length > 0 ? [] : places;
}
