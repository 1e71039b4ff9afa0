import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerSchema } from "../../retrieval/index.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "commands-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a command in an empty folder, so that no `.env` is found, with only these variables set. */
async function run(command: string, options: string[], environment: Record<string, string> = {}) {
  const script = fileURLToPath(new URL(`../../bot/commands/${command}.ts`, import.meta.url));
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), script, ...options], {
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", ...environment },
  });
  child.stdin.end();
  const exited = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [out, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { out, errors, code };
}

describe("Wrong usage of a command is one line that says what to do, and exit code 2", () => {
  it.each([
    { what: "no question", options: [], says: 'Say what to ask: npm run ask -- "QUESTION"' },
    { what: "an empty question", options: ["--", " "], says: "The question is empty." },
    { what: "an unknown option", options: ["--jsno"], says: "unknown option '--jsno'" },
  ])("for $what", async ({ options, says }) => {
    const { out, errors, code } = await run("ask", options);
    expect(errors).toContain(says);
    expect(errors).not.toMatch(/^\s+at /m);
    expect(out).toBe("");
    expect(code).toBe(2);
  });
});

describe("Commands", () => {
  it.each(["ask", "start"])("%s explains itself with --help", async (command) => {
    const { out, errors, code } = await run(command, ["--help"]);
    expect(out).toContain("Usage:");
    expect(errors).toBe("");
    expect(code).toBe(0);
  });

  it.each(["ask", "start"])("%s names a setting that is wrong in one line, and exits with 1", async (command) => {
    const options = command === "ask" ? ["--", "when?"] : [];
    const { out, errors, code } = await run(command, options, { EMBEDDINGS: "best", BOT_TOKEN: "1:secret value" });
    expect(errors.trim().split("\n")).toHaveLength(1);
    expect(errors).toContain("EMBEDDINGS: expected one of auto, transformers, builtin");
    expect(errors).not.toContain("secret");
    expect(out).toBe("");
    expect(code).toBe(1);
  });
});

describe("ask --json", () => {
  it("prints one answer that keeps to the schema, quoted from the shipped article, and nothing else", async () => {
    const environment = {
      EMBEDDINGS: "builtin",
      CORPUS_DIR: fileURLToPath(new URL("../../corpus/articles", import.meta.url)),
      DATA_DIR: join(folder, "data"),
    };
    const { out, code } = await run("ask", ["--json", "--", "吉林到桦甸的班车什么时候恢复?"], environment);
    const answer = answerSchema.parse(JSON.parse(out));
    expect(answer).toMatchObject({ status: "answered", answer: "2月17日", language: "zh" });
    expect(answer.citations[0]?.quote).toContain("将于2月17日率先开通吉林至桦甸班车");
    expect(code).toBe(0);
  });
});
