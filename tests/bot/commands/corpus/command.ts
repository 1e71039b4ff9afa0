import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { CommanderError } from "commander";
import { beforeEach, onTestFinished } from "vitest";
import { createCorpusProgram } from "../../../../bot/commands/corpus/program.ts";

/** A notice, its only paragraph, and the id that it gets. */
export const TITLE = "关于恢复客运班线的通知:吉林至桦甸";
export const TEXT = "为满足百姓出行,该局将于2月17日率先开通吉林至桦甸班车,目前旅客可通过手机预订17日及以后车票。";
export const ID = "关于恢复客运班线的通知-吉林至桦甸";

interface Outcome {
  stdout: string;
  stderr: string;
  /** "done" or "incomplete", or the error's name. */
  end: string;
}

/** The corpus command over a folder of its own for each test. */
export function useCorpusCommand() {
  let folder: string;
  const articles = () => join(folder, "articles");

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "corpus-command-"));
    onTestFinished(() => rm(folder, { recursive: true }));
  });

  /** Runs the command as `npm run corpus` does; `answer` is what a person at the terminal types, if one is there. */
  async function run(
    words: string[],
    { answer, environment = {}, isTTY = false }: { answer?: string; environment?: object; isTTY?: boolean } = {},
  ) {
    const stdin = Object.assign(new PassThrough(), { isTTY: answer !== undefined });
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const outcome: Outcome = { stdout: "", stderr: "", end: "done" };
    stdout.on("data", (text) => (outcome.stdout += String(text)));
    stderr.on("data", (text) => {
      outcome.stderr += String(text);
      if (String(text).includes("[y/N]")) stdin.write(`${answer}\n`);
    });
    const terminal = { stdin, stdout, stderr: Object.assign(stderr, { isTTY }) };
    const program = createCorpusProgram({ CORPUS_DIR: articles(), ...environment }, terminal, () => {
      outcome.end = "incomplete";
    });
    try {
      await program.parseAsync(words, { from: "user" });
    } catch (error) {
      const { name, message } = error as Error;
      outcome.end = name;
      if (!(error instanceof CommanderError)) outcome.stderr += message;
    }
    return outcome;
  }

  async function show(id: string): Promise<Record<string, unknown>> {
    return JSON.parse((await run(["show", id, "--json"])).stdout) as Record<string, unknown>;
  }

  async function write(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    return path;
  }

  return { articles, run, show, write, notice: () => write("notice.txt", `${TITLE}\n\n${TEXT}\n`) };
}
