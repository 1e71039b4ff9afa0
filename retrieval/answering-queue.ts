import type { Answer, Inquiry } from "./answer.ts";

/** Inquiries given to the other thread before it has answered: one is under way, one waits, so that it never does. */
const AHEAD = 2;

/** Where else inquiries may be answered. */
export interface OtherThread {
  /** Inquiries under way; Infinity while it cannot answer. */
  readonly load: number;
  /** @throws when it cannot answer after all */
  answer(inquiry: Inquiry): Promise<Answer>;
}

interface Waiting {
  inquiry: Inquiry;
  resolve(answer: Answer): void;
  reject(fault: unknown): void;
}

/**
 * Shares inquiries that come at once out between this thread and another one. One that comes alone is answered here, and
 * between two that are, what else waits has its turn: messages, timers, requests.
 */
export class AnsweringQueue {
  readonly #here: (inquiry: Inquiry) => Promise<Answer>;
  readonly #thread: () => OtherThread | null;
  readonly #waiting: Waiting[] = [];
  #isScheduled = false;

  /**
   * @param here answers on this thread
   * @param thread asked when more than one inquiry waits; null: none can answer now
   */
  constructor(here: (inquiry: Inquiry) => Promise<Answer>, thread: () => OtherThread | null) {
    this.#here = here;
    this.#thread = thread;
  }

  answer(inquiry: Inquiry): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ inquiry, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#share());
  }

  #share(): void {
    this.#isScheduled = false;
    const thread = this.#waiting.length > 1 ? this.#thread() : null;
    while (thread !== null && this.#waiting.length > 1 && thread.load < AHEAD) {
      const { inquiry, resolve, reject } = this.#waiting.shift()!;
      thread
        .answer(inquiry)
        .catch(() => this.#here(inquiry))
        .then(resolve, reject);
    }
    const next = this.#waiting.shift();
    if (next !== undefined) this.#here(next.inquiry).then(next.resolve, next.reject);
    if (this.#waiting.length > 0) this.#schedule();
  }
}
