import { openArticleStore } from "../../../corpus/article-store.ts";
import type { Article } from "../../../corpus/index.ts";
import { answeringValue, type Finding, findAnswer } from "../../../retrieval/answering/finding.ts";
import { GROUNDING_FEATURES, groundingFeatures } from "../../../retrieval/answering/grounding.ts";
import { type CorpusTable, textAt } from "../../../retrieval/corpus-table.ts";
import { understand } from "../../../retrieval/question/understand.ts";
import { collectEvidence } from "../../../retrieval/reading/evidence.ts";
import type { LinearModel } from "../../../retrieval/reading/linear-model.ts";
import { readingModels } from "../../../retrieval/reading/models.ts";
import { readEvidence } from "../../../retrieval/reading/reader.ts";
import type { GoldQuestion } from "../gold.ts";
import { supportingQuotes } from "../metrics/evidence.ts";
import { findPlaces, UNDECIDED } from "./cross-validation.ts";
import { type FittingCorpus, fittingCorpus } from "./examples.ts";
import { type GoldCorpus, questionsToFit } from "./gold-corpora.ts";
import { fitLogistic, type LogisticExample } from "./logistic.ts";

/** Where the lack of an answer comes from. */
export const LACKS = ["none", "gold", "other articles", "without evidence"] as const;
export type Lack = (typeof LACKS)[number];

/**
 * What an example weighs. A made-up answer costs a resident more than a refusal. Gold questions without an answer are few;
 * so answerable ones are also asked of articles that cannot answer them: those of the other corpus, and their own without
 * the sentences that answer. By cross-validation, these and the features that they made worth having brought the rejection
 * of what the rules let pass from .44 to .57 (gold), .45 to .63 (other articles) and .38 to .47 (without evidence), with
 * 1.3 % of answers falsely refused instead of 1.7 %. At a weight of 1 they crowd out the gold questions.
 */
const WEIGHTS: Record<Lack, number> = { none: 1, gold: 4, "other articles": 0.4, "without evidence": 0.4 };

/** As sure of everything as of nothing: serves until the model has been fitted. */
const UNGROUNDED: LinearModel = {
  features: [...GROUNDING_FEATURES],
  weights: GROUNDING_FEATURES.map(() => 0),
  bias: 0,
};

export interface GroundingExample extends LogisticExample {
  question: string;
  lack: Lack;
  /** Questions with the same answer are alike: what is fitted on one must not be judged by another. */
  group: string;
}

/** The grounding features of everything that would be answered, from gold questions that may be looked at. */
export async function groundingExamples(corpora: readonly GoldCorpus[]): Promise<GroundingExample[]> {
  const read = await Promise.all(
    corpora.map(async ({ questions, articles }) => {
      const texts = Array.from(await openArticleStore(articles).readAll());
      const gold = await questionsToFit({ questions });
      return { texts, gold, corpus: fittingCorpus(texts) };
    }),
  );
  return read.flatMap((own) => {
    const without = corporaWithout(own.texts);
    return own.gold.flatMap((gold) => {
      const examples = examplesOf(gold, own.corpus, gold.answerable ? "none" : "gold");
      if (!gold.answerable) return examples;
      for (const { corpus } of read.filter((other) => other !== own))
        examples.push(...examplesOf(gold, corpus, "other articles"));
      examples.push(...examplesOf(gold, without(gold.evidence), "without evidence"));
      return examples;
    });
  });
}

/** What would be answered to a question over a corpus; nothing where it is refused for another reason. */
function examplesOf(gold: GoldQuestion, { index, reader }: FittingCorpus, lack: Lack): GroundingExample[] {
  const { parts } = understand(gold, reader);
  // Which part of a message has no answer is not said.
  if (lack !== "none" && parts.length > 1) return [];
  return parts.flatMap((part) => {
    const evidence = collectEvidence(index, part, () => true);
    const reading = readEvidence(evidence, index.table, readingModels(index.table.articles.length));
    const judgement = { model: UNDECIDED, grounding: UNGROUNDED, places: findPlaces, threshold: 0 };
    const finding = findAnswer(reading, index.table, judgement);
    const statement = finding.statements[0];
    if (statement === undefined || finding.status !== "answered") return [];
    // Another sentence than the one that answers is no example of either kind.
    if (lack === "none" && !citesAny(gold, finding, index.table)) return [];
    // What the sentences taken out say may stand elsewhere too.
    if (lack === "without evidence" && statesAny(gold, finding, index.table)) return [];
    return {
      question: part.folded,
      lack,
      group: gold.evidence[0] ?? gold.question,
      features: groundingFeatures(reading, index.table, statement, answeringValue(finding, reading)),
      target: lack === "none" ? 1 : 0,
      weight: WEIGHTS[lack],
    };
  });
}

function citesAny({ evidence }: GoldQuestion, { statements }: Finding, table: CorpusTable): boolean {
  const quotes = statements.map(({ window }) => textAt(table, window.start, window.end));
  return supportingQuotes(evidence, quotes) > 0;
}

function statesAny({ answer }: GoldQuestion, { statements }: Finding, table: CorpusTable): boolean {
  const said = statements.map(({ window }) => textAt(table, window.start, window.end)).join("\n");
  return answer.some((alternatives) => alternatives.some((one) => said.includes(one)));
}

/** Articles without the sentences that hold given pieces, indexed once for each set of pieces. */
function corporaWithout(articles: readonly Article[]): (pieces: readonly string[]) => FittingCorpus {
  const known = new Map<string, FittingCorpus>();
  return (pieces) => {
    const key = pieces.join("\n");
    const made =
      known.get(key) ??
      fittingCorpus(articles.map((article) => ({ ...article, body: pieces.reduce(withoutSentence, article.body) })));
    known.set(key, made);
    return made;
  };
}

/** A body without the sentence that holds a piece, which may run over several. */
function withoutSentence(body: string, piece: string): string {
  const at = body.indexOf(piece);
  if (at < 0) return body;
  const from = Math.max(body.lastIndexOf("。", at), body.lastIndexOf("\n", at)) + 1;
  const last = at + piece.length - 1;
  const to = last + /^[^。\n]*。?/u.exec(body.slice(last))![0].length;
  return withoutSentence(body.slice(0, from) + body.slice(to), piece);
}

/** More features, and fewer examples, than of policy questions. At 6e-3 the forms of answers weigh so much that more is refused. */
const PENALTY = 4e-2;

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
