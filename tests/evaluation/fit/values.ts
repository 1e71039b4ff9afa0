import { openArticleStore } from "../../../corpus/article-store.ts";
import { textAt } from "../../../retrieval/corpus-table.ts";
import { fold } from "../../../retrieval/normalise.ts";
import { understand } from "../../../retrieval/question/understand.ts";
import { collectEvidence } from "../../../retrieval/reading/evidence.ts";
import type { ReadingModels } from "../../../retrieval/reading/reader.ts";
import { readEvidence } from "../../../retrieval/reading/reader.ts";
import { VALUE_FEATURES } from "../../../retrieval/reading/value-features.ts";
import { isValueKind } from "../../../retrieval/reading/values.ts";
import { standsIn } from "../metrics/answer-accuracy.ts";
import type { PolicyQuestions } from "../policy-questions.ts";
import { type Choice, fitConditionalLogit } from "./conditional-logit.ts";
import { fittingCorpus } from "./examples.ts";
import { type GoldCorpus, questionsToFit } from "./gold-corpora.ts";

/** Policy questions ask of many articles, with answers that are mostly longer than a value. */
const POLICY_WEIGHT = 0.5;
/** An answer up to this long in code units is a value with a few words around it. */
const POLICY_ANSWER = 40;

/** Values are measured before there are weights. */
const UNFITTED = VALUE_FEATURES.map(() => 0);

/** The values offered for gold questions that may be looked at, where a right one is among them. */
export async function goldValues(corpora: readonly GoldCorpus[], models: ReadingModels): Promise<Choice[]> {
  const examples: Choice[] = [];
  for (const { questions, articles } of corpora) {
    const { index, reader } = fittingCorpus(await openArticleStore(articles).readAll());
    for (const { question, history, answerable, answer, evidence } of await questionsToFit({ questions })) {
      const { parts } = understand({ question, history }, reader);
      const [part] = parts;
      if (!answerable || part === undefined || parts.length > 1) continue;
      if (!isValueKind(part.kind)) continue;
      const reading = readEvidence(
        collectEvidence(index, part, () => true),
        index.table,
        { ...models, values: UNFITTED },
      );
      const options = reading.values.map(({ start, end, sentence, features }) => {
        const text = textAt(index.table, start, end);
        const said = visible(textAt(index.table, sentence.start, sentence.end));
        const isEvidence = evidence.map(visible).some((piece) => said.includes(piece) || piece.includes(said));
        const isRight = isEvidence && answer.flat().some((alternative) => standsIn(text, alternative));
        return { features, text, isRight };
      });
      examples.push({ question: part.folded, weight: 1, group: evidence[0]!, options });
    }
  }
  return examples.filter(isDecided);
}

/** The same for policy questions, which have their answer as a piece of an article. */
export function policyValues({ questions, documents, distractors }: PolicyQuestions, models: ReadingModels): Choice[] {
  const { index, reader } = fittingCorpus([...documents, ...distractors]);
  const rows = new Map(index.table.articles.map(({ id }, row) => [id, row]));
  return questions
    .flatMap(({ question, answer, docids }): Choice[] => {
      const part = understand({ question }, reader).parts[0];
      if (part === undefined || !isValueKind(part.kind) || answer.length > POLICY_ANSWER) return [];
      const articles = docids.map((id) => rows.get(id));
      const reading = readEvidence(
        collectEvidence(index, part, () => true),
        index.table,
        { ...models, values: UNFITTED },
      );
      const wanted = visible(answer);
      const options = reading.values.map(({ start, end, sentence, features }) => {
        const text = textAt(index.table, start, end);
        const said = visible(textAt(index.table, sentence.start, sentence.end));
        const isRight =
          articles.includes(sentence.article) &&
          (said.includes(wanted) || wanted.includes(said)) &&
          wanted.includes(visible(text));
        return { features, text, isRight };
      });
      return [{ question: part.folded, weight: POLICY_WEIGHT, options }];
    })
    .filter(isDecided);
}

/** Whether there is something to learn: a right value and a wrong one. */
export function isDecided({ options }: Choice): boolean {
  return options.some(({ isRight }) => isRight) && options.some(({ isRight }) => !isRight);
}

export function visible(text: string): string {
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
  baseAlone: -2,
  changedFrom: -4,
  overPart: -3,
  otherPolarity: -4,
  otherDate: -4,
  monthless: -1,
};

/** L2 penalty on the distance from the prior. */
const PENALTY = 2.5e-2;

export function fitValueWeights(choices: readonly Choice[]): number[] {
  return fitConditionalLogit(
    choices,
    VALUE_FEATURES.map((name) => PRIOR[name] ?? 0),
    PENALTY,
  );
}
