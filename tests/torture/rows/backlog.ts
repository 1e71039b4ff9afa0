import { StandInBotApi } from "../../bot/stand-in-bot-api.ts";
import { BotProcess, within } from "../bot-process.ts";
import { FaultyNetwork } from "../faulty-network.ts";
import { Findings, type Row } from "../row.ts";

/** What each chat sends, in this order, and how the reply to it is known. */
const CONVERSATION: [text: string, reply: RegExp][] = [
  ["吉林到桦甸的班车什么时候恢复？", /2月17日/],
  ["/help", /引用原句/],
  ["吉林到桦甸的班车什么时候恢复？", /2月17日/],
  ["/new", /话题/],
  ["吉林到桦甸的班车什么时候恢复？", /2月17日/],
];

const OVERALL_A_SECOND = 30;
/** Looked at over so many seconds: a busy machine bunches for a moment what was sent apart. */
const WINDOW_SECONDS = 5;
/** Bursts are allowed in a chat; over ten seconds they may not count for much. */
const IN_A_CHAT_IN_TEN_SECONDS = 13;
const SLOWEST_A_SECOND = 5;
const STARTED_WITHIN = 120_000;

export const backlog: Row = {
  name: "backlog",
  test: "questions waiting at the start",
  holds: "all answered, in order per chat, under Telegram's limits",
  full: { questions: 1000 },
  short: { questions: 20 },
  async run({ questions = 0 }, { folder, onProgress }) {
    const findings = new Findings();
    const api = await StandInBotApi.start();
    const network = await FaultyNetwork.start(api.root);
    const sent: { chatId: number; at: number; text: string }[] = [];
    network.onPassed = ({ method, payload, at }) => {
      if (method !== "sendMessage") return;
      sent.push({ chatId: Number(payload["chat_id"]), at, text: String(payload["text"]) });
      onProgress(sent.length, questions);
    };
    const chats = Array.from({ length: questions / CONVERSATION.length }, (_, index) => 10_000 + index);
    for (const [step, [text]] of CONVERSATION.entries()) {
      for (const chatId of chats) {
        const from = { id: chatId, is_bot: false, first_name: "Lin", language_code: "zh-hans" };
        const chat = { id: chatId, type: "private", first_name: "Lin" };
        api.receiveText(text, { chat, from, date: 1_792_000_000 + step });
      }
    }
    const begun = performance.now();
    const bot = new BotProcess({ token: api.token, root: network.root }, folder);
    await within((1000 * questions) / SLOWEST_A_SECOND + STARTED_WITHIN, () => sent.length >= questions);
    const seconds = (performance.now() - begun) / 1000;
    await bot.end("SIGTERM");
    await network.stop();
    await api.stop();

    findings.check(sent.length === questions, () => `${sent.length} replies to ${questions} messages`);
    for (const chatId of chats) {
      const replies = sent.filter((reply) => reply.chatId === chatId).map(({ text }) => text);
      const isInOrder = CONVERSATION.every(([, reply], index) => reply.test(replies[index] ?? ""));
      findings.check(
        isInOrder,
        () => `chat ${chatId} was answered out of order: ${replies.map((text) => text.slice(0, 12)).join(" | ")}`,
      );
    }
    const times = sent.map(({ at }) => at);
    const mostASecond = mostWithin(times, WINDOW_SECONDS * 1000) / WINDOW_SECONDS;
    const mostInAChat = Math.max(
      ...chats.map((id) =>
        mostWithin(
          sent.filter(({ chatId }) => chatId === id).map(({ at }) => at),
          10_000,
        ),
      ),
    );
    findings.check(mostASecond <= OVERALL_A_SECOND, () => `${mostASecond} messages a second`);
    findings.check(mostInAChat <= IN_A_CHAT_IN_TEN_SECONDS, () => `${mostInAChat} messages to a chat in ten seconds`);
    return findings.outcome({ questions, seconds: Math.round(seconds), "most a second": mostASecond });
  },
};

/** The most events within any window of so many milliseconds; times in ascending order. */
function mostWithin(times: number[], window: number): number {
  let most = 0;
  let first = 0;
  for (const [index, time] of times.entries()) {
    while (time - times[first]! >= window) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
