import { splitArticle } from "../../corpus/index.ts";
import type { Answer } from "../../retrieval/answer.ts";
import { foldQuestion } from "../../retrieval/normalise.ts";
import { type AnswerKind, answerKind } from "../../retrieval/question/kind.ts";
import type { Answerer, PassageRange } from "./answerer.ts";
import { type Outcome } from "./metrics/calibration.ts";
import { hitWithin } from "./metrics/hit.ts";
import { ndcg } from "./metrics/ndcg.ts";
import { areaUnderCurve, refusalCurve, rejectionAt } from "./metrics/refusal-curve.ts";
import { isRefusal } from "./metrics/rejection.ts";
import { rougeL } from "./metrics/rouge-l.ts";
import { sharedText } from "./metrics/shared-text.ts";
import { mean, share } from "./metrics/statistics.ts";
import { isVerbatim } from "./metrics/verbatim.ts";
import type { SpanQuestion } from "./policy-questions.ts";

/** A question answered over the whole corpus, and again with its articles taken out. */
export interface SpanResult {
  gold: SpanQuestion;
  answer: Pick<Answer, "status" | "answer" | "confidence">;
  refused: boolean;
  /** The first citation, or what a refusal shows as nearest, is of an article that holds the answer. */
  rightArticleFirst: boolean;
  /** Null for answers too long to ask it of. */
  hit200: boolean | null;
  /** The same of what a refusal shows, or would show, as nearest. */
  nearestHit200: boolean | null;
  hit120: boolean | null;
  rougeL: number;
  verbatim: boolean[];
  /** With all articles that hold the answer taken out: what should be refused. */
  without: { refused: boolean; confidence: number };
}

export interface TimedSpanResult extends SpanResult {
  /** Time from question to answer, with the articles in place. */
  milliseconds: number;
}

/** Asks every question twice, one after another. */
export async function askSpans(
  questions: readonly SpanQuestion[],
  answerer: Answerer,
  onAnswer: () => void = () => {},
): Promise<TimedSpanResult[]> {
  const results: TimedSpanResult[] = [];
  for (const gold of questions) {
    const asked = performance.now();
    const answer = await answerer.answer({ question: gold.question });
    const milliseconds = performance.now() - asked;
    const excludeArticleIds = new Set([...gold.docids, ...gold.alsoIn]);
    const without = await answerer.answer({ question: gold.question }, { excludeArticleIds });
    results.push({ ...judge(gold, answer, without, answerer), milliseconds });
    onAnswer();
  }
  return results;
}

function judge(gold: SpanQuestion, answer: Answer, without: Answer, answerer: Pick<Answerer, "body">): SpanResult {
  const refused = isRefusal(answer);
  const quotes = answer.citations.map(({ quote }) => quote);
  const shown = [...answer.citations, ...answer.nearest];
  return {
    gold,
    answer,
    refused,
    rightArticleFirst: shown.length > 0 && gold.docids.includes(shown[0]!.articleId),
    hit200: hitWithin(200, gold.answer, quotes),
    nearestHit200: hitWithin(200, gold.answer, firstQuoteOf(answer.nearest)),
    hit120: hitWithin(120, gold.answer, quotes),
    rougeL: refused ? 0 : rougeL(answer.answer, gold.answer),
    verbatim: shown.map((citation) => isVerbatim(citation, answerer.body(citation.articleId))),
    without: { refused: isRefusal(without), confidence: without.confidence },
  };
}

/** A refusal shows one sentence with its message; others are a button away. */
export function firstQuoteOf(nearest: readonly { quote: string }[]): string[] {
  return nearest.slice(0, 1).map(({ quote }) => quote);
}

/** The results as they are when every confidence below the threshold is refused; a refusal shows no answer. */
export function refuseBelow(threshold: number, results: readonly SpanResult[]): SpanResult[] {
  return results.map((result) => {
    const { answer, without, hit200, hit120 } = result;
    const kept = { ...result, without: { ...without, refused: without.refused || without.confidence < threshold } };
    if (answer.confidence >= threshold && !result.refused) return kept;
    return {
      ...kept,
      answer: { ...answer, status: "not-found" },
      refused: true,
      hit200: hit200 === null ? null : false,
      hit120: hit120 === null ? null : false,
      rougeL: 0,
    };
  });
}

/** Share of the answer that makes a passage relevant, as for hit@200. */
const RELEVANT_SHARE = 0.8;
const CUTOFF = 10;

