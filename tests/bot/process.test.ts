import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { StandInBotApi } from "./stand-in-bot-api.ts";
import { parseTelegramHtml } from "./telegram-html.ts";

let api: StandInBotApi;
let folder: string;
let child: ChildProcess | undefined;

beforeEach(async () => {
  api = await StandInBotApi.start();
  folder = await mkdtemp(join(tmpdir(), "process-"));
});
afterEach(async () => {
  if (child?.exitCode === null && child.signalCode === null) {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  await api.stop();
  await rm(folder, { recursive: true });
});

/** `npm start`, with the shipped article and the stand-in for Telegram. */
function start(token = api.token, root = `${api.root}/`) {
  const script = fileURLToPath(new URL("../../bot/commands/start.ts", import.meta.url));
  const started = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), script], {
    cwd: folder,
    env: {
      PATH: process.env["PATH"] ?? "",
      BOT_TOKEN: token,
      BOT_API_ROOT: root,
      CORPUS_DIR: fileURLToPath(new URL("../../corpus/articles", import.meta.url)),
      DATA_DIR: folder,
      EMBEDDINGS: "builtin",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child = started;
  return {
    started,
    errors: text(started.stderr),
    exit: once(started, "exit") as Promise<[number | null, string | null]>,
  };
}

describe("The process of the bot", () => {
  it("answers from the shipped article in Telegram and stops in peace when it is told to", async () => {
    const { started, errors, exit } = start();
    api.receiveText("吉林到桦甸的班车什么时候恢复？");
    const [sent] = await api.waitFor("sendMessage");
    const { text: message, entities } = parseTelegramHtml(String(sent?.payload["text"]));
    expect(message.split("\n")[0]).toContain("2月17日");
    const quote = entities.find(({ tag }) => tag === "blockquote");
    expect(message.slice(quote?.start, quote?.end)).toContain("将于2月17日率先开通吉林至桦甸班车");
    await api.allConfirmed();
    started.kill("SIGTERM");
    expect(await exit).toEqual([0, null]);
    expect(await errors).toContain("Answering as @resumption_bot");
    expect(await errors).not.toContain(api.token);
  });

  it("killed at any moment, answers after the next start what was not answered, and nothing twice", async () => {
    const { started, exit } = start();
    for (let n = 0; n < 30; n += 1) api.receiveText(`吉林到桦甸的班车什么时候恢复？${n}`, chat(n));
    await api.waitFor("sendMessage", 10);
    started.kill("SIGKILL");
    await exit;
    start();
    const answered = () => api.callsOf("sendMessage").map(({ payload }) => Number(payload["chat_id"]));
    await vi.waitFor(() => expect(new Set(answered()).size).toBe(30), 20_000);
    await api.allConfirmed();
    // A reply that was under way when the process was killed may come again, once.
    for (const id of new Set(answered()))
      expect(answered().filter((other) => other === id).length).toBeLessThanOrEqual(2);
  });

  it("stops in peace while it still tries to reach Telegram", async () => {
    const { started, exit } = start(api.token, "http://127.0.0.1:9");
    await new Promise<void>((resolve) => {
      started.stderr.on("data", (line) => String(line).includes("cannot be reached") && resolve());
    });
    started.kill("SIGTERM");
    expect(await exit).toEqual([0, null]);
  });

  it("says in one line that .env cannot be read, and exits with 1", async () => {
    await mkdir(join(folder, ".env"));
    const { errors, exit } = start();
    expect(await exit).toEqual([1, null]);
    expect(await errors).toMatch(
      /^Cannot read the settings in \.env [^\n]*; make it a file that this user may read\.\n$/,
    );
  });

  it("says in one line that Telegram refuses the token, and exits with 1", async () => {
    const { errors, exit } = start("9:wrong");
    expect(await exit).toEqual([1, null]);
    const lines = (await errors).trim().split("\n");
    expect(lines.at(-1)).toMatch(/^Telegram refused BOT_TOKEN/);
    expect(lines.join("\n")).not.toMatch(/9:wrong|^\s+at /m);
  });
});

function chat(n: number) {
  const id = 100 + n;
  return { chat: { id, type: "private", first_name: "Lin" }, from: { id, is_bot: false, first_name: "Lin" } };
}
