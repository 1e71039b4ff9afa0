import { setTimeout as delay } from "node:timers/promises";
import { type Bot, GrammyError } from "grammy";
import type { BotContext, CallSignal } from "../context.ts";
import { describeFault } from "../faults.ts";
import type { UpdateIntake } from "./intake.ts";
import type { Log } from "../log.ts";

export interface PollingOptions {
  /** Ends the polling; what was taken is not waited for. */
  stop: AbortSignal;
  log: Log;
  /** Takes the updates. Telegram is told that they arrived only after it has them safe. */
  intake: Pick<UpdateIntake, "take" | "hasRoom">;
  /** Milliseconds to wait before asking again after a refusal, such as while another process polls for the same bot. */
  pause?: number;
}

/** Telegram refused the token. */
export class TokenError extends Error {
  override name = "TokenError";
}

/** How long Telegram holds a poll that has nothing to give, and how long is waited for it at most. */
const POLL_SECONDS = 5;
/** A poll may be left hanging when Telegram or the network comes back: polling is to go on within ten seconds of that. */
const POLL_LIMIT_MILLISECONDS = 9500;

/** Two processes that poll end each other's calls in turns; one that went on so long undisturbed is alone. */
const CONFLICT_OVER_MILLISECONDS = 60_000;

/**
 * Long polling until `stop` aborts, for a bot that is connected. grammY's own loop handles one update after the other, and its runner confirms
 * updates before they are handled; this one hands them to a durable inbox first.
 * @throws {TokenError} when Telegram refuses the token
 */
export async function poll(bot: Bot<BotContext>, options: PollingOptions): Promise<void> {
  const { stop, log, intake, pause = 5000 } = options;
  let offset = 0;
  let conflictAt: number | undefined;
  try {
    // A webhook that is still registered would keep the updates.
    await bot.api.deleteWebhook({}, stop as CallSignal);
    log.info(`Answering as @${bot.botInfo.username}. Stop with Ctrl+C.`);
    while (!stop.aborted) {
      const limit = AbortSignal.timeout(POLL_LIMIT_MILLISECONDS);
      try {
        const poll = { offset, timeout: POLL_SECONDS, allowed_updates: UPDATE_TYPES };
        const updates = await bot.api.getUpdates(poll, AbortSignal.any([stop, limit]) as CallSignal);
        if (conflictAt !== undefined && Date.now() - conflictAt > CONFLICT_OVER_MILLISECONDS) {
          log.info("No other process polls for this bot any more.");
          conflictAt = undefined;
        }
        await intake.take(updates);
        await intake.hasRoom();
        offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
      } catch (error) {
        if (stop.aborted || refusedToken(error) !== undefined) throw error;
        if (limit.aborted) continue;
        if (error instanceof GrammyError && error.error_code === 409) {
          if (conflictAt === undefined) log.warn("Another process polls for this bot: waiting. Stop one of the two.");
          conflictAt = Date.now();
        } else {
          log.warn(`Polling failed and goes on: ${describeFault(error, bot.token)}`, { fault: error });
        }
        await delay(pause, undefined, { signal: stop });
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

/** What the handlers listen to; Telegram keeps the rest to itself. */
export const UPDATE_TYPES = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"] as const;
