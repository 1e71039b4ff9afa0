import type { Answer, Inquiry } from "./answer.ts";
import { composeAnswer } from "./answering/compose.ts";
import { type Finding, findAnswer, type Judgement } from "./answering/finding.ts";
import { compareAll } from "./answering/compared.ts";
import { type Find, findAll } from "./answering/other-parts.ts";
import type { OtherParts } from "./answering/value-answers.ts";
import { groundingModel } from "./answering/grounding.ts";
import { preferCurrent } from "./answering/superseding.ts";
import type { CorpusTable } from "./corpus-table.ts";
import { shippedLexicon } from "./lexicon/shipped.ts";
import type { Question } from "./question/question.ts";
import { type QuestionReader, type Understanding, understand } from "./question/understand.ts";
import { readingModels, shippedModels } from "./reading/models.ts";
import { readEvidence } from "./reading/reader.ts";
import { type RetrievalSource, retrieveEvidence } from "./retriever.ts";

/** What an inquiry is answered from. */
export interface AnsweringSource extends RetrievalSource {
  reader: QuestionReader;
  /** 0 to 1: below this confidence a question is refused. */
  threshold: number;
}

/** From an inquiry to its answer: understood, looked up and read part by part, and composed. `admits`: whether an article may be used. */
export async function answerInquiry(
  inquiry: Inquiry,
  source: AnsweringSource,
  admits: (articleId: string) => boolean,
): Promise<Answer> {
  const asked = performance.now();
  const { table } = source.index;
  const understanding = understand(inquiry, source.reader);
  const admitsRow = (article: number) => admits(table.articles[article]!.id);
  const judgement: Judgement = {
    model: shippedModels().confidence,
    grounding: groundingModel(),
    places: shippedLexicon().places,
    threshold: source.threshold,
  };
  const seek = (part: Question, others: OtherParts) =>
    preferCurrent(table, admitsRow, async (admitted) => {
      const evidence = await retrieveEvidence(part, source, admitted);
      return findAnswer(readEvidence(evidence, table, readingModels(table.articles.length)), table, judgement, others);
    });
  const find = async (part: Question, others: OtherParts) => {
    const finding = await seek(part, others);
    if (finding.status !== "not-found" || !part.frequency) return finding;
    const times = await seek({ ...part, kind: "number", unit: "次", frequency: false }, others);
    return times.status === "answered" ? times : finding;
  };
  const findings = await findAllOf(understanding, find, table);
  const answer = composeAnswer(inquiry, understanding, findings, table);
  return { ...answer, elapsedMs: Math.round((performance.now() - asked) * 100) / 100 };
}

async function findAllOf({ parts, comparison }: Understanding, find: Find, table: CorpusTable): Promise<Finding[]> {
  if (comparison === null) return await findAll(parts, find);
  const isEach = comparison.asked === "each";
  const findings = isEach ? await findAll(parts, find) : null;
  // A figure of each, told in one sentence, needs no second look.
  const told = findings?.flatMap(({ statements }) => statements) ?? [];
  const isTold = told.length >= comparison.things.length && new Set(told.map(({ sentence }) => sentence)).size === 1;
  if (findings !== null && isTold) return findings;
  return (await compareAll(comparison, find, table)) ?? findings ?? (await findAll(parts, find));
}
