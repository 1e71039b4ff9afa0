import { ARTICLE_FEATURES } from "../../../retrieval/reading/articles.ts";
import { CHOICE_FEATURES, choiceFeatures } from "../../../retrieval/reading/article-choice.ts";
import { type CorpusTable, textAt } from "../../../retrieval/corpus-table.ts";
import { listSpans } from "../../../retrieval/reading/evidence.ts";
import type { Forest } from "../../../retrieval/reading/forest.ts";
import { SENTENCE_FEATURES } from "../../../retrieval/reading/sentence-features.ts";
import type { SentenceCandidate } from "../../../retrieval/reading/sentences.ts";
import { SPAN_FEATURES } from "../../../retrieval/reading/span-features.ts";
import type { SpanCandidate } from "../../../retrieval/reading/spans.ts";
import { fitForest, type TrainingSet } from "./boosting.ts";
import { fitConditionalLogit } from "./conditional-logit.ts";
import type { Example } from "./examples.ts";
import { spanScores } from "./span-f1.ts";

/** The forest of articles: does it hold the answer? Also learns from what is found where none does. */
export function fitArticles(examples: readonly Example[]): Forest {
  const groups = examples.map(({ present, absent, articles, alsoIn }): Row[] => [
    // An article that nobody has marked and that holds the answer teaches neither.
    ...present.articles
      .filter(({ article }) => !alsoIn.has(article))
      .map(({ article, features }) => ({ features, target: articles.has(article) ? 1 : 0 })),
    ...absent.articles.map(({ features }) => ({ features, target: 0 })),
  ]);
  return fitForest(trainingSet(ARTICLE_FEATURES, groups), {
    loss: "logistic",
    trees: 100,
    leaves: 8,
    shrinkage: 0.06,
    leafRows: 30,
    penalty: 5,
  });
}

/** L2 penalty on the weights of the choice: weak, there are four. */
const CHOICE_PENALTY = 0.001;

/** Which of the articles answers. Articles and sentences have been judged. */
export function fitChoice(examples: readonly Example[]): number[] {
  const choices = examples.map(({ gold, present, articles, alsoIn }) => {
    const features = choiceFeatures(present);
    const options = present.articles.flatMap(({ article }, at) =>
      alsoIn.has(article) ? [] : [{ features: features[at]!, isRight: articles.has(article), text: "" }],
    );
    return { question: gold.question, weight: 1, options };
  });
  const decided = choices.filter(({ options }) => options.some(({ isRight }) => isRight));
  return fitConditionalLogit(
    decided,
    CHOICE_FEATURES.map(() => 0),
    CHOICE_PENALTY,
  );
}

/** The forest of sentences: does it hold the answer or half of itself of it? Articles have been judged. */
export function fitSentences(examples: readonly Example[]): Forest {
  const groups = examples.map((example): Row[] =>
    example.present.sentences
      // Nobody has marked where these articles hold the answer.
      .filter(({ article }) => !example.alsoIn.has(article))
      .map((sentence) => ({
        features: sentence.features,
        target: holdsAnswer(sentence, example) ? 1 : 0,
      })),
  );
  return fitForest(trainingSet(SENTENCE_FEATURES, groups), {
    loss: "logistic",
    trees: 120,
    leaves: 24,
    shrinkage: 0.06,
    leafRows: 40,
    penalty: 10,
    featureShare: 0.3,
  });
}

/** Whether sentence and answer share at least half of the shorter of them. */
function holdsAnswer({ article, start, end }: SentenceCandidate, example: Example): boolean {
  if (!example.articles.has(article)) return false;
  const shared = Math.min(end, example.end) - Math.max(start, example.start);
  return shared >= 0.5 * Math.min(end - start, example.end - example.start);
}

/** Spans this far from the answer are alike and many: one in two is learned from, at twice the weight. */
const NEAR = 100;
const STRIDE = 2;

/** A row to learn from. */
export interface Row {
  features: Float32Array;
  target: number;
  weight?: number;
}

/** The spans of an example with their ROUGE-L F1 against the answer. Sentences have been judged. */
export function spanRows(example: Example, table: CorpusTable): Row[] {
  const { spans, features } = listSpans(example.present, table);
  const scores = spanScores(spans, example.gold.answer, (start, end) => textAt(table, start, end));
  return spans.flatMap((span, index) => {
    const near = isNear(span, example);
    return near || index % STRIDE === 0
      ? [{ features: features.row(index), target: scores[index]!, weight: near ? 1 : STRIDE }]
      : [];
  });
}

const SPAN_FOREST = { trees: 120, shrinkage: 0.08, leafRows: 60, featureShare: 0.3, groupShare: 0.7 };

/** The forest that estimates the F1 of spans, of the rows of each example. */
export function fitSpans(groups: readonly (readonly Row[])[]): Forest {
  return fitForest(trainingSet(SPAN_FEATURES, groups), { ...SPAN_FOREST, loss: "squared", leaves: 20, penalty: 10 });
}

/** Of the F1 as a target: nearly all goes to the best spans of a question. */
const RANKING_POWER = 8;

/** The forest that tells which of a question's spans is the best, of the same rows. */
export function fitRanking(groups: readonly (readonly Row[])[]): Forest {
  const set = trainingSet(SPAN_FEATURES, groups);
  const targets = set.targets.map((f1) => f1 ** RANKING_POWER);
  return fitForest({ ...set, targets }, { ...SPAN_FOREST, loss: "listwise", leaves: 12, penalty: 1 });
}

function isNear({ sentence, start, end }: SpanCandidate, example: Example): boolean {
  return example.articles.has(sentence.article) && end > example.start - NEAR && start < example.end + NEAR;
}

function trainingSet(features: readonly string[], groups: readonly (readonly Row[])[]): TrainingSet {
  const rows = groups.flat();
  const values = new Float32Array(rows.length * features.length);
  for (const [index, row] of rows.entries()) values.set(row.features, index * features.length);
  const filled = groups.filter(({ length }) => length > 0);
  let next = 0;
  return {
    features: [...features],
    rows: values,
    targets: Float32Array.from(rows, ({ target }) => target),
    weights: Float32Array.from(rows, ({ weight }) => weight ?? 1),
    groups: Uint32Array.from(filled, ({ length }) => {
      const first = next;
      next += length;
      return first;
    }),
  };
}
