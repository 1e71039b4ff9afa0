import { cp } from "node:fs/promises";
import { join } from "node:path";
import type { Transformer } from "grammy";
import type { Update, UserFromGetMe } from "grammy/types";
import { createBot } from "../../../bot/create-bot.ts";
import { createLog } from "../../../bot/log.ts";
import { createServices } from "../../../bot/services.ts";
import { ArticleDesk } from "../../../bot/staff/article-desk.ts";
import { openState } from "../../../bot/state/database.ts";
import { UpdateIntake } from "../../../bot/updates/intake.ts";
import { openArticleStore } from "../../../corpus/index.ts";
import { placeNames } from "../../bench/corpora/generated-articles.ts";
import { checkCall } from "../../bot/bot-api-rules.ts";
import { textMessage } from "../../bot/stand-in-bot-api.ts";
import { seededRandom } from "../../retrieval/storage/clustered-vectors.ts";
import { SHIPPED_ARTICLES } from "../bot-process.ts";
import { openBuiltin } from "../built-index.ts";
import { fuzzedText } from "../fuzzed-text.ts";
import { malformed } from "../malformed-update.ts";
import { Findings, type Row } from "../row.ts";

const BOT = { id: 1001, is_bot: true, first_name: "Resumption", username: "resumption_bot" } as UserFromGetMe;
const STAFF_ID = 500;
/** Updates that are in hand at once. */
const BATCH = 50;

export const fuzzedMessages: Row = {
  name: "fuzzed-messages",
  test: "fuzzed messages, malformed updates",
  holds: "0 crashes, 0 replies that Telegram would refuse",
  full: { messages: 100_000, malformed: 10_000 },
  short: { messages: 150, malformed: 100 },
  async run(counts, { folder, seed, onProgress }) {
    const findings = new Findings();
    const random = seededRandom(seed);
    const corpus = join(folder, "articles");
    await cp(SHIPPED_ARTICLES, corpus, { recursive: true });
    const answerer = await openBuiltin(corpus, folder);
    const state = await openState(":memory:");
    const faults: string[] = [];
    const log = createLog("warn", (line) => faults.push(line));
    const stop = new AbortController().signal;
    const services = createServices({ answerer, state, log, stop, oldAfterDays: 30, timezone: "Asia/Shanghai" });
    const desk = new ArticleDesk({ state, store: openArticleStore(corpus), allowedHosts: [], now: () => new Date() });
    const bot = createBot("1001:token", services, {
      apiRoot: "http://127.0.0.1:1",
      botInfo: BOT,
      staff: { ids: [STAFF_ID], desk, timezone: "Asia/Shanghai" },
    });
    let replies = 0;
    let isStrict = true;
    bot.api.config.use(
      telegramThat((method, payload) => {
        replies += 1;
        try {
          checkCall(method, payload);
        } catch (fault) {
          // To a chat that is malformed nothing can be sent that is not.
          findings.check(!isStrict, () => `${String(fault)}: ${method} ${JSON.stringify(payload).slice(0, 500)}`);
        }
      }),
    );
    const intake = new UpdateIntake(bot, services);
    const crashed = (fault: unknown) => findings.check(false, () => `unhandled: ${String(fault)}`);
    process.on("unhandledRejection", crashed);
    const places = placeNames();
    const updates = { messages: 0, malformed: 0 };
    try {
      for (const kind of ["messages", "malformed"] as const) {
        isStrict = kind === "messages";
        for (; updates[kind] < counts[kind]!;) {
          onProgress(updates[kind], counts[kind]!);
          const size = Math.min(BATCH, counts[kind]! - updates[kind]);
          const batch = Array.from({ length: size }, () => {
            const number = updates.messages + updates.malformed;
            updates[kind] += 1;
            const update = updateOf(number, fuzzedText(random, places), random);
            return isStrict ? update : malformed(update, updateOf(number, "?", random), random);
          });
          await intake.take(JSON.parse(JSON.stringify(batch)) as Update[]);
          await intake.idle();
        }
        if (isStrict) findings.check(faults.length === 0, () => `not answered: ${faults.join("")}`);
      }
    } finally {
      process.off("unhandledRejection", crashed);
      await answerer.close();
    }
    const left = await state.selectFrom("inbox").select("updateId").where("doneAt", "is", null).execute();
    await state.destroy();
    return findings.outcome({ ...updates, replies, "left as malformed": left.length });
  },
};

/** The Bot API without a network: hands every call to a check and executes it. */
function telegramThat(sees: (method: string, payload: Record<string, unknown>) => void): Transformer {
  let messageId = 1;
  return async (_previous, method, payload) => {
    sees(method, payload as Record<string, unknown>);
    const chat = { id: 7, type: "private", first_name: "Lin" };
    const message = { message_id: (messageId += 1), date: 0, chat, text: "sent" };
    return { ok: true, result: (/^(?:send|edit)Message/.test(method) ? message : true) as never };
  };
}

/** A text said in one of the ways of Telegram: in a private chat or a group, typed, edited, as a caption, inline, as a button. */
function updateOf(number: number, text: string, random: () => number): object {
  const id = 10_000 + (number % 500);
  const language = ["zh-hans", "zh-hant", "en", "ko", "xx", undefined][Math.floor(random() * 6)];
  const from = { id, is_bot: false, first_name: text.slice(0, 20) || "Lin", language_code: language };
  const isGroup = random() < 0.2;
  const chat = isGroup
    ? { id: -id, type: "supergroup", title: text.slice(0, 20) }
    : { id, type: "private", first_name: "Lin" };
  const message = textMessage(text, number + 1, { chat, from, date: 1_792_000_000 + number });
  const update = { update_id: number + 1 };
  const kind = random();
  if (kind < 0.6) return { ...update, message };
  if (kind < 0.7) return { ...update, edited_message: message };
  if (kind < 0.75)
    return { ...update, message: { ...message, text: undefined, caption: text, photo: [{ file_id: "x" }] } };
  if (kind < 0.85) return { ...update, inline_query: { id: "1", from, query: text.slice(0, 256), offset: "" } };
  if (kind < 0.9)
    return { ...update, message: { ...message, reply_to_message: { message_id: 1, from: BOT, chat, date: 0, text } } };
  if (kind < 0.95)
    return { ...update, message: { ...message, entities: [{ type: "mention", offset: 0, length: 15 }] } };
  return { ...update, callback_query: { id: "1", from, chat_instance: "1", data: text.slice(0, 20) || "x", message } };
}
