import type { Answer } from "../../retrieval/answer.ts";
import type { Answerer } from "./answerer.ts";
import type { GoldQuestion } from "./gold.ts";
import { isRight } from "./metrics/answer-accuracy.ts";
import { evidenceRecall, supportingQuotes } from "./metrics/evidence.ts";
import { isRefusal, rejectsRightly } from "./metrics/rejection.ts";
import { mean, share } from "./metrics/statistics.ts";
import { isVerbatim } from "./metrics/verbatim.ts";

/** A gold question, what the answerer said, and how that measures up. */
export interface FactResult {
  gold: GoldQuestion;
  answer: Answer;
  refused: boolean;
  /** Answerable: the facts are stated. Unanswerable: turned down. */
  right: boolean;
  /** Share of the evidence that is cited; null for unanswerable questions. */
  evidenceRecall: number | null;
  /** Citations that bear on the evidence. */
  supporting: number;
  /** One for each quote shown, the nearest ones of a refusal too. */
  verbatim: boolean[];
  /** Time from question to answer, as the asker waits for it. */
  milliseconds: number;
}

/** Asks every question, one after another, so that each has the machine to itself. */
export async function askFacts(
  questions: readonly GoldQuestion[],
  answerer: Answerer,
  onAnswer: () => void = () => {},
): Promise<FactResult[]> {
  const results: FactResult[] = [];
  for (const gold of questions) {
    const asked = performance.now();
    const answer = await answerer.answer({ question: gold.question, history: gold.history });
    results.push({ ...judge(gold, answer, answerer), milliseconds: performance.now() - asked });
    onAnswer();
  }
  return results;
}

function judge(gold: GoldQuestion, answer: Answer, answerer: Pick<Answerer, "body">): Omit<FactResult, "milliseconds"> {
  const quotes = answer.citations.map(({ quote }) => quote);
  const refused = isRefusal(answer);
  const right = gold.answerable
    ? !refused && isRight(answer.answer, gold)
    : rejectsRightly(answer, gold.tags.includes("near-miss")) && isRight(answer.answer, gold);
  return {
    gold,
    answer,
    refused,
    right,
    evidenceRecall: gold.answerable ? evidenceRecall(gold.evidence, quotes) : null,
    supporting: supportingQuotes(gold.evidence, quotes),
    verbatim: [...answer.citations, ...answer.nearest].map((citation) =>
      isVerbatim(citation, answerer.body(citation.articleId)),
    ),
  };
}

/** Shares from 0 to 1; null where no question shows the metric. */
export type FactMetrics = {
  /** Answerable questions whose answer states every fact and none that is rejected. */
  answerAccuracy: number | null;
  /** Evidence pieces cited, averaged over answerable questions. */
  evidenceRecall: number | null;
  /** Citations under answerable questions that contain, or are contained in, a piece of evidence. */
  citationPrecision: number | null;
  /** Unanswerable questions turned down. */
  rejection: number | null;
  /** Answerable questions refused. */
  falseRefusal: number | null;
  /** Quotes, of all questions, that stand in the article to the letter where they say they do. */
  verbatim: number | null;
};

function factMetrics(results: readonly FactResult[]): FactMetrics {
  const answerable = results.filter(({ gold }) => gold.answerable);
  const unanswerable = results.filter(({ gold }) => !gold.answerable);
  const citations = answerable.reduce((sum, { answer }) => sum + answer.citations.length, 0);
  const supporting = answerable.reduce((sum, result) => sum + result.supporting, 0);
  return {
    answerAccuracy: share(answerable.map(({ right }) => right)),
    evidenceRecall: mean(answerable.map((result) => result.evidenceRecall!)),
    citationPrecision: citations === 0 ? null : supporting / citations,
    rejection: share(unanswerable.map(({ right }) => right)),
    falseRefusal: share(answerable.map(({ refused }) => refused)),
    verbatim: share(results.flatMap(({ verbatim }) => verbatim)),
  };
}

/** What a group of questions shows. */
export interface FactGroup {
  questions: number;
  /** Share of all of them that were answered rightly or rightly turned down. */
  right: number | null;
  metrics: FactMetrics;
}

export function factGroup(results: readonly FactResult[]): FactGroup {
  return {
    questions: results.length,
    right: share(results.map(({ right }) => right)),
    metrics: factMetrics(results),
  };
}

/** The groups of results, in the order in which they first appear; a result may be in several. */
export function factGroups(
  results: readonly FactResult[],
  groupsOf: (gold: GoldQuestion) => readonly string[],
): Map<string, FactGroup> {
  const groups = new Map<string, FactResult[]>();
  for (const result of results) {
    for (const group of groupsOf(result.gold)) groups.set(group, [...(groups.get(group) ?? []), result]);
  }
  return new Map([...groups].map(([group, members]) => [group, factGroup(members)]));
}

/** Results worth reading: a wrong answer, missing evidence, a citation beside the point, or a quote that is not verbatim. */
export function factMisses(results: readonly FactResult[]): FactResult[] {
  return results.filter(
    (result) =>
      !result.right ||
      (result.evidenceRecall !== null && result.evidenceRecall < 1) ||
      (result.gold.answerable && result.supporting < result.answer.citations.length) ||
      result.verbatim.includes(false),
  );
}
