import { Document } from "@langchain/core/documents";
import { BaseRetriever } from "@langchain/core/retrievers";
import type { LexicalIndex } from "./corpus-index.ts";
import { type CorpusTable, headingOf, textAt } from "./corpus-table.ts";
import type { DenseWeights, Embedder } from "./embedder.ts";
import type { Question } from "./question/question.ts";
import { type QuestionReader, understand } from "./question/understand.ts";
import { collectEvidence, type Evidence } from "./reading/evidence.ts";
import type { Neighbour, VectorIndex } from "./storage/vectors.ts";

/** Passages that the vectors propose. */
const NEIGHBOURS = 20;

/** What a question is looked up in. */
export interface RetrievalSource {
  index: LexicalIndex;
  dense: DenseSearch;
}

/** The vectors of an index, wherever they are kept. */
export interface DenseSearch {
  weights: DenseWeights;
  /** The k passages most similar to a text, of those admitted. */
  seek(text: string, k: number, admits: (passage: number) => boolean): Promise<readonly Neighbour[]>;
}

/** Searches the vectors of an index with the embedder that made them. */
export function denseSearch(vectors: VectorIndex, { embeddings, weights }: Embedder): DenseSearch {
  const seek: DenseSearch["seek"] = async (text, k, admits) =>
    vectors.search(await embeddings.embedQuery(text), k, admits);
  return { weights, seek };
}

/**
 * The evidence for a question, dense and lexical fused, not yet judged.
 *
 * @param admits whether the article of a row may be used
 */
export async function retrieveEvidence(
  question: Question,
  { index, dense }: RetrievalSource,
  admits: (article: number) => boolean,
): Promise<Evidence> {
  const isChinese = /[\u4e00-\u9fff]/u.test(question.folded);
  const weight = isChinese ? dense.weights.chinese : dense.weights.others;
  if (weight === 0) return collectEvidence(index, question, admits);
  const { passageArticle } = index.table;
  const neighbours = await dense.seek(question.folded, NEIGHBOURS, (passage) => admits(passageArticle[passage]!));
  return collectEvidence(index, question, admits, { neighbours, weight });
}

/** Where a passage stands: `body.slice(start, end)` of the article is the document's text, offsets in UTF-16 code units. */
export interface PassageMetadata {
  articleId: string;
  title: string;
  /** The heading above it. */
  section: string | null;
  source: string | null;
  /** ISO date. */
  published: string | null;
  url: string | null;
  start: number;
  end: number;
  /** More than 0 to 1: a share of the score of the best passage for the question, or for this part of a compound one. */
  score: number;
}

export interface PassageRetrieverOptions {
  /** Asked anew for every question: a live index is replaced by the next. */
  source(): RetrievalSource & { reader: QuestionReader };
  /** Whether passages of the article are given. Default: all are. */
  admits?(articleId: string): boolean;
  /** Most documents for a question, at least 1. */
  k: number;
}

/** The best passages for a question as LangChain documents, best first, verbatim. Small talk and what no passage shares a word with give none. */
export class PassageRetriever extends BaseRetriever<PassageMetadata> {
  override lc_namespace = ["resumption_policy", "retriever"];
  readonly #options: PassageRetrieverOptions;

  /** @throws RangeError when k is no whole number of at least 1 */
  constructor(options: PassageRetrieverOptions) {
    super();
    if (!Number.isInteger(options.k) || options.k < 1)
      throw new RangeError(`k must be a whole number of at least 1, not ${options.k}`);
    this.#options = options;
  }

  override async _getRelevantDocuments(question: string): Promise<Document<PassageMetadata>[]> {
    const { source, admits = () => true, k } = this.#options;
    const { reader, ...retrieval } = source();
    const { table } = retrieval.index;
    const shares = new Map<number, number>();
    for (const part of understand({ question }, reader).parts) {
      const { passages } = await retrieveEvidence(part, retrieval, () => true);
      for (const { passage, score } of passages) {
        const share = score / passages[0]!.score;
        if (share > (shares.get(passage) ?? 0)) shares.set(passage, share);
      }
    }
    const documents: Document<PassageMetadata>[] = [];
    for (const [passage, score] of [...shares].sort(([, a], [, b]) => b - a)) {
      if (!admits(table.articles[table.passageArticle[passage]!]!.id)) continue;
      if (documents.push(documentOf(table, passage, score)) === k) break;
    }
    return documents;
  }
}

function documentOf(table: CorpusTable, passage: number, score: number): Document<PassageMetadata> {
  const article = table.passageArticle[passage]!;
  const { id: articleId, title, source, published, url } = table.articles[article]!;
  const first = table.passageFirst[passage]!;
  const from = table.sentenceStart[first]!;
  const to = table.sentenceEnd[table.passageLast[passage]!]!;
  const [start, end] = [from - table.articleStart[article]!, to - table.articleStart[article]!];
  const section = headingOf(table, first);
  return new Document({
    id: `${articleId}:${start}-${end}`,
    pageContent: textAt(table, from, to),
    metadata: { articleId, title, section, source, published, url, start, end, score },
  });
}
