import { openArticleStore } from "../../../corpus/article-store.ts";
import { findAnswer, answeringValue } from "../../../retrieval/answering/finding.ts";
import { GROUNDING_FEATURES, groundingFeatures } from "../../../retrieval/answering/grounding.ts";
import { understand } from "../../../retrieval/question/understand.ts";
import { collectEvidence } from "../../../retrieval/reading/evidence.ts";
import type { LinearModel } from "../../../retrieval/reading/linear-model.ts";
import { readingModels } from "../../../retrieval/reading/models.ts";
import { readEvidence } from "../../../retrieval/reading/reader.ts";
import { readGoldQuestions } from "../gold.ts";
import { findPlaces, UNDECIDED } from "./cross-validation.ts";
import { fittingCorpus } from "./examples.ts";
import { fitLogistic, type LogisticExample } from "./logistic.ts";

/** Gold questions and the articles that they are about. */
export interface GoldCorpus {
  questions: string;
  articles: string;
}

const here = new URL(".", import.meta.url).pathname;

/** The gold questions of the project. */
export const GOLD_CORPORA: readonly GoldCorpus[] = [
  { questions: `${here}../gold/questions.jsonl`, articles: `${here}../../../corpus/articles` },
  { questions: `${here}../gold/other-cities/questions.jsonl`, articles: `${here}../gold/other-cities/articles` },
];

/** What answers to questions without an answer weigh: a made-up answer costs a resident more than a refusal. */
const UNANSWERABLE_WEIGHT = 3;

/** As sure of everything as of nothing: serves until the model has been fitted. */
const UNGROUNDED: LinearModel = {
  features: [...GROUNDING_FEATURES],
  weights: GROUNDING_FEATURES.map(() => 0),
  bias: 0,
};

export interface GroundingExample extends LogisticExample {
  question: string;
  /** Questions with the same answer are alike: what is fitted on one must not be judged by another. */
  group: string;
}

/** The grounding features of everything that would be answered, from gold questions that may be looked at. */
export async function groundingExamples(corpora: readonly GoldCorpus[]): Promise<GroundingExample[]> {
  const examples: GroundingExample[] = [];
  for (const { questions, articles } of corpora) {
    const { index, reader } = fittingCorpus(await openArticleStore(articles).readAll());
    for (const { question, history, answerable, split, evidence: pieces } of await readGoldQuestions(questions)) {
      if (split === "held-out") continue;
      const { parts } = understand({ question, history }, reader);
      // Which part of a message has no answer is not said.
      if (!answerable && parts.length > 1) continue;
      for (const part of parts) {
        const evidence = collectEvidence(index, part, () => true);
        const reading = readEvidence(evidence, index.table, readingModels(index.table.articles.length));
        const judgement = { model: UNDECIDED, grounding: UNGROUNDED, places: findPlaces, threshold: 0 };
        const finding = findAnswer(reading, index.table, judgement);
        const sentence = finding.statements[0]?.sentence;
        if (sentence === undefined || finding.status !== "answered") continue;
        examples.push({
          question: part.folded,
          group: pieces[0] ?? question,
          features: groundingFeatures(reading, index.table, sentence, answeringValue(finding, reading)),
          target: answerable ? 1 : 0,
          weight: answerable ? 1 : UNANSWERABLE_WEIGHT,
        });
      }
    }
  }
  return examples;
}

/** More features, and fewer examples, than of policy questions. */
const PENALTY = 6e-3;

/** The model that ships. */
export function fitGrounding(examples: readonly LogisticExample[]): LinearModel {
  return fitLogistic(GROUNDING_FEATURES, examples, PENALTY);
}

/** Every example judged by a model that was fitted on the other folds. */
export function crossValidateGrounding(
  examples: readonly GroundingExample[],
  folds = 5,
): (GroundingExample & { confidence: number })[] {
  const groups = [...new Set(examples.map(({ group }) => group))];
  const foldOf = ({ group }: GroundingExample) => groups.indexOf(group) % folds;
  const models = Array.from({ length: folds }, (_, fold) =>
    fitGrounding(examples.filter((example) => foldOf(example) !== fold)),
  );
  return examples.map((example) => ({
    ...example,
    confidence: probability(example.features, models[foldOf(example)]!),
  }));
}

function probability(features: readonly number[], { weights, bias }: LinearModel): number {
  return 1 / (1 + Math.exp(-features.reduce((sum, value, index) => sum + value * weights[index]!, bias)));
}
