import type { State } from "../state/database.ts";

export interface Watch {
  id: number;
  chatId: number;
  /** Who asked to be told: in a group the watch is theirs to remove. */
  userId: number | null;
  /** The topic of a forum, in which the news goes. */
  threadId: number | null;
  question: string;
  /** The questions before it that it may go on from, oldest first. */
  history: string[];
  /** The news that was told last, as a hash. */
  told: string | null;
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
  async add({ history, ...watch }: Omit<Watch, "id" | "told">): Promise<void> {
    await this.#state
      .insertInto("watches")
      .values({
        ...watch,
        history: history.length === 0 ? null : JSON.stringify(history),
        createdAt: this.#now(),
        told: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async all(): Promise<Watch[]> {
    return (await this.#select().execute()).map(watchOf);
  }

  async of(chatId: number): Promise<Watch[]> {
    return (await this.#select().where("chatId", "=", chatId).execute()).map(watchOf);
  }

  async find(id: number, chatId: number): Promise<Watch | undefined> {
    const row = await this.#select().where("id", "=", id).where("chatId", "=", chatId).executeTakeFirst();
    return row && watchOf(row);
  }

  async remove(id: number): Promise<void> {
    await this.#state.deleteFrom("watches").where("id", "=", id).execute();
  }

  #select() {
    return this.#state
      .selectFrom("watches")
      .select(["id", "chatId", "userId", "threadId", "question", "history", "told", "language"])
      .orderBy("id");
  }
}

function watchOf(row: Omit<Watch, "history"> & { history: string | null }): Watch {
  return { ...row, history: row.history === null ? [] : (JSON.parse(row.history) as string[]) };
}
