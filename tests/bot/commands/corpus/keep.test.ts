import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ID, TEXT, TITLE, useCorpusCommand } from "./command.ts";

const { articles, run, show, notice } = useCorpusCommand();

it("adds, lists, shows and removes an article", async () => {
  expect(await run(["add", await notice()])).toMatchObject({
    stdout: `added ${ID}  ${TITLE}\n1 added\n`,
    stderr: "",
    end: "done",
  });
  expect((await run(["list"])).stdout).toMatch(new RegExp(`^id +title +source .*\\n${ID}  ${TITLE} +- +- +1 +-\\n$`));
  expect(JSON.parse((await run(["list", "--json"])).stdout)).toEqual([
    {
      id: ID,
      title: TITLE,
      source: null,
      url: null,
      published: null,
      dated: null,
      language: "zh",
      supersedes: [],
      bylines: [],
    },
  ]);
  expect(await show(ID)).toMatchObject({ id: ID, title: TITLE, body: TEXT });
  expect((await run(["show", ID])).stdout).toBe(await readFile(join(articles(), `${ID}.md`), "utf8"));
  expect(await run(["remove", ID, "--yes"])).toMatchObject({ stdout: `removed ${ID}  ${TITLE}\n` });
  expect(await readdir(articles())).toEqual([]);
});

it("sets fields, shows them before and after, and refuses what does not fit", async () => {
  await run(["add", await notice()]);
  const set = await run(["set", ID, "published=2020-02-16", "bylines=王秋月, 栾哲", "source="]);
  expect(set.stdout).toBe("published: - -> 2020-02-16\nbylines: - -> 王秋月,栾哲\nsource: - -> -\n");
  for (const word of ["published=2020-2-16", "title=", "id=b", "author=x", "published"]) {
    expect(await run(["set", ID, word])).toMatchObject({ stdout: "", end: "CommandError" });
  }
  expect(await show(ID)).toMatchObject({
    published: "2020-02-16",
    bylines: ["王秋月", "栾哲"],
    body: TEXT,
  });
});

it("notes what supersedes what, and refuses circles", async () => {
  for (const id of ["a", "b"]) await run(["add", await notice(), "--id", id]);
  expect((await run(["supersede", "a", "b"])).stdout).toBe("b supersedes a\n");
  expect(await run(["supersede", "b", "a"])).toMatchObject({ end: "CommandError" });
  expect(await run(["supersede", "a", "a"])).toMatchObject({ end: "CommandError" });
  for (const word of ["supersedes=none", "supersedes=a", "supersedes=b"]) {
    expect(await run(["set", "a", word])).toMatchObject({ stdout: "", end: "CommandError" });
  }
  expect(await show("a")).toMatchObject({ supersedes: [] });
  expect(await show("b")).toMatchObject({ supersedes: ["a"] });
});

it("tells what is in force again when the article that superseded it is removed", async () => {
  for (const id of ["a", "b", "c"]) await run(["add", await notice(), "--id", id]);
  await run(["supersede", "a", "b"]);
  await run(["supersede", "a", "c"]);
  expect(await run(["remove", "b", "--yes"])).toMatchObject({ stderr: "" });
  expect(await run(["remove", "c", "--yes"])).toMatchObject({ stderr: "in force again, since c superseded it: a\n" });
});

it("lists ids whole, however long, since they are to be typed", async () => {
  const id = "吉林市交通运输局关于有序恢复道路客运班线和城区公交线路的通知";
  await run(["add", await notice(), "--id", id]);
  expect((await run(["list"])).stdout).toContain(`\n${id}  `);
});

it("asks before it removes", async () => {
  await run(["add", await notice()]);
  expect(await run(["remove", ID])).toMatchObject({
    stdout: "",
    stderr: expect.stringContaining("--yes"),
    end: "incomplete",
  });
  expect(await run(["remove", ID], { answer: "n" })).toMatchObject({ stdout: "", end: "incomplete" });
  expect(await run(["remove", ID], { answer: "yes" })).toMatchObject({ end: "done" });
});

it("checks the articles and removes a broken one", async () => {
  await run(["add", await notice()]);
  await writeFile(join(articles(), "broken.md"), "x");
  const checked = await run(["check"]);
  expect(checked).toMatchObject({ end: "incomplete", stderr: "" });
  expect(checked.stdout).toMatch(/^fault: .*broken\.md:1: no front matter;/);
  expect(await run(["remove", "broken", "--yes"])).toMatchObject({ end: "done" });
  expect(await run(["check"])).toMatchObject({ end: "done", stdout: expect.stringMatching(/0 faults, 1 notices\n$/) });
});

it.each([
  [["show", "none"], "CommandError", "there is no article none; npm run corpus -- list shows the ids"],
  [["set", "../x", "title=a"], "CommandError", "there is no article ../x;"],
  [["list"], "CorpusFolderError", "there is no folder"],
  [["check"], "CorpusFolderError", "there is no folder"],
  [["add", "--id", "a", "b.txt", "c.txt"], "UsageError", "--id names one article"],
  [["show"], "CommanderError", "missing required argument"],
  [["bogus"], "CommanderError", "unknown command"],
  [["list", "--bogus"], "CommanderError", "unknown option"],
])("answers %j with one line", async (words, end, message) => {
  const outcome = await run(words);
  expect(outcome).toMatchObject({ stdout: "", end, stderr: expect.stringContaining(message) });
});

it("shows its help without valid settings", async () => {
  const outcome = await run(["--help"], { environment: { PORT: "x" } });
  expect(outcome.stdout).toContain("supersede");
});
