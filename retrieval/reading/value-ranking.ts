import type { CorpusTable } from "../corpus-table.ts";
import type { Question } from "../question/question.ts";
import { makeValueBlock } from "./block.ts";
import { FEW_ARTICLES } from "./few-articles.ts";
import { shippedWeights } from "./linear-model.ts";
import { partsOf, supportBy } from "./question-parts.ts";
import type { QuestionWeights } from "./question-weights.ts";
import { scopeOf } from "./scope.ts";
import type { SentenceCandidate } from "./sentences.ts";
import { MISMATCHED } from "./value-alignment.ts";
import { type MeasuredValue, measureValues, VALUE_FEATURES, valueAsked } from "./value-features.ts";
import { namesOf, saidAt } from "./value-nearness.ts";

/** A value of the asked kind in a sentence; absolute positions. */
export interface ValueCandidate extends MeasuredValue {
  sentence: SentenceCandidate;
  /** Of another of several things that its sentence speaks of. */
  isOthers: boolean;
  /** Log-odds-like; comparable within a question. */
  score: number;
}

/** Who asks how many have not opened is not told how many have. */
const NOT_DONE = /(?:没有?|未|尚未)(?:复|开[工业门]|恢复|营业|上班|返|到岗|投产|生产)/u;
const OTHER_POLARITY = VALUE_FEATURES.indexOf("otherPolarity");

/** Values are sought in so many of the best sentences, */
const SENTENCES = 12;
/** and over few articles in more, and in so many of each: a later one may say the same, in other words. */
const SENTENCES_OF_FEW = 30;
const SENTENCES_OF_EACH = 8;

/** What `npm run fit:values` writes: a conditional logit over the values of a question. */
export const VALUE_FILE = new URL("value-weights.json", import.meta.url);

/** The values of the asked kind in the best sentences, best first: in the likeliest sentence, nearest to what is asked, in the asked unit. */
export function rankValues(
  { question, weights, sentences }: { question: Question; weights: QuestionWeights; sentences: SentenceCandidate[] },
  table: CorpusTable,
  linear: readonly number[] = shippedWeights(VALUE_FILE, VALUE_FEATURES, "npm run fit:values"),
): ValueCandidate[] {
  const input = { weights, kind: question.kind, question: question.folded, unit: question.unit };
  const asked = valueAsked(question);
  // Who lists those that have with those that have not asks of both.
  const notDone = NOT_DONE.test(question.folded) && !question.distributive && question.objects.length < 2;
  const parts = partsOf(question);
  const names = namesOf(question);
  const total = Math.max(
    1e-6,
    parts.reduce((sum, { weight }) => sum + weight, 0),
  );
  return promising(sentences, table)
    .flatMap((sentence) => {
      const block = makeValueBlock(input, sentence.folded);
      if (block === null) return [];
      const scope = scopeOf(table, sentence);
      let [own, near] = [0, 0];
      for (const part of parts) {
        const support = supportBy(scope, part);
        if (support === 1) own += part.weight;
        near += part.weight * support;
      }
      const support = { own: own / total, near: near / total };
      const said = saidAt(block.folded, names);
      return measureValues(block, sentence, asked, said, support).map((value): ValueCandidate => {
        const [alignment = 0, mismatch = 0] = value.features;
        return {
          ...value,
          start: sentence.start + value.start,
          end: sentence.start + value.end,
          sentence,
          isOthers: alignment + mismatch <= MISMATCHED || (notDone && value.features[OTHER_POLARITY] === 1),
          score: value.features.reduce((sum, feature, at) => sum + feature * linear[at]!, 0),
        };
      });
    })
    .sort((a, b) => b.score - a.score || a.start - b.start);
}

/** The sentences in which values are sought, the likeliest first. */
function promising(sentences: readonly SentenceCandidate[], table: CorpusTable): SentenceCandidate[] {
  const ranked = sentences.toSorted((a, b) => b.probability - a.probability);
  if (table.articles.length > FEW_ARTICLES) return ranked.slice(0, SENTENCES);
  const taken = new Map<number, number>();
  return ranked.filter(({ article }, rank) => {
    const ofArticle = taken.get(article) ?? 0;
    taken.set(article, ofArticle + 1);
    return rank < SENTENCES_OF_FEW || ofArticle < SENTENCES_OF_EACH;
  });
}
