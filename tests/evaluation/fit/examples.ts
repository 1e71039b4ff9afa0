import type { Article } from "../../../corpus/index.ts";
import { indexArticles } from "../../../retrieval/corpus-index.ts";
import type { CorpusTable } from "../../../retrieval/corpus-table.ts";
import { shippedLexicon } from "../../../retrieval/lexicon/shipped.ts";
import { SoundIndex } from "../../../retrieval/question/spelling.ts";
import { type QuestionReader, understand } from "../../../retrieval/question/understand.ts";
import type { LexicalIndex } from "../../../retrieval/corpus-index.ts";
import { collectEvidence, type Evidence } from "../../../retrieval/reading/evidence.ts";
import type { SpanQuestion } from "../policy-questions.ts";

/** A policy question with the evidence for it, once with its articles in the corpus and once without any that hold the answer. */
export interface Example {
  gold: SpanQuestion;
  present: Evidence;
  absent: Evidence;
  /** Rows of the articles that hold the answer. */
  articles: Set<number>;
  /** Rows of other articles that hold it as well. */
  alsoIn: Set<number>;
  /** Where the answer stands: absolute positions. */
  start: number;
  end: number;
  /** The fold in which it is tested: questions on one article share it. */
  fold: number;
}

export const FOLDS = 5;

export interface FittingCorpus {
  index: LexicalIndex;
  reader: QuestionReader;
}

/** Indexes articles in memory, lexically: the models are fitted without any vectors. */
export function fittingCorpus(articles: Iterable<Article>): FittingCorpus {
  const index = indexArticles(articles);
  const lexicon = shippedLexicon();
  return { index, reader: { lexicon, postings: index.postings, sounds: new SoundIndex(index.postings) } };
}

/** Collects the evidence for every question whose answer stands in its article, of several parts the first. */
export function collectExamples(questions: readonly SpanQuestion[], { index, reader }: FittingCorpus): Example[] {
  const rows = new Map(index.table.articles.map(({ id }, row) => [id, row]));
  return questions.flatMap((gold): Example[] => {
    const rowsOf = (ids: readonly string[]) => new Set(ids.flatMap((id) => rows.get(id) ?? []));
    const [articles, alsoIn] = [rowsOf(gold.docids), rowsOf(gold.alsoIn)];
    const place = placeOf(index.table, articles, gold.answer);
    const question = understand({ question: gold.question }, reader).parts[0];
    if (place === null || question === undefined) return [];
    const present = collectEvidence(index, question, () => true);
    const absent = collectEvidence(index, question, (article) => !articles.has(article) && !alsoIn.has(article));
    const fold = Number.parseInt(gold.docids[0]!.slice(0, 6), 16) % FOLDS;
    return [{ gold, present, absent, articles, alsoIn, ...place, fold }];
  });
}

function placeOf(table: CorpusTable, articles: Set<number>, answer: string): { start: number; end: number } | null {
  for (const article of articles) {
    const [from, to] = [table.articleStart[article]!, table.articleStart[article + 1]!];
    const at = bodyOf(table, from, to).indexOf(answer);
    if (at >= 0) return { start: from + at, end: from + at + answer.length };
  }
  return null;
}

function bodyOf(table: CorpusTable, from: number, to: number): string {
  return Buffer.from(table.text.slice(from, to).buffer).toString("utf16le");
}
