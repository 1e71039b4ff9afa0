import { openArticleStore } from "../../corpus/article-store.ts";
import { type Answer, type AnswererOptions, type Inquiry, openAnswerer } from "../../retrieval/index.ts";

/** A passage of an article: `body.slice(start, end)`. */
export interface PassageRange {
  articleId: string;
  start: number;
  end: number;
}

/** What the evaluation asks of whatever answers. */
export interface Answerer {
  /** `excludeArticleIds`: answer as if these articles were not in the corpus. */
  answer(inquiry: Inquiry, options?: { excludeArticleIds?: ReadonlySet<string> }): Promise<Answer>;
  /** The best passages for a question, best first, at most `limit`. */
  passages(question: string, limit: number): Promise<PassageRange[]>;
  /** The body that citations of the article point into; undefined when there is no such article. */
  body(articleId: string): string | undefined;
  close(): Promise<void>;
}

/** Opens the answerer that ships. @throws what `openAnswerer` throws */
export async function openShippedAnswerer(options: AnswererOptions): Promise<Answerer> {
  const answerer = await openAnswerer(options);
  const articles = await openArticleStore(options.corpusDir).readAll();
  const bodies = new Map(articles.map(({ id, body }) => [id, body]));
  return {
    answer(inquiry, { excludeArticleIds } = {}) {
      return excludeArticleIds === undefined
        ? answerer.invoke(inquiry)
        : answerer.answerFrom(inquiry, (id) => !excludeArticleIds.has(id));
    },
    async passages(question, limit) {
      const documents = await answerer.retriever(limit).invoke(question);
      return documents.map(({ metadata: { articleId, start, end } }) => ({ articleId, start, end }));
    },
    body: (articleId) => bodies.get(articleId),
    close: () => answerer.close(),
  };
}
