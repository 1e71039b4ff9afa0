import { Composer } from "grammy";
import type { BotContext } from "../context.ts";
import { findGaps } from "../gaps.ts";
import { splitFormatted } from "../message/formatted-text.ts";
import type { Services } from "../services.ts";

const GAPS_SHOWN = 15;
const GAPS_PERIOD_MILLISECONDS = 30 * 86_400_000;

/** Commands for staff, told apart by their Telegram ids on every update; others are told so. */
export function staff({ state, now }: Services, staffIds: readonly number[]): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command("gaps", async (context) => {
    if (!context.from || !staffIds.includes(context.from.id))
      return void (await context.reply(context.t("staff-only")));
    const gaps = await findGaps(state, now().getTime() - GAPS_PERIOD_MILLISECONDS);
    const lines = gaps.slice(0, GAPS_SHOWN).map(({ count, question }) => `${count} × ${question}`);
    const list = lines.length === 0 ? context.t("no-gaps") : lines.join("\n");
    // Plain text: a resident's question is data.
    for (const { text } of splitFormatted({ text: list, spans: [] })) await context.reply(text);
  });
  return composer;
}
