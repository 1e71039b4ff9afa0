import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import iconv from "iconv-lite";
import { expect, it, onTestFinished } from "vitest";
import { ID, TEXT, TITLE, useCorpusCommand } from "./command.ts";

const { articles, run, show, write, notice } = useCorpusCommand();

it("says that the same article is there already and changes nothing", async () => {
  const path = await notice();
  await run(["add", path]);
  const before = await readFile(join(articles(), `${ID}.md`));
  expect(await run(["add", path])).toMatchObject({ stdout: `unchanged ${ID}  ${TITLE}\n1 unchanged\n`, end: "done" });
  expect(await readFile(join(articles(), `${ID}.md`))).toEqual(before);
});

it("shows the difference of a changed article and replaces it only when told to", async () => {
  await run(["add", await notice()]);
  const path = await write("notice.txt", `${TITLE}\n\n${TEXT.replace("17日率先", "18日率先")}\n`);
  const body = async () => ((await show(ID)) as { body: string }).body;

  const asked = await run(["add", path], { answer: "n" });
  expect(asked).toMatchObject({ stdout: expect.stringContaining("1 not replaced"), end: "incomplete" });
  expect(asked.stderr).toContain(`--- ${ID}.md\n+++ ${ID}.md\n@@ `);
  expect(asked.stderr).toContain(`\n-${TEXT}\n+${TEXT.replace("17日率先", "18日率先")}\n`);
  expect(await run(["add", path])).toMatchObject({ stderr: expect.stringContaining("--yes"), end: "incomplete" });
  expect(await body()).toBe(TEXT);

  expect(await run(["add", path], { answer: "y" })).toMatchObject({ end: "done" });
  expect(await body()).toContain("18日率先");
  expect(await run(["add", await notice(), "--yes"])).toMatchObject({ stderr: "", end: "done" });
  expect(await body()).toBe(TEXT);
});

it("goes on after bad files, names each with its reason, and fails at the end", async () => {
  const inside = dirname(await write("in/a.txt", iconv.encode(`${TITLE}\n\n${TEXT}`, "gb18030")));
  await write("in/b.txt", "");
  await write("in/sub/c.md", "---\nid: c\ntitle: 题\ndated: x\n---\n");
  await write("in/sub/d.md", `# 学校开学\n\n${TEXT}\n`);
  await write("in/.hidden.txt", TEXT);
  const outcome = await run(["add", inside, "none.txt"]);
  expect(outcome.stdout).toBe(`added ${ID}  ${TITLE}\nadded 学校开学  学校开学\n2 added, 3 refused\n`);
  expect(outcome.stderr.split("\n")).toEqual([
    expect.stringMatching(/b\.txt: empty;/),
    expect.stringMatching(/c\.md:4: dated: cannot be "x";/),
    expect.stringMatching(/none\.txt: there is no such file or folder;/),
    "",
  ]);
  expect(outcome.end).toBe("incomplete");
});

it("imports a file of JSON lines, counts what it has many of, and takes the text as it is", async () => {
  const lines = Array.from({ length: 30 }, (_, index) =>
    JSON.stringify({ docid: `d${index}`, text: `回复\r\n ${TEXT}${index}` }),
  );
  const fields = { id: "e", title: TITLE, published: "2020-02-16", source: "吉林日报", url: "https://example.org/" };
  const path = await write("all.data", [...lines, "", JSON.stringify({ ...fields, text: TEXT })].join("\n"));
  expect(await run(["add", path])).toMatchObject({ stdout: "31 added\n", end: "done" });
  expect(await show("d7")).toMatchObject({
    body: `回复\n ${TEXT}7`,
    source: null,
  });
  expect(await show("e")).toMatchObject({ ...fields, body: TEXT });
  expect(await run(["add", path])).toMatchObject({ stdout: "31 unchanged\n" });
});

it("names the lines of a bad JSON file and imports the others", async () => {
  const path = await write(
    "bad.jsonl",
    [
      '{"id":"a","text":"一"}',
      '{"id":"b","text":""}',
      '{"id":"../c","text":"三"}',
      '{"text":"四"}',
      "{",
      '{"id":"f","text":"六"}',
    ].join("\n"),
  );
  const outcome = await run(["add", path]);
  expect(outcome).toMatchObject({ stdout: "added a  一\nadded f  六\n2 added, 4 refused\n", end: "incomplete" });
  const places = outcome.stderr
    .trim()
    .split("\n")
    .map((line) => /bad\.jsonl:(\d+: \w+)/.exec(line)?.[1]);
  expect(places).toEqual(["2: text", "3: id", "4: id", "5: not"]);
});

