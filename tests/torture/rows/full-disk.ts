import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readdir, rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { openArticleStore } from "../../../corpus/index.ts";
import { generateArticles } from "../../bench/corpora/generated-articles.ts";
import { StandInBotApi } from "../../bot/stand-in-bot-api.ts";
import { AskedOfBot } from "../asked-questions.ts";
import { BotProcess, SHIPPED_ARTICLES, within } from "../bot-process.ts";
import { Findings, type Row } from "../row.ts";

const ASK = fileURLToPath(new URL("../../../bot/commands/ask.ts", import.meta.url));
const QUESTION = "吉林到桦甸的班车什么时候恢复？";
const ANSWERED_WITHIN = 60_000;
const DISK = "24m";
const PAGE = 4096;

const runProgram = promisify(execFile);

interface Said {
  code: number | null;
  answer: string;
  errors: string[];
}

/** `npm run ask` with a data folder. */
async function ask(corpus: string, data: string): Promise<Said> {
  const words = ["--import", import.meta.resolve("tsx"), ASK, "--json", QUESTION];
  const environment = { PATH: process.env["PATH"] ?? "", CORPUS_DIR: corpus, DATA_DIR: data, EMBEDDINGS: "builtin" };
  const child = spawn(process.execPath, words, { env: environment, cwd: corpus, stdio: ["ignore", "pipe", "pipe"] });
  const [answer, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code: child.exitCode, answer, errors: errors.split("\n").filter((line) => line !== "") };
}

/** Fills the disk of a folder but for so many bytes. */
async function fill(folder: string, free: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const filler = Buffer.alloc(Math.max(0, bavail * bsize - free));
  await writeFile(join(folder, "filler"), filler).catch((fault: NodeJS.ErrnoException) => {
    // Who else writes there may have taken the last of it.
    if (fault.code !== "ENOSPC") throw fault;
  });
}

export const fullDisk: Row = {
  name: "full-disk",
  test: "disk full at different moments, read-only data folder",
  holds: "old generation serves; one clear message; no temporary files left",
  full: { fillings: 30, questions: 20 },
  short: { fillings: 1, questions: 2 },
  async run({ fillings = 0, questions = 0 }, { folder, onProgress }) {
    const findings = new Findings();
    const disk = join(folder, "disk");
    const corpus = join(folder, "articles");
    await mkdir(disk);
    await cp(SHIPPED_ARTICLES, corpus, { recursive: true });
    try {
      await runProgram("mount", ["-t", "tmpfs", "-o", `size=${DISK}`, "tmpfs", disk]);
    } catch {
      return { figures: {}, broken: [], skipped: "only root may mount the small file system that is to be filled" };
    }
    try {
      const data = join(disk, "data");
      await ask(corpus, data);
      const store = openArticleStore(corpus);
      const [shipped] = await store.readAll();
      const added = generateArticles(shipped!, 13 * (fillings + 2));
      const check = async (what: string, message: RegExp, { code, answer, errors }: Said) => {
        findings.check(code === 0 && answer.includes("2月17日"), () => `${what}: not answered (${errors.join(" / ")})`);
        const isClear = errors.length === 1 && message.test(errors[0]!);
        findings.check(isClear, () => `${what}: said ${JSON.stringify(errors)}`);
        const left = (await readdir(disk, { recursive: true })).filter((name) => name.includes(".building"));
        findings.check(left.length === 0, () => `${what}: left ${left.join()}`);
      };
      for (let filling = 0; filling < fillings; filling += 1) {
        onProgress(filling, fillings);
        await store.write(added[filling]!);
        // From nothing free to nearly enough for the new index: the disk is full earlier or later while it is written.
        const free = Math.floor((filling * 100) / fillings) * PAGE;
        await fill(disk, free);
        const said = await ask(corpus, data);
        await rm(join(disk, "filler"));
        const isEnough = said.errors.length === 0;
        if (!isEnough || filling === 0) {
          await check(
            `${free} bytes free`,
            /^Cannot .*: the disk is full\. Free some space, .* The index before it serves on\.$/,
            said,
          );
        }
      }
      await ask(corpus, data);

      await store.write(added.at(-2)!);
      await runProgram("mount", ["-o", "remount,ro", disk]);
      await check(
        "read-only",
        /^Cannot .*: the file system is read-only\. Set DATA_DIR .* The index before it serves on\.$/,
        await ask(corpus, data),
      );
      const refused = await startAndEnd(data, corpus);
      findings.check(
        refused.code === 1 && refused.lines.length === 1,
        () => `the bot said ${refused.lines.join(" / ")}`,
      );
      await runProgram("mount", ["-o", "remount,rw", disk]);

      const answered = await answerOnFullDisk(disk, data, corpus, questions, findings);
      return findings.outcome({ fillings, "answers on a full disk": answered });
    } finally {
      await runProgram("umount", ["-l", disk]);
    }
  },
};

/** The bot with a data folder that cannot be written. */
async function startAndEnd(data: string, corpus: string): Promise<{ code: number | null; lines: string[] }> {
  const bot = new BotProcess({ token: "1:none", root: "http://127.0.0.1:1" }, data, { CORPUS_DIR: corpus });
  await within(ANSWERED_WITHIN, () => !bot.isRunning);
  const code = await bot.end("SIGKILL");
  return { code, lines: bot.errors.trim().split("\n") };
}

/** The disk fills up under a running bot and is freed again. */
async function answerOnFullDisk(
  disk: string,
  data: string,
  corpus: string,
  count: number,
  findings: Findings,
): Promise<number> {
  const api = await StandInBotApi.start();
  const questions = new AskedOfBot(api, Number.MAX_SAFE_INTEGER);
  const bot = new BotProcess(api, data, { CORPUS_DIR: corpus });
  try {
    await bot.logged("Answering as");
    questions.askPolling();
    await within(ANSWERED_WITHIN, () => questions.tally().lost === 0);
    await fill(disk, 0);
    for (let number = 0; number < count; number += 1) questions.askPolling();
    const isAnswered = await within(ANSWERED_WITHIN, () => questions.tally().lost === 0);
    findings.check(
      isAnswered,
      () => `on a full disk ${questions.tally().lost} of ${count} questions were not answered`,
    );
    await rm(join(disk, "filler"));
    questions.askPolling();
    const goesOn = await within(ANSWERED_WITHIN, () => questions.tally().lost === 0);
    findings.check(goesOn, () => "with space again, a question was not answered");
    const { repeated } = questions.tally();
    findings.check(repeated === 0, () => `${repeated} answers were repeated`);
    const warnings = bot.errors.split("\n").filter((line) => line.includes('"warn"'));
    findings.check(warnings.length <= 2, () => `the log: ${warnings.join(" / ")}`);
    findings.check(bot.isRunning, () => `the bot ended: ${bot.errors}`);
    findings.check((await bot.end("SIGTERM")) === 0, () => `the bot did not stop in peace: ${bot.errors}`);
    return questions.asked.length;
  } finally {
    await bot.end("SIGKILL");
    await api.stop();
  }
}
