import type { Update } from "grammy/types";
import { durably, type State } from "../state/database.ts";

/** Telegram delivers an update for at most 24 hours; ids are remembered longer than that. */
const REMEMBERED_MILLISECONDS = 3 * 86_400_000;

/**
 * An update that was in hand when this many processes died may be what ended them. It is then worked off alone, so that
 * the next death, if it comes, is its doing; after three of those it is given up.
 */
const SUSPECT_AFTER = 2;
const GIVEN_UP_AFTER = SUSPECT_AFTER + 3;

/** An update that an earlier process left, and whether it may have ended that process. */
export interface PendingUpdate {
  update: Update;
  isSuspect: boolean;
}

/**
 * The durable inbox: an update is written down before Telegram hears that it arrived, and marked done after it was
 * answered, so that a process that dies loses none and an update that comes twice is answered once.
 */
export class Inbox {
  readonly #state: State;
  readonly #now: () => number;

  constructor(state: State, now: () => number = Date.now) {
    this.#state = state;
    this.#now = now;
  }

  /** Writes updates down; returns those that were not known yet, in order. */
  async add(updates: Update[]): Promise<Update[]> {
    if (updates.length === 0) return [];
    const receivedAt = this.#now();
    const rows = updates.map((update) => ({
      updateId: update.update_id,
      body: JSON.stringify(update),
      receivedAt,
      attempts: 1,
    }));
    const added = await durably(this.#state, (state) =>
      state
        .insertInto("inbox")
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .returning("updateId")
        .execute(),
    );
    const known = new Set(added.map(({ updateId }) => updateId));
    // A set, because one batch may hold an update twice.
    return updates.filter((update) => known.delete(update.update_id));
  }

  /** What an earlier process left unanswered, oldest first. Forgets what was done long ago. */
  async takePending(): Promise<PendingUpdate[]> {
    await this.#state
      .deleteFrom("inbox")
      .where("doneAt", "<", this.#now() - REMEMBERED_MILLISECONDS)
      .execute();
    await this.#state
      .updateTable("inbox")
      .set({ doneAt: this.#now(), body: "" })
      .where("doneAt", "is", null)
      .where("attempts", ">=", GIVEN_UP_AFTER)
      .execute();
    const rows = await this.#state
      .selectFrom("inbox")
      .select(["body", "attempts"])
      .where("doneAt", "is", null)
      .orderBy("updateId")
      .execute();
    await this.#state
      .updateTable("inbox")
      .set((columns) => ({ attempts: columns("attempts", "+", 1) }))
      .where("doneAt", "is", null)
      .where("attempts", "<", SUSPECT_AFTER)
      .execute();
    return rows.map(({ body, attempts }) => ({
      update: JSON.parse(body) as Update,
      isSuspect: attempts >= SUSPECT_AFTER,
    }));
  }

  /** Notes that a suspect is begun. */
  async countAttempt(updateId: number): Promise<void> {
    await this.#state
      .updateTable("inbox")
      .set((columns) => ({ attempts: columns("attempts", "+", 1) }))
      .where("updateId", "=", updateId)
      .execute();
  }

  /** Marks an update as answered. Its content is dropped; its id stays, to recognise a repeat. */
  async markDone(updateId: number): Promise<void> {
    await this.#state
      .updateTable("inbox")
      .set({ doneAt: this.#now(), body: "" })
      .where("updateId", "=", updateId)
      .execute();
  }
}
