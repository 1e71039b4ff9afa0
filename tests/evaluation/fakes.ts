import type { Article } from "../../corpus/index.ts";
import type { Answer, Citation } from "../../retrieval/answer.ts";
import type { Answerer } from "./answerer.ts";
import type { Surroundings } from "./run.ts";

/** An article of which only id and body matter. */
export function article(id: string, body: string): Article {
  return {
    id,
    title: id,
    source: null,
    url: null,
    published: null,
    dated: null,
    language: "zh",
    supersedes: [],
    bylines: [],
    body,
  };
}

/** The citation of `quote` where it first stands in the article. */
export function cite({ id, title, body }: Article, quote: string): Citation {
  const start = body.indexOf(quote);
  const end = start + quote.length;
  return {
    n: 1,
    articleId: id,
    title,
    section: null,
    source: null,
    published: null,
    dated: null,
    url: null,
    quote,
    start,
    end,
    marks: [],
  };
}

/** A refusal, unless `parts` say otherwise. */
export function answerWith(parts: Partial<Answer> = {}): Answer {
  const empty = {
    question: "",
    language: "zh",
    answer: "",
    text: "",
    citations: [],
    nearest: [],
    conflict: false,
    asOf: null,
  };
  return { ...empty, status: "not-found", confidence: 0, elapsedMs: 1, ...parts };
}

/** Says what it is told to; knows the articles given; records what it was asked. */
export class FakeAnswerer implements Answerer {
  readonly asked: Parameters<Answerer["answer"]>[] = [];
  closed = false;
  readonly #articles: readonly Article[];
  readonly #respond: (...asked: Parameters<Answerer["answer"]>) => Answer;

  constructor(articles: readonly Article[], respond: (...asked: Parameters<Answerer["answer"]>) => Answer) {
    this.#articles = articles;
    this.#respond = respond;
  }

  answer(...asked: Parameters<Answerer["answer"]>): Promise<Answer> {
    this.asked.push(asked);
    return Promise.resolve(this.#respond(...asked));
  }

  /** Every article is one passage, in the order given. */
  passages(_question: string, limit: number) {
    return Promise.resolve(
      this.#articles.slice(0, limit).map(({ id, body }) => ({ articleId: id, start: 0, end: body.length })),
    );
  }

  body(articleId: string): string | undefined {
    return this.#articles.find(({ id }) => id === articleId)?.body;
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }
}

/** Surroundings in which `answerer` answers everything, with what was printed. */
export function surroundingsOf(answerer: Answerer): Surroundings & { printed: string[] } {
  const printed: string[] = [];
  return {
    printed,
    openCorpus: () => Promise.resolve(answerer),
    openArticles: () => Promise.resolve(answerer),
    crossValidate: () => Promise.resolve([]),
    print: (text) => void printed.push(text),
    progress: { begin: () => {}, step: () => {}, end: () => {} },
  };
}
