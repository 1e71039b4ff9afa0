import { fitConfidences } from "./fit/confidence.ts";
import {
  answerExamples,
  confidenceExamples,
  type CrossValidatedResult,
  crossValidate,
} from "./fit/cross-validation.ts";
import { collectExamples, fittingCorpus } from "./fit/examples.ts";
import { isVerbatim } from "./metrics/verbatim.ts";
import type { PolicyQuestions } from "./policy-questions.ts";
import type { SpanResult } from "./spans.ts";

/** Evidence, articles, sentences, spans, confidence, answers. */
const STAGES = 6;

/**
 * Answers policy questions by models fitted on the questions about other articles, refusing nothing for lack of
 * confidence.
 *
 * @param onStage told the name of each stage before it begins, and how many are done of how many
 */
export async function answerCrossValidated(
  { questions, documents, distractors }: PolicyQuestions,
  onStage: (stage: string, done: number, total: number) => void,
): Promise<SpanResult[]> {
  let begun = 0;
  const begin = (stage: string) => onStage(stage, begun++, STAGES);
  begin("evidence");
  const articles = [...documents, ...distractors];
  const searched = fittingCorpus(articles);
  const { table } = searched.index;
  const examples = collectExamples(questions, searched);
  const folds = crossValidate(examples, table, begin);
  begin("confidence");
  const confidences = fitConfidences(confidenceExamples(examples, folds, table));
  begin("answers");
  const bodies = new Map(articles.map(({ id, body }) => [id, body]));
  return answerExamples(examples, folds, confidences, table).map((result) => toSpanResult(result, bodies));
}

function toSpanResult(result: CrossValidatedResult, bodies: ReadonlyMap<string, string>): SpanResult {
  const { example, answer, citations, confidence, confidenceWithout, ...measured } = result;
  const refused = citations.length === 0;
  return {
    ...measured,
    gold: example.gold,
    answer: { status: refused ? "not-found" : "answered", answer, confidence },
    refused,
    verbatim: citations.map((citation) => isVerbatim(citation, bodies.get(citation.articleId))),
    without: { refused: confidenceWithout === 0, confidence: confidenceWithout },
  };
}
