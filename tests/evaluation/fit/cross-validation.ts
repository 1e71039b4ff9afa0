import type { Citation } from "../../../retrieval/answer.ts";
import { composeAnswer } from "../../../retrieval/answering/compose.ts";
import { CONFIDENCE_FEATURES, confidenceFeatures, confidenceOf } from "../../../retrieval/answering/confidence.ts";
import { type Finding, findAnswer } from "../../../retrieval/answering/finding.ts";
import type { CorpusTable } from "../../../retrieval/corpus-table.ts";
import { openGazetteer } from "../../../retrieval/lexicon/places.ts";
import { ARTICLE_FEATURES } from "../../../retrieval/reading/articles.ts";
import { type Evidence, judgeArticles, judgeSentences } from "../../../retrieval/reading/evidence.ts";
import { CompiledForest, type Forest } from "../../../retrieval/reading/forest.ts";
import type { LinearModel } from "../../../retrieval/reading/linear-model.ts";
import { readEvidence, type ReadingModels } from "../../../retrieval/reading/reader.ts";
import { SENTENCE_FEATURES } from "../../../retrieval/reading/sentence-features.ts";
import { SPAN_FEATURES } from "../../../retrieval/reading/span-features.ts";
import { firstQuoteOf } from "../spans.ts";
import { hitWithin } from "../metrics/hit.ts";
import { rougeL } from "../metrics/rouge-l.ts";
import { type Example, FOLDS } from "./examples.ts";
import type { LogisticExample } from "./logistic.ts";
import { fitArticles, fitChoice, fitRanking, fitSentences, fitSpans, spanRows } from "./stages.ts";

const FOLD_NUMBERS = Array.from({ length: FOLDS }, (_, fold) => fold);

/** The forests of the three stages, and the weights of CHOICE_FEATURES. */
export type Stages = Record<"articles" | "sentences" | "spans" | "ranking", Forest> & { choice: number[] };

/**
 * Fits every stage once per fold on the other folds. Each stage learns from what the one before says of examples that it
 * was not fitted on, as it will be used: a stage that saw its own training data would be trusted too much.
 *
 * @returns the models of each fold; evidence is left judged by them
 */
export function crossValidate(
  examples: readonly Example[],
  table: CorpusTable,
  onStage: (stage: string) => void,
): ReadingModels[] {
  const inFold = (fold: number) => examples.filter((example) => example.fold === fold);
  const others = (fold: number) => examples.filter((example) => example.fold !== fold);
  const fitAll = (
    stage: string,
    features: readonly string[],
    fit: (training: Example[]) => Forest,
    judge: (evidence: Evidence, forest: CompiledForest) => void,
  ) => {
    onStage(stage);
    const forests = FOLD_NUMBERS.map((fold) => new CompiledForest(fit(others(fold)), features));
    for (const [fold, forest] of forests.entries()) {
      for (const { present, absent } of inFold(fold)) for (const evidence of [present, absent]) judge(evidence, forest);
    }
    return forests;
  };
  const articles = fitAll("articles", ARTICLE_FEATURES, fitArticles, judgeArticles);
  const sentences = fitAll("sentences", SENTENCE_FEATURES, fitSentences, judgeSentences);
  const choices = FOLD_NUMBERS.map((fold) => fitChoice(others(fold)));
  onStage("spans");
  const rows = new Map(examples.map((example) => [example, spanRows(example, table)]));
  const fitOfSpans = (fit: typeof fitSpans) =>
    FOLD_NUMBERS.map((fold) => {
      const forest = fit(others(fold).map((example) => rows.get(example)!));
      return new CompiledForest(forest, SPAN_FEATURES);
    });
  const spans = fitOfSpans(fitSpans);
  onStage("ranking of spans");
  const ranking = fitOfSpans(fitRanking);
  return FOLD_NUMBERS.map((fold) => ({
    articles: articles[fold]!,
    sentences: sentences[fold]!,
    choice: choices[fold]!,
    spans: spans[fold]!,
    ranking: ranking[fold]!,
  }));
}

