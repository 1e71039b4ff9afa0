import { Composer } from "grammy";
import type { BotContext } from "../context.ts";
import { findGaps } from "../gaps.ts";
import { splitFormatted } from "../message/formatted-text.ts";
import type { Services } from "../services.ts";
import type { ArticleDesk } from "../staff/article-desk.ts";
import { browsing } from "../staff/articles.ts";
import { offerIn } from "../staff/offer.ts";
import { proposals } from "../staff/proposals.ts";

export interface StaffConfig {
  /** Telegram user ids. */
  ids: readonly number[];
  desk: ArticleDesk;
  /** IANA time zone in which dates are meant. */
  timezone: string;
}

const GAPS_SHOWN = 15;
const GAPS_PERIOD_MILLISECONDS = 30 * 86_400_000;

/** What only staff may do, told apart by their Telegram ids on every update; others are told so, and nothing else is done. */
export function staff(services: Services, config: StaffConfig | undefined): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const byStaff = composer.filter(({ from }) => from !== undefined && config?.ids.includes(from.id) === true);
  byStaff.use(gaps(services));
  const privately = byStaff.chatType("private");
  privately.command("staff", (context) => context.reply(context.t("staff-help")));
  if (config) {
    const { desk, timezone } = config;
    privately.use(browsing(desk), proposals(desk, { ...services, timezone }));
  }
  composer.filter(({ from }) => from === undefined || config?.ids.includes(from.id) !== true).use(refusals());
  return composer;
}

function gaps({ state, now }: Services): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command("gaps", async (context) => {
    const found = await findGaps(state, now().getTime() - GAPS_PERIOD_MILLISECONDS);
    const lines = found.slice(0, GAPS_SHOWN).map(({ count, question }) => `${count} × ${question}`);
    const list = lines.length === 0 ? context.t("no-gaps") : lines.join("\n");
    // Plain text: a resident's question is data.
    for (const { text } of splitFormatted({ text: list, spans: [] })) await context.reply(text);
  });
  return composer;
}

/** For everybody else. A short forwarded post and a long typed text stay questions. */
function refusals(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command("gaps", (context) => context.reply(context.t("staff-only")));
  const privately = composer.chatType("private");
  privately.command(["staff", "articles", "remove"], (context) => context.reply(context.t("staff-only")));
  privately.callbackQuery(/^(articles|proposal):/, (context) =>
    context.answerCallbackQuery({ text: context.t("staff-only"), show_alert: true }),
  );
  privately.on("message:document", (context, next) =>
    // Telegram calls a moving picture a document too.
    context.msg.animation ? next() : context.reply(context.t("articles-by-staff")),
  );
  privately.on(["message:text", "message:caption"], (context, next) => {
    const offer = offerIn(context);
    return offer && offer.kind !== "pasted" ? context.reply(context.t("articles-by-staff")) : next();
  });
  return composer;
}
