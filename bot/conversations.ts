/** A message with questions, and what the bot sent in reply. */
export interface Turn {
  /** The id of the resident's message. */
  messageId: number;
  questions: string[];
  /** The ids of the bot's messages, in order. */
  replies: number[];
}

interface TimedTurn extends Turn {
  at: number;
}

/** After this silence a question is no longer taken as a follow-up. */
const FORGOTTEN_AFTER_MILLISECONDS = 30 * 60_000;

/** More questions than this, in a message or in the history, only blur what a follow-up is about. */
const QUESTIONS_KEPT = 5;

/**
 * What was lately said in each conversation, which is a user in a chat or in a topic of it. In memory only: a restart
 * forgets, as half an hour does.
 */
export class Conversations {
  readonly #turns = new Map<string, TimedTurn[]>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * The last questions of a conversation, oldest first. With `before`, those before that message of the resident; with
   * `upTo`, those up to the one that this message of the bot replied to.
   */
  history(conversation: string, { before, upTo }: { before?: number; upTo?: number } = {}): string[] {
    let turns = this.#recent(conversation);
    const edited = turns.findIndex((turn) => turn.messageId === before);
    if (edited !== -1) turns = turns.slice(0, edited);
    const continued = upTo === undefined ? -1 : turns.findIndex((turn) => turn.replies.includes(upTo));
    if (continued !== -1) turns = turns.slice(0, continued + 1);
    return turns.flatMap((turn) => turn.questions).slice(-QUESTIONS_KEPT);
  }

  /** The bot's messages that replied to a message of the resident. */
  repliesTo(conversation: string, messageId: number): number[] {
    return this.#recent(conversation).find((turn) => turn.messageId === messageId)?.replies ?? [];
  }

  /** Adds a turn, or replaces the one of the same message in its place. */
  remember(conversation: string, turn: Turn): void {
    const turns = [...this.#recent(conversation)];
    const timed = { ...turn, at: this.#now() };
    const known = turns.findIndex(({ messageId }) => messageId === turn.messageId);
    if (known === -1) turns.push(timed);
    else turns[known] = timed;
    // Set anew, so that the map stays in the order of the last use.
    this.#turns.delete(conversation);
    this.#turns.set(conversation, turns.slice(-QUESTIONS_KEPT));
    this.#dropForgotten();
  }

  forget(conversation: string): void {
    this.#turns.delete(conversation);
  }

  #recent(conversation: string): TimedTurn[] {
    return (this.#turns.get(conversation) ?? []).filter((turn) => !this.#isForgotten(turn));
  }

  #dropForgotten(): void {
    for (const [conversation, turns] of this.#turns) {
      if (turns.some((turn) => !this.#isForgotten(turn))) return;
      this.#turns.delete(conversation);
    }
  }

  #isForgotten(turn: TimedTurn): boolean {
    return this.#now() - turn.at > FORGOTTEN_AFTER_MILLISECONDS;
  }
}

/**
 * The questions of a message, if it holds several: `票价多少？几点发车？` are two. At most five; a message without
 * two question marks is one question, whatever else stands in it.
 */
export function splitQuestions(text: string): string[] {
  // An ASCII question mark ends a question only before white space: it also stands in web addresses.
  const parts = text.split(/(?<=\uFF1F)(?![?\uFF1F])|(?<=\?)(?=\s)/).map((part) => part.trim());
  const questions = parts.filter((part) => /[\p{L}\p{N}]/u.test(part) && /[?\uFF1F]$/.test(part));
  return questions.length < 2 ? [text] : questions.slice(0, QUESTIONS_KEPT);
}
