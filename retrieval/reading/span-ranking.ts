import type { CorpusTable } from "../corpus-table.ts";
import { type Evidence, listSpans } from "./evidence.ts";
import { FeatureMatrix } from "./feature-rows.ts";
import type { CompiledForest } from "./forest.ts";
import { SPAN_FEATURES } from "./span-features.ts";
import type { SpanCandidate } from "./spans.ts";

/** The forests that judge spans, one after the other. */
export interface SpanForests {
  /** Estimates the F1 of each against the answer. */
  spans: CompiledForest;
  /** Which of a question's best is the best, in log-odds; without, the estimate decides. */
  ranking?: CompiledForest;
}

/**
 * The spans that may be the answer, best first. Either forest alone is as good as the other, and they err on different
 * questions: together ROUGE-L .539 -> .564, hit@200 .818 -> .829 of 660 policy questions, where two forests of one loss
 * give nothing. Judged in a cascade (Wang, Lin and Metzler 2011, "A Cascade Ranking Model for Efficient Ranked Retrieval").
 */
export function rankSpans(
  evidence: Evidence,
  table: CorpusTable,
  { spans: estimate, ranking }: SpanForests,
): SpanCandidate[] {
  const { spans, features } = listSpans(evidence, table);
  const standings = new Map(evidence.articles.map(({ article, standing }) => [article, standing]));
  const scores = estimate.evaluate(features);
  if (ranking !== undefined) compareRivals(scores, features, ranking);
  for (const [index, span] of spans.entries()) span.score = scores[index]! + standings.get(span.sentence.article)!;
  // Whole numbers: the difference of two scores would become an object at each comparison.
  return spans.sort((a, b) => (a.score === b.score ? a.start - b.start || a.end - b.end : a.score > b.score ? -1 : 1));
}

/** Spans estimated this much below the best are not compared with it: a fifth are, and nothing is lost. */
const RIVAL_MARGIN = 0.1;
/** What one unit of log-odds between two spans is worth in estimated F1. */
const RANKING_WEIGHT = 0.06;

const rivals = new FeatureMatrix(SPAN_FEATURES.length);

/** Adds to the scores of the best spans how far each stands above the least of them. */
function compareRivals(scores: Float64Array, features: FeatureMatrix, ranking: CompiledForest): void {
  const least = scores.reduce((best, score) => Math.max(best, score), -Infinity) - RIVAL_MARGIN;
  const rows: number[] = [];
  rivals.clear();
  for (const [group, from] of features.groups.entries()) {
    const to = features.groups[group + 1] ?? features.count;
    rivals.beginGroup();
    for (let row = from; row < to; row++) {
      if (scores[row]! < least) continue;
      rivals.addFrom(features, row);
      rows.push(row);
    }
  }
  const odds = ranking.evaluate(rivals);
  const lowest = odds.reduce((low, one) => Math.min(low, one), Infinity);
  for (const [index, row] of rows.entries()) scores[row]! += RANKING_WEIGHT * (odds[index]! - lowest);
}
