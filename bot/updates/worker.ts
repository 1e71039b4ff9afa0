import type { Update } from "grammy/types";

export interface UpdateWorkerOptions {
  /** Answers an update. A rejection leaves the update to the next start of the process. */
  handle(update: Update): Promise<void>;
  markDone(updateId: number): Promise<void>;
  /** Updates with the same key are worked off in the order in which they came. */
  orderKey(update: Update): number | string;
  /** Takes the fault of an update that was not answered. */
  report(update: Update, fault: unknown): void;
  /** The most updates in hand, waiting ones included. */
  capacity?: number;
}

/** The order of those that are worked off alone. */
const ALONE = "alone";

/** Works off updates: in order within a chat, side by side across chats, so that a slow chat delays no other. */
export class UpdateWorker {
  readonly #options: Required<UpdateWorkerOptions>;
  readonly #last = new Map<number | string, Promise<void>>();
  #inHand = 0;
  /** Begun and not ended, those that are worked off alone left out. */
  #running = 0;
  #waiting: (() => void)[] = [];

  constructor(options: UpdateWorkerOptions) {
    this.#options = { capacity: 500, ...options };
  }

  /**
   * Takes updates; those that are to be worked off alone, one after the other over all chats, each when nothing else is
   * under way: what others wait for, a process that dies meanwhile would be put down to it.
   */
  take(updates: Update[], { alone = false } = {}): void {
    for (const update of updates) {
      this.#inHand += 1;
      const keys = [this.#options.orderKey(update), ...(alone ? [ALONE] : [])];
      const before = keys.map((key) => this.#last.get(key) ?? Promise.resolve());
      const work = Promise.all(before).then(() => (alone ? this.#workAlone(update) : this.#workBeside(update)));
      for (const key of keys) this.#last.set(key, work);
      void work.then(() => {
        for (const key of keys) if (this.#last.get(key) === work) this.#last.delete(key);
        this.#inHand -= 1;
        for (const resolve of this.#waiting.splice(0)) resolve();
      });
    }
  }

  /** Resolves as soon as fewer updates than the capacity are in hand. */
  async hasRoom(): Promise<void> {
    while (!this.isRoomy()) await this.#change();
  }

  isRoomy(): boolean {
    return this.#inHand < this.#options.capacity;
  }

  /** Resolves as soon as no update is in hand. */
  async idle(): Promise<void> {
    while (this.#inHand > 0) await this.#change();
  }

  async #workAlone(update: Update): Promise<void> {
    while (this.#running > 0) await this.#change();
    await this.#work(update);
  }

  async #workBeside(update: Update): Promise<void> {
    this.#running += 1;
    await this.#work(update);
    this.#running -= 1;
  }

  async #work(update: Update): Promise<void> {
    try {
      await this.#options.handle(update);
      await this.#options.markDone(update.update_id);
    } catch (fault) {
      this.#options.report(update, fault);
    }
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