it("adds a page by its address, and again only if it changed", async () => {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<title>${TITLE}_某某网</title><h1>${TITLE}</h1><p>来源:吉林日报 2020-02-16</p><p>${TEXT}</p>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const url = `http://localhost:${(server.address() as AddressInfo).port}/a.html`;
  expect(await run(["add", url])).toMatchObject({
    stderr: expect.stringContaining("not a public address"),
    end: "incomplete",
  });
  const environment = { ALLOWED_HOSTS: "localhost" };
  expect(await run(["add", url], { environment })).toMatchObject({
    stdout: expect.stringContaining("1 added"),
    stderr: "",
  });
  expect(await show(ID)).toMatchObject({
    title: TITLE,
    url,
    source: "吉林日报",
    published: "2020-02-16",
    body: TEXT,
  });
  expect(await run(["add", url], { environment })).toMatchObject({ stdout: expect.stringContaining("1 unchanged") });
});

it("shows side by side what a dry run would keep and remove, and adds nothing", async () => {
  const path = await write("page.txt", `${TITLE}\n\n2020-02-16 来源:吉林日报\n\n${TEXT}\n\n返回顶部\n`);
  const { stdout } = await run(["add", "--dry-run", path]);
  expect(stdout).toMatch(/^KEPT +\| REMOVED$/m);
  expect(stdout).toMatch(/^ +\| \[page data\] 2020-02-16 来源:吉林日报$/m);
  expect(stdout).toMatch(/^为满足百姓出行.* +\|$/m);
  expect(stdout).toMatch(/would be: 1 added\n$/);
  expect(stdout).toContain(`\nwould be added ${ID}  ${TITLE}\n`);
  await expect(readdir(articles())).rejects.toThrow("ENOENT");
});

it("gives an id to the first document of a folder alone", async () => {
  const inside = dirname(await write("in/a.txt", `${TITLE}\n\n${TEXT}`));
  await write("in/b.txt", `学校开学\n\n${TEXT}`);
  const outcome = await run(["add", "--id", "first", inside, "--yes"]);
  expect(outcome).toMatchObject({ stdout: `added first  ${TITLE}\n1 added, 1 refused\n`, end: "incomplete" });
  expect(outcome.stderr).toMatch(/b\.txt: --id names one article; add the other documents without it\n$/);
});

it("counts on a terminal, and takes the count off the line before it says something", async () => {
  const inside = dirname(await write("in/a.txt", `${TITLE}\n\n${TEXT}`));
  await write("in/b.txt", "");
  await write("in/c.txt", `学校开学\n\n${TEXT}`);
  const { stderr, stdout } = await run(["add", inside], { isTTY: true });
  expect(stderr).toContain("reading 3");
  // What stands on the line after the escape that clears it.
  const ofMessage = stderr.split("\n").find((line) => line.includes("b.txt: empty"))!;
  expect(ofMessage.slice(ofMessage.lastIndexOf("\u001b["))).not.toContain("reading");
  expect(stdout).toContain("2 added, 1 refused");
});

it("takes files of any name, and refuses a folder's odd one without stopping", async () => {
  const inside = dirname(await write("in/-复工 通知 (1)'\".txt", `${TITLE}\n\n${TEXT}`));
  await write("in/b.md", "---\nid: b\ntitle: &a [*a]\n---\n\n文。\n");
  await write("in/c.md", "---\nid: c\ntitle: *nowhere\n---\n\n文。\n");
  const outcome = await run(["add", inside]);
  expect(outcome).toMatchObject({ stdout: `added ${ID}  ${TITLE}\n1 added, 2 refused\n`, end: "incomplete" });
  expect(outcome.stderr.trim().split("\n")).toEqual([
    expect.stringMatching(/b\.md:\d: .*; /),
    expect.stringMatching(/c\.md:2: not YAML: Unresolved alias.*; write the values themselves/),
  ]);
});
