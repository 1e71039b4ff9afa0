import { mkdir } from "node:fs/promises";
import { AskedOfBot } from "../asked-questions.ts";
import { BotProcess, freePort, within } from "../bot-process.ts";
import { StandInBotApi } from "../../bot/stand-in-bot-api.ts";
import { seededRandom } from "../../retrieval/storage/clustered-vectors.ts";
import { Findings, type Row } from "../row.ts";

const SECRET = "a-secret-of-the-webhook";
/** Questions between two kills: more than are answered by then. */
const QUESTIONS_A_KILL = 20;
const ANSWERED_IN_THE_END = 120_000;

/** Delivers an update as Telegram does: again and again until it hears that it arrived. */
async function post(port: number, update: object): Promise<void> {
  for (;;) {
    const headers = { "content-type": "application/json", "x-telegram-bot-api-secret-token": SECRET };
    const options = { method: "POST", headers, body: JSON.stringify(update) };
    const response = await fetch(`http://127.0.0.1:${port}/hook`, options).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export const killedWhileAnswering: Row = {
  name: "killed-answering",
  test: "kill -9 while answering, polling and webhook",
  holds: "0 lost, at most 1 repeat per message in flight",
  full: { polling: 50, webhook: 50 },
  short: { polling: 0, webhook: 1 },
  async run(counts, { folder, seed, onProgress }) {
    const findings = new Findings();
    const figures: Record<string, number> = { kills: 0, questions: 0, lost: 0, repeated: 0 };
    const random = seededRandom(seed);
    for (const way of ["polling", "webhook"] as const) {
      const kills = counts[way]!;
      if (kills === 0) continue;
      const api = await StandInBotApi.start();
      const port = await freePort();
      const questions = new AskedOfBot(api, Number.MAX_SAFE_INTEGER);
      const webhook = { WEBHOOK_URL: "https://bot.example.org/hook", WEBHOOK_SECRET: SECRET, PORT: String(port) };
      const environment = { MESSAGES_PER_SECOND: "200", ...(way === "webhook" && webhook) };
      const start = () => new BotProcess(api, `${folder}/${way}`, environment);
      const deliveries: Promise<void>[] = [];
      let begun = 0;
      let mostAnswers = 0;
      const ask = () =>
        questions.ask((update) => {
          if (way === "polling") api.receive(update);
          else deliveries.push(post(port, update));
        });
      await mkdir(`${folder}/${way}`);
      try {
        for (let kill = 0; kill < kills; kill += 1) {
          onProgress(kill, kills);
          const bot = start();
          const before = api.callsOf("sendMessage").length;
          for (let number = 0; number < QUESTIONS_A_KILL; number += 1) ask();
          await api.waitFor("sendMessage", before + 1 + Math.floor(random() * QUESTIONS_A_KILL));
          await new Promise((resolve) => setTimeout(resolve, random() * 20));
          findings.check(bot.isRunning, () => `${way}: the bot ended by itself: ${bot.errors}`);
          await bot.end("SIGKILL");
          // What it had sent may still be on its way.
          await new Promise((resolve) => setTimeout(resolve, 100));
          mostAnswers = Math.max(mostAnswers, mostToOneChat(api, begun));
          begun = api.calls.length;
        }
        const last = start();
        const isAllAnswered = () => questions.tally().lost === 0;
        await within(ANSWERED_IN_THE_END, isAllAnswered);
        await Promise.all(deliveries);
        await last.end("SIGTERM");
        const { lost, repeated } = questions.tally();
        mostAnswers = Math.max(mostAnswers, mostToOneChat(api, begun));
        findings.check(lost === 0, () => `${way}: ${lost} of ${questions.asked.length} questions were lost`);
        // Each chat asks once: only what a kill caught in flight is answered by the next process too.
        findings.check(mostAnswers <= 1, () => `${way}: one process answered a question ${mostAnswers} times`);
        figures["kills"]! += kills;
        figures["questions"]! += questions.asked.length;
        figures["lost"]! += lost;
        figures["repeated"]! += repeated;
      } finally {
        await api.stop();
      }
    }
    return findings.outcome(figures);
  },
};

/** The most messages to one chat from some call on. */
function mostToOneChat(api: StandInBotApi, from: number): number {
  const sent = api.calls.slice(from).filter(({ method }) => method === "sendMessage");
  const counts = new Map<unknown, number>();
  for (const { payload } of sent) counts.set(payload["chat_id"], (counts.get(payload["chat_id"]) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
