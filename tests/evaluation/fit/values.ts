import { openArticleStore } from "../../../corpus/article-store.ts";
import { textAt } from "../../../retrieval/corpus-table.ts";
import { fold } from "../../../retrieval/normalise.ts";
import { understand } from "../../../retrieval/question/understand.ts";
import { collectEvidence } from "../../../retrieval/reading/evidence.ts";
import type { ReadingModels } from "../../../retrieval/reading/reader.ts";
import { readEvidence } from "../../../retrieval/reading/reader.ts";
import { VALUE_FEATURES } from "../../../retrieval/reading/value-features.ts";
import { isValueKind } from "../../../retrieval/reading/values.ts";
import { readGoldQuestions } from "../gold.ts";
import { standsIn } from "../metrics/answer-accuracy.ts";
import type { PolicyQuestions } from "../policy-questions.ts";
import { fittingCorpus } from "./examples.ts";
import type { GoldCorpus } from "./grounding.ts";

/** A question that asks for a value, with the values that may answer it. */
export interface ValueExample {
  question: string;
  weight: number;
  values: { features: readonly number[]; text: string; isRight: boolean }[];
}

/** Policy questions ask of many articles, with answers that are mostly longer than a value. */
const POLICY_WEIGHT = 0.5;
/** An answer up to this long in code units is a value with a few words around it. */
const POLICY_ANSWER = 40;

/** Values are measured before there are weights. */
const UNFITTED = VALUE_FEATURES.map(() => 0);

/** The values offered for gold questions that may be looked at, where a right one is among them. */
export async function goldValues(corpora: readonly GoldCorpus[], models: ReadingModels): Promise<ValueExample[]> {
  const examples: ValueExample[] = [];
  for (const { questions, articles } of corpora) {
    const { index, reader } = fittingCorpus(await openArticleStore(articles).readAll());
    for (const { question, history, answerable, split, answer, evidence } of await readGoldQuestions(questions)) {
      const { parts } = understand({ question, history }, reader);
      const [part] = parts;
      if (!answerable || split === "held-out" || part === undefined || parts.length > 1) continue;
      if (!isValueKind(part.kind)) continue;
      const reading = readEvidence(
        collectEvidence(index, part, () => true),
        index.table,
        { ...models, values: UNFITTED },
      );
      const values = reading.values.map(({ start, end, sentence, features }) => {
        const text = textAt(index.table, start, end);
        const said = visible(textAt(index.table, sentence.start, sentence.end));
        const isEvidence = evidence.map(visible).some((piece) => said.includes(piece) || piece.includes(said));
        const isRight = isEvidence && answer.flat().some((alternative) => standsIn(text, alternative));
        return { features, text, isRight };
      });
      examples.push({ question: part.folded, weight: 1, values });
    }
  }
  return examples.filter(isDecided);
}

/** The same for policy questions, which have their answer as a piece of an article. */
export function policyValues(
  { questions, documents, distractors }: PolicyQuestions,
  models: ReadingModels,
): ValueExample[] {
  const { index, reader } = fittingCorpus([...documents, ...distractors]);
  const rows = new Map(index.table.articles.map(({ id }, row) => [id, row]));
  return questions
    .flatMap(({ question, answer, docids }): ValueExample[] => {
      const part = understand({ question }, reader).parts[0];
      if (part === undefined || !isValueKind(part.kind) || answer.length > POLICY_ANSWER) return [];
      const articles = docids.map((id) => rows.get(id));
      const reading = readEvidence(
        collectEvidence(index, part, () => true),
        index.table,
        { ...models, values: UNFITTED },
      );
      const wanted = visible(answer);
      const values = reading.values.map(({ start, end, sentence, features }) => {
        const text = textAt(index.table, start, end);
        const said = visible(textAt(index.table, sentence.start, sentence.end));
        const isRight =
          articles.includes(sentence.article) &&
          (said.includes(wanted) || wanted.includes(said)) &&
          wanted.includes(visible(text));
        return { features, text, isRight };
      });
      return [{ question: part.folded, weight: POLICY_WEIGHT, values }];
    })
    .filter(isDecided);
}

/** Whether there is something to learn: a right value and a wrong one. */
function isDecided({ values }: ValueExample): boolean {
  return values.some(({ isRight }) => isRight) && values.some(({ isRight }) => !isRight);
}

function visible(text: string): string {
  return fold(text).replace(/\s/gu, "");
}

