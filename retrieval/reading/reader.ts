import { chooseArticle } from "./article-choice.ts";
import type { CorpusTable } from "../corpus-table.ts";
import { type Evidence, judgeArticles, judgeSentences } from "./evidence.ts";
import type { CompiledForest } from "./forest.ts";
import { rankSpans, type SpanForests } from "./span-ranking.ts";
import type { SpanCandidate } from "./spans.ts";
import { rankValues, type ValueCandidate } from "./value-ranking.ts";
import { isValueKind } from "./values.ts";

/** The fitted models of the three stages. */
export interface ReadingModels extends SpanForests {
  articles: CompiledForest;
  sentences: CompiledForest;
  /** Weights of CHOICE_FEATURES; without, articles are not chosen between before their spans are. */
  choice?: readonly number[];
  /** Weights of VALUE_FEATURES. Default: those that ship. */
  values?: readonly number[];
}

/** What was read: the judged evidence, and the spans and values that may be the answer, best first. */
export interface Reading {
  evidence: Evidence;
  spans: SpanCandidate[];
  /** Empty unless a value was asked for. */
  values: ValueCandidate[];
}

/** Judges the evidence in place and reads it. */
export function readEvidence(evidence: Evidence, table: CorpusTable, models: ReadingModels): Reading {
  judgeArticles(evidence, models.articles);
  judgeSentences(evidence, models.sentences);
  if (models.choice !== undefined) chooseArticle(evidence, models.choice);
  const spans = rankSpans(evidence, table, models);
  const { weights, question, sentences } = evidence;
  const values = isValueKind(question.kind) ? rankValues({ question, weights, sentences }, table, models.values) : [];
  return { evidence, spans, values };
}
