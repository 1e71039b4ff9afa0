import type { Worker } from "node:worker_threads";
import type { Answer, Inquiry } from "./answer.ts";
import type { OtherThread } from "./answering-queue.ts";
import type { AnsweringMessage, AnsweringOrder } from "./answering-worker.ts";
import type { IndexFiles } from "./corpus-index.ts";
import type { DenseSearch } from "./retriever.ts";
import { startThread } from "./thread.ts";

/** What the thread answers from. */
export interface ThreadSource {
  files: IndexFiles;
  dense: DenseSearch;
  threshold: number;
}

/** Its garbage is collected before it takes more than this: it holds no index of its own. In megabytes. */
const HEAP = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 16 };

/**
 * A thread that answers as this one does, over the same memory. Vectors stay here, where the graphs are: what the thread
 * needs of them it asks for. When it dies, what it had not answered is refused, and it takes no more.
 */
export class AnsweringThread implements OtherThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve(answer: Answer): void; reject(fault: Error): void }>();
  /** The vectors of the indexes that it answers from: of the last, and of those before while an answer is under way. */
  readonly #dense = new Map<number, DenseSearch>();
  #indexes = 0;
  #count = 0;
  #isReady = false;

  constructor(onNotice: (line: string) => void) {
    this.#worker = startThread(new URL("./answering-worker.ts", import.meta.url), "serveAnswers", HEAP);
    this.#worker.unref();
    this.#worker.on("message", (message: AnsweringMessage) => void this.#take(message));
    this.#worker.on("error", (cause) => {
      onNotice(`A thread that answers has ended (${cause.message}); the others go on.`);
      this.#end();
    });
    this.#worker.on("exit", () => this.#end());
  }

  /** Inquiries under way; Infinity before it has loaded its first index, and once it has died. */
  get load(): number {
    return this.#isReady ? this.#waiting.size : Infinity;
  }

  /** From now on it answers from these files. */
  use({ files, dense, threshold }: ThreadSource): void {
    const index = this.#indexes++;
    if (this.#waiting.size === 0) this.#dense.clear();
    this.#dense.set(index, dense);
    this.#tell({ index, files, weights: dense.weights, threshold });
  }

  /** @throws Error when the thread cannot answer: another one may */
  answer(inquiry: Inquiry): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const id = this.#count++;
      this.#waiting.set(id, { resolve, reject });
      this.#tell({ id, inquiry });
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #tell(order: AnsweringOrder): void {
    this.#worker.postMessage(order);
  }

  async #take(message: AnsweringMessage): Promise<void> {
    if ("ready" in message) this.#isReady = true;
    else if ("search" in message) {
      const { index, search, text, k } = message;
      const neighbours = await this.#dense
        .get(index)!
        .seek(text, k, () => true)
        .catch(() => []);
      this.#tell({ search, neighbours });
    } else {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if ("answer" in message) waiting?.resolve(message.answer);
      else waiting?.reject(new Error(message.fault));
    }
  }

  #end(): void {
    this.#isReady = false;
    for (const { reject } of this.#waiting.values()) reject(new Error("the thread that answers has ended"));
    this.#waiting.clear();
  }
}
