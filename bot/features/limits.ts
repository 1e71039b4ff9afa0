import { Composer } from "grammy";
import type { BotContext } from "../context.ts";

const WINDOW_MILLISECONDS = 60_000;

/**
 * Drops what a user says beyond a number of updates in a minute, and says so once. Counted by the times at which
 * messages were sent, so that what waited while the bot was down is not taken for a flood.
 */
export function limits(updatesPerMinute: number, now: () => Date): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const recent = new Map<number, { times: number[]; told: boolean }>();

  composer.use(async (context, next) => {
    const userId = context.from?.id;
    if (userId === undefined) return next();
    const sent = context.message ? context.message.date * 1000 : now().getTime();
    const user = recent.get(userId) ?? { times: [], told: false };
    user.times = user.times.filter((time) => time > sent - WINDOW_MILLISECONDS);
    // Set anew, so that the map stays in the order of the last use and the oldest can be dropped.
    recent.delete(userId);
    recent.set(userId, user);
    dropIdle(recent, sent);
    if (user.times.length < updatesPerMinute) {
      user.times.push(sent);
      user.told = false;
      return next();
    }
    if (user.told || context.chatId === undefined) return;
    user.told = true;
    await context.reply(context.t("too-many"));
  });
  return composer;
}

function dropIdle(recent: Map<number, { times: number[] }>, now: number): void {
  for (const [userId, { times }] of recent) {
    const last = times.at(-1);
    if (last === undefined || last > now - WINDOW_MILLISECONDS) return;
    recent.delete(userId);
  }
}
