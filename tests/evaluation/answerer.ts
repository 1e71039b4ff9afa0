import type { Answer, Inquiry } from "../../retrieval/answer.ts";

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
