import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Bot } from "grammy";
import { openAnswerer } from "../../../retrieval/index.ts";
import { StandInBotApi } from "../../bot/stand-in-bot-api.ts";
import { goldQuestions } from "../corpora/corpus-folder.ts";
import { type BenchOptions, SERVING_FLAGS } from "../options.ts";
import type { Report } from "../report.ts";

const SUITE = "bot";
const ARTICLES = fileURLToPath(new URL("../../../corpus/articles", import.meta.url));
/** A user may not send more in a minute than a reader could. */
const MESSAGES_A_USER = 5;

/** The bot's own process over HTTP against a stand-in for Telegram, until every message is answered. */
export async function measureBot(report: Report, { quick, onProgress }: BenchOptions): Promise<void> {
  const count = quick ? 300 : 5_000;
  const measure = `answers over HTTP, ${count.toLocaleString("en-US")} messages`;
  const gold = await goldQuestions();
  const questions = gold.map(({ question }) => question).filter((question) => question.trim() !== "");
  onProgress(measure);
  const own = await answersPerSecond(questions, count, runBot);
  report.ours(SUITE, measure, own, "/s", "written to disk before they are answered");
  const peer = await answersPerSecond(questions, count, runPlainBot);
  report.peer(SUITE, measure, "grammY's own polling, same answers", peer, "no state: messages are lost in a crash");
}

/** Starts a bot and resolves with what stops it. */
type RunBot = (api: StandInBotApi, folder: string) => Promise<() => Promise<void>>;

async function answersPerSecond(questions: readonly string[], count: number, run: RunBot): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), "bench-"));
  const api = await StandInBotApi.start();
  const ask = (number: number) => {
    const id = 10_000 + Math.floor(number / MESSAGES_A_USER);
    const user = { id, is_bot: false, first_name: "Lin", language_code: "zh-hans" };
    api.receiveText(questions[number % questions.length]!, {
      chat: { id, type: "private", first_name: "Lin" },
      from: user,
    });
  };
  const stop = await run(api, folder);
  try {
    // The first answers compile code and load models.
    const warmUp = 50;
    for (let number = 0; number < warmUp; number++) ask(count + number);
    await api.waitFor("sendMessage", warmUp);
    const began = performance.now();
    for (let number = 0; number < count; number++) ask(number);
    await api.waitFor("sendMessage", warmUp + count);
    return (1_000 * count) / (performance.now() - began);
  } finally {
    await stop();
    await api.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function runBot(api: StandInBotApi, folder: string): Promise<() => Promise<void>> {
  const script = fileURLToPath(new URL("../../../bot/commands/start.ts", import.meta.url));
  const child = spawn(process.execPath, [...SERVING_FLAGS, "--import", import.meta.resolve("tsx"), script], {
    cwd: folder,
    env: {
      PATH: process.env["PATH"] ?? "",
      BOT_TOKEN: api.token,
      BOT_API_ROOT: api.root,
      CORPUS_DIR: ARTICLES,
      DATA_DIR: folder,
      EMBEDDINGS: "builtin",
      LOG_LEVEL: "error",
      MESSAGES_PER_SECOND: "1000",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return async () => {
    const ended = once(child, "exit");
    if (child.exitCode !== null || !child.kill()) return;
    await ended;
  };
}

/** What a first bot looks like: grammY's built-in loop, one message after the other. */
async function runPlainBot(api: StandInBotApi, folder: string): Promise<() => Promise<void>> {
  const answerer = await openAnswerer({
    corpusDir: ARTICLES,
    dataDir: folder,
    embeddings: "builtin",
    embeddingModel: "none",
    modelDir: folder,
  });
  const bot = new Bot(api.token, { client: { apiRoot: api.root } });
  bot.on("message:text", async (context) => {
    const { text } = await answerer.invoke({ question: context.message.text });
    await context.reply(text.slice(0, 4_096));
  });
  void bot.start();
  return async () => {
    await bot.stop();
    await answerer.close();
  };
}
