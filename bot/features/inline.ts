import { Composer, InlineQueryResultBuilder } from "grammy";
import { type ChatAnswerer, withQuestion } from "../chat-answerer.ts";
import type { BotContext } from "../context.ts";
import { splitFormatted, toHtml, wellFormed } from "../message/formatted-text.ts";

/** Telegram may show a result again for this long without asking; shorter than articles take to change. */
const CACHE_SECONDS = 60;

/** Inline mode: `@bot question` in any chat offers the answer, with its citations, to be sent there. */
export function inline(answerer: ChatAnswerer): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("inline_query", async (context) => {
    const question = context.inlineQuery.query.trim();
    // A question that cannot be answered here may be asked in private, where the nearest is shown.
    const options = {
      cache_time: CACHE_SECONDS,
      // The button speaks the language of the user's interface.
      is_personal: true,
      button: { text: context.t("ask-privately"), start_parameter: "inline" },
    };
    if (question === "") return void (await context.answerInlineQuery([], options));
    const { answer, content, translate } = await answerer.compose({ question });
    // In the chat nobody sees what was asked.
    const [first] = splitFormatted(withQuestion(question, content, translate));
    if (answer.citations.length === 0 || !first) return void (await context.answerInlineQuery([], options));
    const result = InlineQueryResultBuilder.article("answer", wellFormed(answer.answer), {
      description: wellFormed(answer.citations[0]?.quote ?? ""),
    }).text(toHtml(first), { parse_mode: "HTML", link_preview_options: { is_disabled: true } });
    return void (await context.answerInlineQuery([result], { cache_time: CACHE_SECONDS }));
  });
  return composer;
}
