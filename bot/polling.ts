import { type Bot, GrammyError } from "grammy";
import type { BotContext } from "./context.ts";
import { describeFault } from "./faults.ts";

export interface PollingOptions {
  log(line: string): void;
  /** Seconds to wait before asking again when another process polls for the same bot. */
  conflictPauseSeconds?: number;
}

/** Telegram refused the token. */
export class TokenError extends Error {
  override name = "TokenError";
}

/**
 * Polls for updates until `stop` aborts. Updates are handled one after the other and confirmed only by the next poll,
 * so that one that was not answered when the process died comes again (the runner confirms before it handles).
 * @throws {TokenError} when Telegram refuses the token
 */
export async function poll(bot: Bot<BotContext>, stop: AbortSignal, options: PollingOptions): Promise<void> {
  const { log, conflictPauseSeconds = 5 } = options;
  bot.catch(({ error }) => log(`An update failed: ${describeFault(error, bot.token)}`));
  const stopBot = () => void bot.stop().catch(() => undefined);
  stop.addEventListener("abort", stopBot);
  let conflictReported = false;
  try {
    while (!stop.aborted) {
      try {
        await bot.start({
          onStart: ({ username }) => log(`Answering as @${username}. Stop with Ctrl+C.`),
        });
      } catch (error) {
        if (isRefusedToken(error)) {
          throw new TokenError("Telegram refused BOT_TOKEN. Copy the token again from @BotFather into .env.", {
            cause: error,
          });
        }
        if (!(error instanceof GrammyError && error.error_code === 409)) throw error;
        if (!conflictReported) log("Another process polls for this bot; waiting until it stops.");
        conflictReported = true;
        await pause(conflictPauseSeconds * 1000, stop);
      }
    }
  } finally {
    stop.removeEventListener("abort", stopBot);
  }
}

/** 401 for a token that was revoked; 404 for what does not look like a token at all. */
function isRefusedToken(error: unknown): boolean {
  return error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}
