import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AskedQuestions } from "../../bot/asked-questions.ts";
import { findGaps } from "../../bot/gaps.ts";
import { openState, type State } from "../../bot/state/database.ts";
import { answerTo, citation } from "./fakes.ts";

let state: State;
let minute: number;
let asked: AskedQuestions;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gaps-"));
  state = await openState(join(folder, "state.sqlite"));
  minute = 0;
  asked = new AskedQuestions(state, () => Date.parse("2026-11-20T00:00:00Z") + minute++ * 60_000);
});
afterEach(async () => {
  await state.destroy();
  await rm(folder, { recursive: true });
});

const refuse = (question: string) =>
  asked.add(answerTo(question, { status: "not-found", citations: [], nearest: [citation({ quote: "最接近的话。" })] }));

describe("Gaps", () => {
  it("are the questions that were refused, answered in part or voted down, the most asked first", async () => {
    await refuse("药店几点开门？");
    await refuse("学校什么时候开学？");
    await refuse("学校什么时候开学？");
    await asked.add(answerTo("到长春的班车呢？", { status: "partial" }));
    await asked.add(answerTo("到桦甸的班车呢？"));
    await asked.vote(await asked.add(answerTo("复工率是多少？")), "down", "outdated");
    const gaps = await findGaps(state, 0);
    expect(gaps.map(({ count, question }) => [count, question])).toEqual([
      [2, "学校什么时候开学？"],
      [1, "复工率是多少？"],
      [1, "到长春的班车呢？"],
      [1, "药店几点开门？"],
    ]);
    expect(gaps[0]).toMatchObject({ nearest: "最接近的话。", outcomes: { notFound: 2, partial: 0, votedDown: 0 } });
  });

  it("are grouped when they are asked in about the same words", async () => {
    await refuse("吉林到长春的班车什么时候恢复？");
    await refuse("请问吉林到长春的班车什么时候恢复");
    await refuse("幼儿园什么时候恢复？");
    const gaps = await findGaps(state, 0);
    expect(gaps.map(({ count }) => count)).toEqual([2, 1]);
    expect(gaps[0]?.variants).toEqual(["请问吉林到长春的班车什么时候恢复"]);
  });

  it("are grouped across ways to ask, and told in the wordings that differ in more than marks", async () => {
    await refuse("吉林到长春的班车什么时候恢复?");
    await refuse("吉林到长春的班车什么时候恢复");
    await refuse("请问长春到吉林的班车哪天恢复呢？");
    await refuse("学校什么时候恢复？");
    await refuse("When does the bus to Changchun resume?");
    await refuse("when will the Changchun bus resume");
    const gaps = await findGaps(state, 0);
    expect(gaps.map(({ question, variants }) => [question, ...variants])).toEqual([
      ["吉林到长春的班车什么时候恢复?", "请问长春到吉林的班车哪天恢复呢？"],
      ["When does the bus to Changchun resume?", "when will the Changchun bus resume"],
      ["学校什么时候恢复？"],
    ]);
  });

  it("can be those since an instant", async () => {
    await refuse("药店几点开门？");
    await refuse("学校什么时候开学？");
    expect(await findGaps(state, Date.parse("2026-11-20T00:01:00Z"))).toHaveLength(1);
  });

  it("are printed by the command, for people or as CSV that no spreadsheet runs", async () => {
    await refuse('=HYPERLINK("http://evil.example")');
    const since = ["--since", "2026-11-01"];
    expect((await run(since)).out).toMatch(/^1 × =HYPERLINK.*\n {4}last asked 2026-11-20; 1 refused\n {4}nearest: /);
    expect((await run([...since, "--csv"])).out.split("\n")[1]).toBe(
      `1,2026-11-20T00:00:00.000Z,1,0,0,"'=HYPERLINK(""http://evil.example"")","","最接近的话。"`,
    );
    expect(await run(["--since", "lately"])).toMatchObject({ code: 2, out: "" });
  });
});

async function run(options: string[]) {
  const script = fileURLToPath(new URL("../../bot/commands/gaps.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), script, ...options], {
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", DATA_DIR: folder },
  });
  const exited = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [out, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { out, errors, code };
}
