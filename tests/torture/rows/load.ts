import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { openArticleStore } from "../../../corpus/index.ts";
import { generateArticles } from "../../bench/corpora/generated-articles.ts";
import { quantileOf } from "../../bench/report.ts";
import { StandInBotApi } from "../../bot/stand-in-bot-api.ts";
import { AskedOfBot } from "../asked-questions.ts";
import { BotProcess, SHIPPED_ARTICLES, within } from "../bot-process.ts";
import { FaultyNetwork } from "../faulty-network.ts";
import { Findings, type Row } from "../row.ts";

const CORPUS_COMMAND = fileURLToPath(new URL("../../../bot/commands/corpus.ts", import.meta.url));
const QUESTIONS_A_SECOND = 5;
const CHATS = 200;
const PASSAGES_AN_ARTICLE = 13;
const SLOWEST_OF_HUNDRED = 1000;
const MOST_GROWTH = 0.1;
/** Shares of the time: the import begins, the warm-up ends. */
const IMPORT_AT = 0.1;
const WARM_AFTER = 0.4;
const ANSWERED_WITHIN = 60_000;

export const load: Row = {
  name: "load",
  test: "5 questions a second for 10 minutes, 200 chats, an import of 600 articles meanwhile",
  holds: "0 lost, p99 under 1 s, memory growth under 10 % after warm-up",
  full: { seconds: 600, articles: 600 },
  short: { seconds: 4, articles: 5 },
  async run({ seconds = 0, articles = 0 }, { folder, onProgress }) {
    const findings = new Findings();
    const corpus = `${folder}/articles`;
    await cp(SHIPPED_ARTICLES, corpus, { recursive: true });
    const [shipped] = await openArticleStore(corpus).readAll();
    const lines = generateArticles(shipped!, PASSAGES_AN_ARTICLE * articles).map(({ id, title, body, published }) =>
      JSON.stringify({ id, title, text: body, published }),
    );
    await writeFile(`${folder}/import.jsonl`, lines.join("\n"));

    const api = await StandInBotApi.start();
    const network = await FaultyNetwork.start(api.root);
    const questions = new AskedOfBot(api, CHATS);
    const answeredAt = new Map<number, number[]>();
    network.onPassed = ({ method, payload, at }) => {
      const chatId = Number(payload["chat_id"]);
      if (method === "sendMessage") answeredAt.set(chatId, [...(answeredAt.get(chatId) ?? []), at]);
    };
    const bot = new BotProcess({ token: api.token, root: network.root }, folder, { CORPUS_DIR: corpus });
    try {
      await bot.logged("Answering as");
      const memory: number[] = [];
      const ticks = seconds * QUESTIONS_A_SECOND;
      let importing: Promise<unknown> | undefined;
      const begun = performance.now();
      for (let tick = 0; tick < ticks; tick += 1) {
        if (tick % QUESTIONS_A_SECOND === 0) {
          memory.push(bot.memory);
          onProgress(tick, ticks);
        }
        if (tick >= ticks * IMPORT_AT) importing ??= importArticles(`${folder}/import.jsonl`, corpus, folder);
        questions.askPolling();
        const next = begun + ((tick + 1) * 1000) / QUESTIONS_A_SECOND;
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())));
      }
      await within(ANSWERED_WITHIN, () => questions.tally().lost === 0);
      findings.check((await importing) === 0, () => "the import failed");
      const { lost, repeated } = questions.tally();
      findings.check(lost + repeated === 0, () => `${lost} lost, ${repeated} repeated of ${questions.asked.length}`);
      findings.check(bot.isRunning, () => `the bot ended: ${bot.errors}`);
      const times = timesToAnswer(questions, answeredAt);
      const p99 = quantileOf(times, 0.99);
      // A few seconds beside other work say nothing of time and growth.
      const isLong = seconds >= 60;
      findings.check(!isLong || p99 < SLOWEST_OF_HUNDRED, () => `p99 is ${Math.round(p99)} ms`);
      const warm = memory.slice(Math.floor(memory.length * WARM_AFTER));
      const part = Math.max(1, Math.floor(warm.length / 6));
      const growth = quantileOf(warm.slice(-part), 0.5) / quantileOf(warm.slice(0, part), 0.5) - 1;
      findings.check(!isLong || growth < MOST_GROWTH, () => `memory grew by ${(growth * 100).toFixed(1)} %`);
      return findings.outcome({
        questions: questions.asked.length,
        lost,
        p50: `${Math.round(quantileOf(times, 0.5))} ms`,
        p99: `${Math.round(p99)} ms`,
        slowest: `${Math.round(Math.max(...times))} ms`,
        memory: `${Math.round(warm.at(-1)! / 1e6)} MB`,
        growth: `${(growth * 100).toFixed(1)} %`,
      });
    } finally {
      await bot.end("SIGTERM");
      await network.stop();
      await api.stop();
    }
  },
};

async function importArticles(file: string, corpus: string, dataDir: string): Promise<number | null> {
  const environment = { PATH: process.env["PATH"] ?? "", CORPUS_DIR: corpus, DATA_DIR: dataDir };
  const command = ["--import", import.meta.resolve("tsx"), CORPUS_COMMAND, "add", file, "--yes"];
  const child = spawn(process.execPath, command, { env: environment, stdio: "ignore" });
  await once(child, "exit");
  return child.exitCode;
}

/** Milliseconds from each question to its answer; within a chat answers come in the order of the questions. */
function timesToAnswer(questions: AskedOfBot, answeredAt: Map<number, number[]>): number[] {
  const seen = new Map<number, number>();
  return questions.asked.map(({ chatId, at }) => {
    const index = seen.get(chatId) ?? 0;
    seen.set(chatId, index + 1);
    return (answeredAt.get(chatId)?.[index] ?? Number.POSITIVE_INFINITY) - at;
  });
}