/** Weights set by hand, by feature, towards which few examples leave the fitted ones; in log-odds. */
const PRIOR: Partial<Record<(typeof VALUE_FEATURES)[number], number>> = {
  alignment: 1,
  mismatch: 1,
  sentence: 1,
  focus: 2.5,
  object: 4,
  unitAsked: 2,
  likeUnit: 0.7,
  otherCounter: -3,
  stated: -3.2,
  share: -3,
  base: -4,
  baseAsked: 2,
  changedFrom: -4,
  overPart: -3,
  otherPolarity: -4,
  otherDate: -4,
  monthless: -1,
};

/** L2 penalty on the distance from the prior, on features scaled to unit deviation, per example. */
const PENALTY = 2.5e-2;
const STEPS = 600;
/** Step length and moment decays of Adam (Kingma and Ba 2015). */
const STEP_LENGTH = 0.03;
const DECAYS = [0.9, 0.999] as const;

/**
 * The weights of a conditional logit (McFadden 1974): the probability of a value is the softmax of its score among those of
 * its question; several may be right. Deterministic.
 */
export function fitValueWeights(examples: readonly ValueExample[]): number[] {
  const scale = VALUE_FEATURES.map((_, feature) => deviation(examples, feature));
  const prior = VALUE_FEATURES.map((name, feature) => (PRIOR[name] ?? 0) * scale[feature]!);
  const rows = examples.map(({ values }) =>
    values.map(({ features }) => features.map((value, feature) => value / scale[feature]!)),
  );
  const weights = [...prior];
  const [first, second] = [weights.map(() => 0), weights.map(() => 0)];
  const mass = examples.reduce((sum, { weight }) => sum + weight, 0);
  for (let step = 1; step <= STEPS; step++) {
    const gradient = weights.map((weight, feature) => PENALTY * mass * (weight - prior[feature]!));
    for (const [at, example] of examples.entries()) addGradient(gradient, rows[at]!, example, weights);
    for (const [feature, raw] of gradient.entries()) {
      const slope = raw / mass;
      first[feature] = DECAYS[0] * first[feature]! + (1 - DECAYS[0]) * slope;
      second[feature] = DECAYS[1] * second[feature]! + (1 - DECAYS[1]) * slope ** 2;
      const mean = first[feature] / (1 - DECAYS[0] ** step);
      const spread = Math.sqrt(second[feature] / (1 - DECAYS[1] ** step));
      weights[feature]! -= (STEP_LENGTH * mean) / (spread + 1e-8);
    }
  }
  return weights.map((weight, feature) => weight / scale[feature]!);
}

/** Mean deviation of a feature within the questions. */
function deviation(examples: readonly ValueExample[], feature: number): number {
  let [sum, count] = [0, 0];
  for (const { values } of examples) {
    const mean = values.reduce((total, { features }) => total + features[feature]!, 0) / values.length;
    for (const { features } of values) sum += (features[feature]! - mean) ** 2;
    count += values.length;
  }
  return Math.sqrt(sum / Math.max(1, count)) || 1;
}

/** Adds the gradient of −log of the probability of the right values. */
function addGradient(gradient: number[], rows: number[][], { values, weight }: ValueExample, weights: number[]): void {
  const scores = rows.map((row) => row.reduce((sum, value, feature) => sum + value * weights[feature]!, 0));
  const top = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - top));
  const all = odds.reduce((sum, one) => sum + one, 0);
  const right = odds.reduce((sum, one, at) => sum + (values[at]!.isRight ? one : 0), 0);
  for (const [at, row] of rows.entries()) {
    const pull = weight * (odds[at]! / all - (values[at]!.isRight ? odds[at]! / right : 0));
    for (const [feature, value] of row.entries()) gradient[feature]! += pull * value;
  }
}

/** Share of the questions whose best value is right, each judged by weights fitted without it. */
export function crossValidateValues(examples: readonly ValueExample[], folds = 5): number {
  const fitted = Array.from({ length: folds }, (_, fold) =>
    fitValueWeights(examples.filter((_, at) => at % folds !== fold)),
  );
  const right = examples.filter(({ values }, at) => {
    const score = (features: readonly number[]) =>
      features.reduce((sum, value, feature) => sum + value * fitted[at % folds]![feature]!, 0);
    return values.reduce((best, one) => (score(one.features) > score(best.features) ? one : best)).isRight;
  });
  return right.length / examples.length;
}
