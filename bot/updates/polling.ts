import { setTimeout as delay } from "node:timers/promises";
import { type Bot, GrammyError } from "grammy";
import type { BotContext } from "../context.ts";
import type { UpdateIntake } from "./intake.ts";
import type { Log } from "../log.ts";

export interface PollingOptions {
  /** Ends the polling; what was taken is not waited for. */
  stop: AbortSignal;
  log: Log;
  /** Takes the updates. Telegram is told that they arrived only after it has them safe. */
  intake: Pick<UpdateIntake, "take" | "hasRoom">;
  /** Milliseconds to wait before asking again when another process polls for the same bot. */
  conflictPause?: number;
}

/** Telegram refused the token. */
export class TokenError extends Error {
  override name = "TokenError";
}

const POLL_SECONDS = 30;

/**
 * Long polling until `stop` aborts, for a bot that is connected. grammY's own loop handles one update after the other, and its runner confirms
 * updates before they are handled; this one hands them to a durable inbox first.
 * @throws {TokenError} when Telegram refuses the token
 */
export async function poll(bot: Bot<BotContext>, options: PollingOptions): Promise<void> {
  const { stop, log, intake, conflictPause = 5000 } = options;
  const signal = stop as CallSignal;
  let offset = 0;
  let conflictReported = false;
  try {
    // A webhook that is still registered would keep the updates.
    await bot.api.deleteWebhook({}, signal);
    log.info(`Answering as @${bot.botInfo.username}. Stop with Ctrl+C.`);
    while (!stop.aborted) {
      try {
        const poll = { offset, timeout: POLL_SECONDS, allowed_updates: UPDATE_TYPES };
        const updates = await bot.api.getUpdates(poll, signal);
        await intake.take(updates);
        await intake.hasRoom();
        offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
      } catch (error) {
        if (!(error instanceof GrammyError && error.error_code === 409)) throw error;
        if (!conflictReported) log.warn("Another process polls for this bot; waiting until it stops.");
        conflictReported = true;
        await delay(conflictPause, undefined, { signal: stop });
      }
    }
  } catch (error) {
    if (!stop.aborted) throw refusedToken(error) ?? error;
  }
}

/**
 * Asks Telegram who the bot is.
 * @throws {TokenError} when Telegram refuses the token
 */
export async function connect(bot: Bot<BotContext>, stop: AbortSignal): Promise<void> {
  try {
    await bot.init(stop as CallSignal);
  } catch (error) {
    throw refusedToken(error) ?? error;
  }
}

/** 401 is for a token that was revoked, 404 for what does not look like a token at all. */
function refusedToken(error: unknown): TokenError | undefined {
  if (!(error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404))) return undefined;
  return new TokenError("Telegram refused BOT_TOKEN. Copy the token again from @BotFather into .env.", {
    cause: error,
  });
}

/** grammY names the type of an older polyfill, which the runtime's own signal satisfies but for its declaration. */
type CallSignal = AbortSignal & NonNullable<Parameters<Bot["init"]>[0]>;

/** What the handlers listen to; Telegram keeps the rest to itself. */
export const UPDATE_TYPES = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"] as const;
