import { setTimeout as delay } from "node:timers/promises";
import type { Transformer } from "grammy";

export interface PaceOptions {
  /** Messages a second over all chats; Telegram takes about 30 unless more were paid for. At least 10. */
  perSecond: number;
  /** Ends all waiting: the process stops. */
  stop: AbortSignal;
  /** Milliseconds on any clock that only moves forward. */
  now?(): number;
  sleep?(milliseconds: number): Promise<void>;
}

/** So much may be sent at once after a pause, then a message each `interval` milliseconds. */
interface Allowance {
  burst: number;
  interval: number;
}

/**
 * What Telegram's questions and answers for bots name: about a message a second in a chat, short bursts allowed, and 20 a
 * minute in a group. A burst and what follows it within a minute make 20.
 */
const PRIVATE: Allowance = { burst: 3, interval: 1000 };
const GROUP: Allowance = { burst: 5, interval: 4000 };
const BURST_OVERALL = 5;

/** What counts as a message. */
const MESSAGE = /^(?:send(?!ChatAction)|edit|copy|forward)/;

/**
 * Keeps to Telegram's limits rather than running into them: a call waits until its chat and then the whole bot may send
 * again. A chat that must wait holds up no other.
 */
export function pace(options: PaceOptions): Transformer {
  const { perSecond, stop, now = () => performance.now() } = options;
  const { sleep = (milliseconds) => delay(milliseconds, undefined, { signal: stop }) } = options;
  // A timer of 0 ms fires in a later round of the event loop, after the answers worked on meanwhile: it held back every
  // message, and those behind it in the row, where nothing had to be waited for.
  const wait = async (milliseconds: number) => (milliseconds > 0 ? await sleep(milliseconds) : undefined);
  const overall = { burst: BURST_OVERALL, interval: 1000 / (perSecond - BURST_OVERALL) };
  const slots = new Slots<"all">();
  const chats = new Slots<string>();
  // One after the other, so that slots count from when the one before was really sent: had all been given out ahead,
  // those that came due while the process stood still would be sent in one burst.
  let turn: Promise<unknown> = Promise.resolve();
  return async (previous, method, payload, signal) => {
    const chatId = MESSAGE.test(method) && "chat_id" in payload ? payload.chat_id : undefined;
    if (chatId !== undefined) {
      // A group's id is negative, a channel's name begins with @.
      const allowance = /^[-@]/.test(String(chatId)) ? GROUP : PRIVATE;
      await wait(chats.take(String(chatId), allowance, now()));
      await (turn = turn.catch(() => undefined).then(() => wait(slots.take("all", overall, now()))));
    }
    return previous(method, payload, signal);
  };
}

/** The generic cell rate algorithm (ITU-T I.371): of each key only the time is kept at which all sent so far is worked off. */
class Slots<Key> {
  readonly #workedOff = new Map<Key, number>();

  /** Takes the next slot; returns how many milliseconds from `now` it is. */
  take(key: Key, { burst, interval }: Allowance, now: number): number {
    const workedOff = Math.max(this.#workedOff.get(key) ?? 0, now) + interval;
    // Set anew, so that the map stays in the order of the last use and the oldest can be dropped.
    this.#workedOff.delete(key);
    this.#workedOff.set(key, workedOff);
    for (const [oldest, time] of this.#workedOff) {
      if (time > now) break;
      this.#workedOff.delete(oldest);
    }
    return Math.max(0, workedOff - burst * interval - now);
  }
}
