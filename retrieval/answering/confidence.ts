import type { CorpusTable } from "../corpus-table.ts";
import { type LinearModel, logOdds } from "../reading/linear-model.ts";
import type { Reading } from "../reading/reader.ts";
import type { SentenceCandidate } from "../reading/sentences.ts";
import { supportOf } from "./support.ts";

/** What the confidence is computed from. */
export const CONFIDENCE_FEATURES = [
  "articleLogit",
  "sentenceLogit",
  "support",
  "leastSupport",
  "contextCoverage",
  "spanScore",
  "unknownWords",
  "passageShare",
  "passageNorm",
  "passageRank",
  "titleCoverage",
  "titleCoverageMargin",
  "articleLength",
  "namesPlace",
  "placesUnnamed",
  // ln of how many sentences are expected to answer.
  "sentences",
] as const;

/** The features of a reading whose answer would be cited from `sentence`. */
export function confidenceFeatures(
  { evidence, spans }: Reading,
  table: CorpusTable,
  sentence: SentenceCandidate,
): number[] {
  const article = evidence.articles.find((candidate) => candidate.article === sentence.article);
  const support = supportOf(table, evidence.question, sentence);
  const namesPlace = evidence.question.places.length > 0;
  return [
    logOdds(article?.probability ?? 0),
    logOdds(sentence.probability),
    support.share,
    support.least,
    sentence.features[6]!,
    spans.find((span) => span.sentence.article === sentence.article)?.score ?? 0,
    Math.min(3, evidence.question.unknownWords.length),
    article?.features[0] ?? 0,
    article?.features[4] ?? 0,
    article?.features[12] ?? 0,
    article?.features[22] ?? 0,
    article?.features[23] ?? 0,
    article?.features[11] ?? 0,
    namesPlace ? 1 : 0,
    // An article that names no such place may still be of it, and is less surely so.
    namesPlace ? 1 - (article?.features[20] ?? 0) : 0,
    Math.log(0.01 + evidence.sentences.reduce((sum, { probability }) => sum + probability, 0)),
  ];
}

/** 0 to 1: how sure it is that the evidence answers the question. */
export function confidenceOf(features: readonly number[], { weights, bias }: LinearModel): number {
  return 1 / (1 + Math.exp(-features.reduce((sum, value, index) => sum + value * weights[index]!, bias)));
}
