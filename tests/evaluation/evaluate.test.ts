import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, it } from "vitest";
import type { Report } from "./report/report.ts";

const SCRIPT = fileURLToPath(new URL("evaluate.ts", import.meta.url));
const BUS = "该局将于2月17日率先开通吉林至桦甸班车。";
const ARTICLE = `---\nid: news\ntitle: 客运恢复\n---\n\n${BUS}\n\n目前已开通5条定制公交线路,每天运行10个班次。\n`;
const QUESTION = {
  id: "bus",
  lang: "zh",
  question: "吉林至桦甸班车什么时候开通?",
  answerable: true,
  answer: [["2月17日"]],
  evidence: [BUS],
};

let folder: string;
const inFolder = (name: string) => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "evaluate-test-"));
  await mkdir(inFolder("articles"));
  await mkdir(inFolder("policy"));
  await writeFile(inFolder("articles/news.md"), ARTICLE);
  const write = (name: string, row: object) => writeFile(inFolder(name), `${JSON.stringify(row)}\n`);
  await write("right.jsonl", QUESTION);
  await write("wrong.jsonl", { ...QUESTION, answer: [["2月18日"]] });
  await write("policy/documents.jsonl", { docid: "a1", text: BUS });
  await write("policy/distractors.jsonl", { docid: "b2", text: "车辆凭证通行,企业应当测温。" });
  await write("policy/questions-dev.jsonl", {
    id: "1",
    question: QUESTION.question,
    docids: ["a1"],
    answer: "2月17日",
  });
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command in the folder, so that no `.env` is found. */
async function evaluate(...words: string[]) {
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), SCRIPT, ...words], {
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", CORPUS_DIR: "articles" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { output, errors, code: code as unknown };
}

describe.concurrent("npm run evaluate", () => {
  it("prints the table, leaves no data and exits with 0 when every threshold is met", async ({ expect }) => {
    const { output, errors, code } = await evaluate("--gold", "right.jsonl");
    expect({ errors, code }).toEqual({ errors: "", code: 0 });
    expect(output).toMatch(/^all +1 +1\.000 +1\.000 +1\.000 +- +0\.000 +1\.000$/m);
    expect(output).toMatch(/^Every threshold is met\.$/m);
    await expect(access(inFolder("data"))).rejects.toThrow("ENOENT");
  });

  it("exits with 1 when one is missed, and lists the misses when asked", async ({ expect }) => {
    const { output, errors, code } = await evaluate("--gold", "wrong.jsonl", "--misses");
    expect({ errors, code }).toEqual({ errors: "", code: 1 });
    expect(output).toMatch(
      /^bus .*wrong answer\n[\s\S]*expected: 2月18日\n[\s\S]*answer: {3}answered [01]\.\d\d 2月17日/,
    );
    expect(output).toContain("Missed: given answerAccuracy 0.000, should be at least 0.95");
  });

  it("prints one JSON object with --json, policy questions included, and writes the page", async ({ expect }) => {
    const words = ["--json", "--policy-qa", "policy", "--quick", "--html", "report.html"];
    const { output, errors } = await evaluate("--gold", "right.jsonl", ...words);
    expect(errors).toBe("");
    const report = JSON.parse(output) as Report;
    expect(report.facts.all).toMatchObject({ questions: 1, metrics: { answerAccuracy: 1 } });
    expect(report.policyQuestions).toMatchObject({
      questions: 1,
      passages: 2,
      metrics: { rightArticleFirst: 1, ndcg10: 1, verbatim: 1 },
    });
    expect(await readFile(inFolder("report.html"), "utf8")).toContain("<h2>Policy questions</h2>");
  });

  it.for([
    ["a gold file that is missing", ["--gold", "nowhere.jsonl"], "Cannot read nowhere.jsonl"],
    ["a folder of articles that is missing", ["--gold", "right.jsonl", "--corpus", "nowhere"], "nowhere"],
    [
      "a folder without policy questions",
      ["--gold", "right.jsonl", "--policy-qa", "articles"],
      "articles/documents.jsonl",
    ],
    ["--quick alone", ["--quick"], "--quick goes with --policy-qa"],
  ] as const)("exits with 2 and one line for %s", async ([, words, says], { expect }) => {
    const { errors, code } = await evaluate(...words);
    expect(code).toBe(2);
    expect(errors.trimEnd().split("\n")).toEqual([expect.stringContaining(says)]);
  });

  it("explains itself with --help", async ({ expect }) => {
    const { output, code } = await evaluate("--help");
    expect(code).toBe(0);
    for (const option of ["--gold", "--corpus", "--policy-qa", "--misses", "--html", "--json", "Exit code"])
      expect(output).toContain(option);
  });
});
