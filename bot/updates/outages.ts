import { setTimeout as delay } from "node:timers/promises";
import { HttpError, type Transformer } from "grammy";
import type { Log } from "../log.ts";

export interface OutageOptions {
  /** Ends all waiting: the process stops. */
  stop: AbortSignal;
  log: Log;
  /** Milliseconds before the first repetition; doubled each time. */
  firstPause?: number;
  /** The longest pause in milliseconds: how late the end of an outage is noticed at most. */
  longestPause?: number;
}

/** Calls whose moment has passed when an outage ends. */
const FLEETING = new Set(["sendChatAction", "answerCallbackQuery", "answerInlineQuery"]);

/**
 * Repeats calls of the Bot API that the network or Telegram's servers (5xx) failed, until they succeed: nothing that
 * was to be said is lost to an outage. Reported once, when it begins and when it is over.
 */
export function waitOutOutages(options: OutageOptions): Transformer {
  const { stop, log, firstPause = 100, longestPause = 8000 } = options;
  let outage = false;
  return async (previous, method, payload, signal) => {
    for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
      const outcome = await previous(method, payload, signal).catch((error: unknown) => {
        const ended = stop.aborted || signal?.aborted === true || FLEETING.has(method);
        if (!(error instanceof HttpError) || ended) throw error;
        return undefined;
      });
      const failed = outcome === undefined || (!outcome.ok && outcome.error_code >= 500 && !FLEETING.has(method));
      if (outcome && !failed) {
        if (outage) log.info("Telegram can be reached again.");
        outage = false;
        return outcome;
      }
      if (!outage) log.warn("Telegram cannot be reached; trying again until it can.");
      outage = true;
      await delay(pause, undefined, { signal: stop });
    }
  };
}
