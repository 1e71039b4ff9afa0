/** A message with questions, and what the bot sent in reply. */
export interface Turn {
  /** The id of the resident's message. */
  messageId: number;
  /** What it says. */
  text: string;
  /** What of that asks something. */
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

  /** The last questions of a conversation, oldest first; with `before`, those before that message of the resident. */
  history(conversation: string, before?: number): string[] {
    const turns = this.#recent(conversation);
    const edited = turns.findIndex(({ messageId }) => messageId === before);
    return questionsOf(edited === -1 ? turns : turns.slice(0, edited));
  }

  /**
   * The questions up to a message that is replied to, oldest first.
   * @returns undefined when the message, of the resident or the bot, is none of the conversation's
   */
  topicOf(conversation: string, repliedTo: number): string[] | undefined {
    const turns = this.#recent(conversation);
    const at = turns.findIndex(({ messageId, replies }) => messageId === repliedTo || replies.includes(repliedTo));
    return at === -1 ? undefined : questionsOf(turns.slice(0, at + 1));
  }

  /** The turn of a message of the resident. */
  turnOf(conversation: string, messageId: number): Turn | undefined {
    return this.#recent(conversation).find((turn) => turn.messageId === messageId);
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

function questionsOf(turns: Turn[]): string[] {
  return turns.flatMap(({ questions }) => questions).slice(-QUESTIONS_KEPT);
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
