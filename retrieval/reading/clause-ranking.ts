import type { CorpusTable } from "../corpus-table.ts";
import { CLAUSE_FEATURES, clauseAsked, type MeasuredRun, measureClauses } from "./clause-features.ts";
import type { Evidence } from "./evidence.ts";
import { shippedWeights } from "./linear-model.ts";
import type { SpanCandidate } from "./spans.ts";

/** A run of clauses that may be the answer. */
interface ClauseRun extends MeasuredRun {
  /** Log-odds-like; comparable within a question. */
  score: number;
}

/** Runs are sought in so many of the best sentences, */
const SENTENCES = 10;
/** of which each is at least this likely beside the best. */
const LEAST_SHARE = 0.01;

/** What `npm run fit:clauses` writes: a conditional logit over the runs of clauses of a question. */
export const CLAUSE_FILE = new URL("clause-weights.json", import.meta.url);

/**
 * The runs of clauses that may be the answer to a question that asks for no value, best first. Over few articles a clause
 * is told by what it shares of the question's subject, which says more there than what spans of policy texts have in common.
 */
export function rankClauses(
  { question, weights, sentences }: Pick<Evidence, "question" | "weights" | "sentences">,
  spans: readonly SpanCandidate[],
  table: CorpusTable,
  linear: readonly number[] = shippedWeights(CLAUSE_FILE, CLAUSE_FEATURES, "npm run fit:clauses"),
): ClauseRun[] {
  const ranked = sentences.toSorted((a, b) => b.probability - a.probability).slice(0, SENTENCES);
  const likely = ranked.filter(({ probability }) => probability >= LEAST_SHARE * ranked[0]!.probability);
  return measureClauses(likely, sentences, clauseAsked(question, weights, spans), table)
    .map((run) => ({ ...run, score: run.features.reduce((sum, feature, at) => sum + feature * linear[at]!, 0) }))
    .sort((a, b) => b.score - a.score || a.start - b.start || a.end - b.end);
}