/**
 * nDCG@10 of passages, averaged over questions. Relevant are the passages of the right articles that hold 80 % of the
 * answer; where it runs over a passage's end and none does, those that hold most of it. Passages are cut as for the index.
 */
export async function passageNdcg(
  questions: readonly SpanQuestion[],
  answerer: Answerer,
  onAnswer: () => void = () => {},
): Promise<number | null> {
  const values: number[] = [];
  for (const gold of questions) {
    const relevant = relevantPassages(gold, answerer);
    const ranked = await answerer.passages(gold.question, CUTOFF);
    const gains = ranked.map((range) => relevant.has(rangeKey(range)));
    values.push(ndcg(gains, Math.max(1, relevant.size), CUTOFF));
    onAnswer();
  }
  return mean(values);
}

function rangeKey({ articleId, start, end }: PassageRange): string {
  return `${articleId}:${start}-${end}`;
}

function relevantPassages(gold: SpanQuestion, answerer: Pick<Answerer, "body">): Set<string> {
  const held = gold.docids.flatMap((articleId) => {
    const body = answerer.body(articleId) ?? "";
    const { sentences, passages } = splitArticle({ body });
    return passages.map(({ first, last }) => {
      const range = { articleId, start: sentences[first]!.start, end: sentences[last]!.end };
      return {
        key: rangeKey(range),
        share: sharedText(gold.answer, body.slice(range.start, range.end)),
      };
    });
  });
  const most = Math.max(0, ...held.map(({ share: part }) => part));
  const least = Math.min(RELEVANT_SHARE, most);
  return new Set(held.filter(({ share: part }) => part > 0 && part >= least).map(({ key }) => key));
}

/** Shares from 0 to 1; null where there was nothing to measure. */
export type SpanMetrics = {
  rightArticleFirst: number | null;
  /** Answers of up to 120 characters of which 80 % stand in the first 200 (120) characters cited. */
  hit200: number | null;
  hit120: number | null;
  /** The same of all that is shown: what is cited, or what a refusal shows as nearest. */
  shownHit200: number | null;
  /** F1 over characters of the short answer; a refusal counts 0. */
  rougeL: number | null;
  /** Refused although the answer is there; refused when its articles are taken out. */
  refused: number | null;
  refusedWithout: number | null;
  /** Refused without, if the threshold were such that a tenth were refused wrongly. */
  rejectionAtTenPercent: number | null;
  areaUnderCurve: number | null;
  verbatim: number | null;
};

export function spanMetrics(results: readonly SpanResult[]): SpanMetrics {
  const curve = results.length > 0 ? spanRefusalCurve(results) : null;
  return {
    rightArticleFirst: share(results.map((result) => result.rightArticleFirst)),
    hit200: share(results.flatMap(({ hit200 }) => hit200 ?? [])),
    hit120: share(results.flatMap(({ hit120 }) => hit120 ?? [])),
    shownHit200: share(
      results.flatMap(({ refused, hit200, nearestHit200 }) => (refused ? nearestHit200 : hit200) ?? []),
    ),
    rougeL: mean(results.map((result) => result.rougeL)),
    refused: share(results.map(({ refused }) => refused)),
    refusedWithout: share(results.map(({ without }) => without.refused)),
    rejectionAtTenPercent: curve && rejectionAt(0.1, curve),
    areaUnderCurve: curve && areaUnderCurve(curve),
    verbatim: share(results.flatMap(({ verbatim }) => verbatim)),
  };
}

export function spanRefusalCurve(results: readonly SpanResult[]) {
  return refusalCurve(
    results.map(({ answer }) => answer.confidence),
    results.map(({ without }) => without.confidence),
  );
}

/** Confidence against whether the corpus held the answer: each question counts once with its articles, once without. */
export function spanOutcomes(results: readonly SpanResult[]): Outcome[] {
  return results.flatMap(({ answer, without }) => [
    { confidence: answer.confidence, happened: true },
    { confidence: without.confidence, happened: false },
  ]);
}

/** Results by the kind of answer that is asked for, the most frequent first. */
export function spanResultsByKind(results: readonly SpanResult[]): Map<AnswerKind, SpanResult[]> {
  const kinds = new Map<AnswerKind, SpanResult[]>();
  for (const result of results) {
    const kind = answerKind(foldQuestion(result.gold.question));
    kinds.set(kind, [...(kinds.get(kind) ?? []), result]);
  }
  return new Map([...kinds].sort(([, a], [, b]) => b.length - a.length));
}
