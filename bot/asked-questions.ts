import type { Answer } from "../retrieval/index.ts";
import type { State } from "./state/database.ts";

export const VOTE_REASONS = ["wrong", "outdated", "off-topic", "unclear"] as const;
export type VoteReason = (typeof VOTE_REASONS)[number];

export interface AskedQuestion {
  id: number;
  question: string;
  /** The questions before it that it may go on from, oldest first. */
  history: string[];
  language: string;
}

const NOT_KEPT = 0;

/** What was asked and how it went, without names or ids of who asked. */
export class AskedQuestions {
  readonly #state: State;
  readonly #now: () => number;

  constructor(state: State, now: () => number) {
    this.#state = state;
    this.#now = now;
  }

  /** Keeps a question with its outcome and the questions before it; returns its id, or 0 when it cannot be kept: the answer is given all the same. */
  async add(answer: Answer, history: readonly string[] = []): Promise<number> {
    const { question, language, status, confidence } = answer;
    const nearest = [...answer.citations, ...answer.nearest][0]?.quote ?? null;
    try {
      const { id } = await this.#state
        .insertInto("questions")
        .values({
          history: history.length === 0 ? null : JSON.stringify(history),
          askedAt: this.#now(),
          question,
          language,
          status,
          confidence,
          nearest,
          vote: null,
          reason: null,
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      return id;
    } catch {
      // That the state cannot be written is told where the update is taken.
      return NOT_KEPT;
    }
  }

  async find(id: number): Promise<AskedQuestion | undefined> {
    const row = await this.#state
      .selectFrom("questions")
      .select(["id", "question", "history", "language"])
      .where("id", "=", id)
      .executeTakeFirst();
    return row && { ...row, history: row.history === null ? [] : (JSON.parse(row.history) as string[]) };
  }

  /** Keeps a vote, and the reason of a vote against. */
  async vote(id: number, vote: "up" | "down", reason: VoteReason | null = null): Promise<void> {
    await this.#state.updateTable("questions").set({ vote, reason }).where("id", "=", id).execute();
  }
}
