import type { Answer, Inquiry } from "../retrieval/index.ts";
import type { QuestionAnswerer } from "./context.ts";
import { describeFault } from "./faults.ts";
import type { Log } from "./log.ts";

export interface ClosableAnswerer extends QuestionAnswerer {
  close(): Promise<void>;
}

export interface LiveAnswererOptions {
  /** Opens an answerer over the articles as they are now. */
  open(): Promise<ClosableAnswerer>;
  /** Something that differs whenever an article was added, changed or removed. */
  fingerprint(): Promise<string>;
  log: Log;
}

/**
 * An answerer that takes up changed articles while it runs: a new one is opened beside the one in use and swapped in,
 * so that no question waits. When the articles cannot be read, the one in use goes on.
 */
export class LiveAnswerer implements ClosableAnswerer {
  readonly #options: LiveAnswererOptions;
  readonly #running = new Map<ClosableAnswerer, Set<Promise<Answer>>>();
  #current: ClosableAnswerer;
  #fingerprint: string;

  private constructor(options: LiveAnswererOptions, current: ClosableAnswerer, fingerprint: string) {
    this.#options = options;
    this.#current = current;
    this.#fingerprint = fingerprint;
  }

  static async open(options: LiveAnswererOptions): Promise<LiveAnswerer> {
    // Read first: a change while the answerer opens is then seen at the next refresh.
    const fingerprint = await options.fingerprint();
    return new LiveAnswerer(options, await options.open(), fingerprint);
  }

  async invoke(inquiry: Inquiry): Promise<Answer> {
    const current = this.#current;
    const running = this.#running.get(current) ?? new Set();
    this.#running.set(current, running);
    const answer = current.invoke(inquiry);
    running.add(answer);
    try {
      return await answer;
    } finally {
      running.delete(answer);
    }
  }

  /** Takes up what changed. @returns whether anything did */
  async refresh(): Promise<boolean> {
    let fingerprint: string | undefined;
    try {
      fingerprint = await this.#options.fingerprint();
      if (fingerprint === this.#fingerprint) return false;
      const next = await this.#options.open();
      const retired = this.#current;
      this.#current = next;
      this.#fingerprint = fingerprint;
      await this.#close(retired);
      return true;
    } catch (fault) {
      this.#options.log.warn(`The changed articles are not used yet: ${describeFault(fault)}`);
      // Said once; tried again as soon as they change again.
      this.#fingerprint = fingerprint ?? this.#fingerprint;
      return false;
    }
  }

  async close(): Promise<void> {
    await this.#close(this.#current);
  }

  async #close(answerer: ClosableAnswerer): Promise<void> {
    const running = this.#running.get(answerer);
    if (running) await Promise.allSettled(running);
    this.#running.delete(answerer);
    await answerer.close();
  }
}