/** The models that ship: fitted on all examples, which have been judged by cross-validation. */
export function fitShipped(examples: readonly Example[], table: CorpusTable): Stages {
  const rows = examples.map((example) => spanRows(example, table));
  return {
    articles: fitArticles(examples),
    sentences: fitSentences(examples),
    choice: fitChoice(examples),
    spans: fitSpans(rows),
    ranking: fitRanking(rows),
  };
}

/** The places of a folded text. */
export const findPlaces = (folded: string) => openGazetteer().places(folded);

/** As sure of everything as of nothing: serves until the confidence has been fitted. */
export const UNDECIDED: LinearModel = {
  features: [...CONFIDENCE_FEATURES],
  weights: CONFIDENCE_FEATURES.map(() => 0),
  bias: 0,
};

/** What the confidence learns from: each question with its articles (1) and without (0). */
export function confidenceExamples(
  examples: readonly Example[],
  folds: readonly ReadingModels[],
  table: CorpusTable,
): (LogisticExample & { fold: number })[] {
  const certain = { model: UNDECIDED, grounding: UNDECIDED, places: findPlaces, threshold: 0 };
  return examples.flatMap((example) =>
    [example.present, example.absent].flatMap((evidence, index) => {
      const reading = readEvidence(evidence, table, folds[example.fold]!);
      const finding = findAnswer(reading, table, certain);
      const sentence = finding.statements[0]?.sentence;
      if (sentence === undefined || finding.status === "not-found") return [];
      return [
        { features: confidenceFeatures(reading, table, sentence), target: 1 - index, weight: 1, fold: example.fold },
      ];
    }),
  );
}

/** What answering a question showed, with models that never saw it. */
export interface CrossValidatedResult {
  example: Example;
  rightArticleFirst: boolean;
  hit200: boolean | null;
  hit120: boolean | null;
  /** What a refusal would show. */
  nearestHit200: boolean | null;
  rougeL: number;
  answer: string;
  citations: Citation[];
  confidence: number;
  confidenceWithout: number;
}

/** No confidence reaches it. */
const REFUSES_ALL = 2;

/** Answers every question with the models of its fold. Nothing is refused for lack of confidence: the curve is the caller's. */
export function answerExamples(
  examples: readonly Example[],
  folds: readonly ReadingModels[],
  confidences: readonly LinearModel[],
  table: CorpusTable,
): CrossValidatedResult[] {
  return examples.map((example) => {
    const judgement = { model: confidences[example.fold]!, grounding: UNDECIDED, places: findPlaces, threshold: 0 };
    const readings = [example.present, example.absent].map((evidence) =>
      readEvidence(evidence, table, folds[example.fold]!),
    );
    const [finding, without] = readings.map((reading) => {
      const found = findAnswer(reading, table, judgement);
      const sentence = found.statements[0]?.sentence;
      const confidence =
        sentence === undefined || found.status === "not-found"
          ? 0
          : confidenceOf(confidenceFeatures(reading, table, sentence), judgement.model);
      return { ...found, confidence };
    });
    const { gold, articles } = example;
    const compose = (found: Finding) =>
      composeAnswer(
        { question: gold.question },
        { language: "zh", smalltalk: null, parts: [], comparison: null },
        [found],
        table,
      );
    const answer = compose(finding!);
    const refusal = compose(findAnswer(readings[0]!, table, { ...judgement, threshold: REFUSES_ALL }));
    const quotes = answer.citations.map(({ quote }) => quote);
    return {
      example,
      rightArticleFirst: finding!.statements[0] !== undefined && articles.has(finding!.statements[0].sentence.article),
      hit200: hitWithin(200, gold.answer, quotes),
      hit120: hitWithin(120, gold.answer, quotes),
      nearestHit200: hitWithin(200, gold.answer, firstQuoteOf(refusal.nearest)),
      rougeL: answer.citations.length === 0 ? 0 : rougeL(answer.answer, gold.answer),
      answer: answer.answer,
      citations: answer.citations,
      confidence: finding!.confidence,
      confidenceWithout: without!.confidence,
    };
  });
}
