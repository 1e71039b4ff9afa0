import type { State } from "../state/database.ts";

export interface Watch {
  id: number;
  chatId: number;
  /** Who asked to be told: in a group the watch is theirs to remove. */
  userId: number | null;
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

  async find(id: number, chatId: number): Promise<Watch | undefined> {
    return this.#select().where("id", "=", id).where("chatId", "=", chatId).executeTakeFirst();
  }

  async remove(id: number): Promise<void> {
    await this.#state.deleteFrom("watches").where("id", "=", id).execute();
  }

  #select() {
    return this.#state
      .selectFrom("watches")
      .select(["id", "chatId", "userId", "threadId", "question", "language"])
      .orderBy("id");
  }
}
