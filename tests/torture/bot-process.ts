import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { StandInBotApi } from "../bot/stand-in-bot-api.ts";

const START = fileURLToPath(new URL("../../bot/commands/start.ts", import.meta.url));
export const SHIPPED_ARTICLES = fileURLToPath(new URL("../../corpus/articles", import.meta.url));
const LOADER = import.meta.resolve("tsx");

/** `npm start`, polling or with a webhook, that can be killed at any moment. */
export class BotProcess {
  readonly child: ChildProcess;
  /** All lines of the log so far. */
  errors = "";
  readonly #ended: Promise<unknown>;

  constructor(api: Pick<StandInBotApi, "token" | "root">, dataDir: string, environment: Record<string, string> = {}) {
    this.child = spawn(process.execPath, ["--import", LOADER, START], {
      cwd: dataDir,
      env: {
        PATH: process.env["PATH"] ?? "",
        BOT_TOKEN: api.token,
        BOT_API_ROOT: api.root,
        CORPUS_DIR: SHIPPED_ARTICLES,
        DATA_DIR: dataDir,
        EMBEDDINGS: "builtin",
        ...environment,
      },
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.child.stderr!.setEncoding("utf8").on("data", (text: string) => (this.errors += text));
    this.#ended = once(this.child, "exit");
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Resident memory in bytes. */
  get memory(): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
  }

  /** Ends the process by a signal; resolves with its exit code, null after a kill. */
  async end(signal: "SIGTERM" | "SIGKILL"): Promise<number | null> {
    if (this.isRunning) this.child.kill(signal);
    await this.#ended;
    return this.child.exitCode;
  }

  /** Resolves when the log holds a text; rejects when the process ends before. */
  async logged(text: string): Promise<void> {
    while (!this.errors.includes(text)) {
      if (!this.isRunning) throw new Error(`the bot ended: ${this.errors.trim().split("\n").at(-1)}`);
      await Promise.race([once(this.child.stderr!, "data"), this.#ended]);
    }
  }
}

/** A port that nothing listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Resolves as soon as it holds; false when it does not within so many milliseconds. */
export async function within(milliseconds: number, holds: () => boolean, interval = 50): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (!holds()) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
  return true;
}
