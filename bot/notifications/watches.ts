import type { State } from "../state/database.ts";

export interface Watch {
  id: number;
  chatId: number;
  /** The topic of a forum, in which the news goes. */
  threadId: number | null;
  question: string;
  /** BCP 47 tag of the language in which it was asked. */
  language: string;
}

/** Who wants to be told when there is news on a question. */
export class Watches {
  readonly #state: State;
  readonly #now: () => number;

  constructor(state: State, now: () => number) {
    this.#state = state;
    this.#now = now;
  }

  /** Keeps a watch; the same question of the same chat is kept once. */
  async add(watch: Omit<Watch, "id">): Promise<void> {
    await this.#state
      .insertInto("watches")
      .values({ ...watch, createdAt: this.#now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async all(): Promise<Watch[]> {
    return this.#select().execute();
  }

  async of(chatId: number): Promise<Watch[]> {
    return this.#select().where("chatId", "=", chatId).execute();
  }

  /** @returns false when the chat has no such watch */
  async remove(id: number, chatId: number): Promise<boolean> {
    const { numDeletedRows } = await this.#state
      .deleteFrom("watches")
      .where("id", "=", id)
      .where("chatId", "=", chatId)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  #select() {
    return this.#state.selectFrom("watches").select(["id", "chatId", "threadId", "question", "language"]).orderBy("id");
  }
}
