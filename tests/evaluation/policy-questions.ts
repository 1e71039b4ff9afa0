import path from "node:path";
import { z } from "zod";
import type { Article } from "../../corpus/index.ts";
import { AnswerHolders } from "./answer-holders.ts";
import { readJsonLines } from "./gold.ts";

const documentSchema = z.object({ docid: z.string().min(1), text: z.string().min(1) });

const spanQuestionSchema = z.object({
  id: z.string(),
  question: z.string().min(1),
  /** The articles that hold the answer. */
  docids: z.array(z.string()).min(1),
  /** Verbatim from an article; it may cross white space. */
  answer: z.string().min(1),
});

/** A question whose answer is a span of an article. */
export type SpanQuestion = z.infer<typeof spanQuestionSchema> & {
  /** Other articles that hold the answer as well. */
  alsoIn: string[];
};

/** Real policy questions with the articles to search, as in DataFountain competition 424. */
export interface PolicyQuestions {
  questions: SpanQuestion[];
  /** Articles that hold the answers. */
  documents: Article[];
  /** Fragments of other articles, to search among. */
  distractors: Article[];
}

/**
 * Reads documents.jsonl, distractors.jsonl and questions-dev.jsonl of a folder.
 *
 * @throws EvaluationFileError when a file is missing or a line does not fit
 */
export async function readPolicyQuestions(folder: string): Promise<PolicyQuestions> {
  // One after the other, so that of several that are missing the first is named.
  const documents = await readJsonLines(path.join(folder, "documents.jsonl"), documentSchema);
  const distractors = await readJsonLines(path.join(folder, "distractors.jsonl"), documentSchema);
  const questions = await readJsonLines(path.join(folder, "questions-dev.jsonl"), spanQuestionSchema);
  const articles = { documents: documents.map(toArticle), distractors: distractors.map(toArticle) };
  const holders = new AnswerHolders([...articles.documents, ...articles.distractors]);
  return {
    questions: questions.map((question) => ({
      ...question,
      alsoIn: holders.holding(question.answer).filter((id) => !question.docids.includes(id)),
    })),
    ...articles,
  };
}

/** Characters of the text that stand for a title, which these texts lack. */
const TITLE_LENGTH = 60;

function toArticle({ docid, text }: z.infer<typeof documentSchema>): Article {
  const firstSentence = /^[^。！？\n]*[。！？]?/u.exec(text.trimStart())![0];
  return {
    id: docid,
    title: firstSentence.slice(0, TITLE_LENGTH).trim() || docid,
    source: null,
    url: null,
    published: null,
    dated: null,
    language: "zh",
    supersedes: [],
    bylines: [],
    body: text,
  };
}
