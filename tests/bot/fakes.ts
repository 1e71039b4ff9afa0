import type { QuestionAnswerer } from "../../bot/context.ts";
import type { Answer, Citation, Inquiry } from "../../retrieval/answer.ts";

export const BUS_SENTENCE = "将于2月17日率先开通吉林至桦甸班车，其他线路逐步恢复运营。";

export function citation(overrides: Partial<Citation> = {}): Citation {
  return {
    n: 1,
    articleId: "jilin",
    title: "有序有力复工复产",
    section: "吉林市交通运输局",
    source: "吉林日报",
    published: "2023-08-01",
    dated: null,
    url: "https://example.org/jilin?a=1&b=2",
    quote: BUS_SENTENCE,
    start: 100,
    end: 100 + BUS_SENTENCE.length,
    marks: [[2, 7]],
    ...overrides,
  };
}

export function answerTo(question: string, overrides: Partial<Answer> = {}): Answer {
  return {
    question,
    language: "zh",
    status: "answered",
    answer: "吉林至桦甸班车将于2月17日率先开通。",
    text: "吉林至桦甸班车将于2月17日率先开通。",
    citations: [citation()],
    nearest: [],
    conflict: false,
    confidence: 0.9,
    asOf: null,
    elapsedMs: 1,
    ...overrides,
  };
}

/** Answers every question the same way, and records what it was asked. */
export class FakeAnswerer implements QuestionAnswerer {
  readonly inquiries: Inquiry[] = [];
  readonly #answer: (inquiry: Inquiry) => Answer | Promise<Answer>;

  constructor(answer: (inquiry: Inquiry) => Answer | Promise<Answer> = ({ question }) => answerTo(question)) {
    this.#answer = answer;
  }

  async invoke(inquiry: Inquiry): Promise<Answer> {
    return this.answerFrom(inquiry, () => true);
  }

  /** An answer that cites articles which are not admitted is a refusal. */
  async answerFrom(inquiry: Inquiry, admits: (articleId: string) => boolean): Promise<Answer> {
    this.inquiries.push(inquiry);
    const answer = await this.#answer(inquiry);
    if (answer.citations.every(({ articleId }) => admits(articleId))) return answer;
    return { ...answer, status: "not-found", citations: [] };
  }
}
