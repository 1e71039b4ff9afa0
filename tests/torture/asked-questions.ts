import type { Call, StandInBotApi } from "../bot/stand-in-bot-api.ts";

const QUESTION = "吉林到桦甸的班车什么时候恢复";

/** A number in a question, which its answer is told by: each asks in a chat of its own unless chats are shared. */
interface Asked {
  chatId: number;
  updateId: number;
  at: number;
}

/** Asks numbered questions in chats of a stand-in, and tells by the order in each chat which were answered. */
export class AskedOfBot {
  readonly asked: Asked[] = [];
  readonly #api: StandInBotApi;
  readonly #chats: number;

  /** @param chats private chats that the questions are spread over, one after the other */
  constructor(api: StandInBotApi, chats: number) {
    this.#api = api;
    this.#chats = chats;
  }

  /** The next question as an update; `send` delivers it, by default to who polls. */
  ask(send: (update: { update_id: number; message: object }) => void = () => undefined): Asked {
    const number = this.asked.length;
    const chatId = 10_000 + (number % this.#chats);
    const user = { id: chatId, is_bot: false, first_name: "Lin", language_code: "zh-hans" };
    const chat = { id: chatId, type: "private", first_name: "Lin" };
    const text = `${QUESTION}${"？".repeat(1)}`;
    const message = { message_id: number + 1, date: 1_792_000_000 + number * 5, chat, from: user, text };
    const asked = { chatId, updateId: 1_000_000 + number, at: performance.now() };
    this.asked.push(asked);
    send({ update_id: asked.updateId, message });
    return asked;
  }

  /** As `ask`, delivered by long polling. */
  askPolling(): Asked {
    return this.ask((update) => this.#api.receive(update));
  }

  /** How often each chat got an answer. */
  answersPerChat(): Map<number, number> {
    const counts = new Map<number, number>();
    for (const { payload } of this.#api.calls.filter(isAnswer)) {
      const chatId = Number(payload["chat_id"]);
      counts.set(chatId, (counts.get(chatId) ?? 0) + 1);
    }
    return counts;
  }

  /** Questions without an answer, and answers beyond one a question. */
  tally(): { lost: number; repeated: number } {
    const answers = this.answersPerChat();
    const questions = new Map<number, number>();
    for (const { chatId } of this.asked) questions.set(chatId, (questions.get(chatId) ?? 0) + 1);
    let lost = 0;
    let repeated = 0;
    for (const [chatId, count] of questions) {
      lost += Math.max(0, count - (answers.get(chatId) ?? 0));
      repeated += Math.max(0, (answers.get(chatId) ?? 0) - count);
    }
    return { lost, repeated };
  }
}

function isAnswer({ method, payload }: Call): boolean {
  return method === "sendMessage" && String(payload["text"]).includes("2月17日");
}
