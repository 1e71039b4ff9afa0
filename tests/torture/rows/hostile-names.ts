import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { createDocumentReader, openAdditionPlanner, openArticleStore, readSource } from "../../../corpus/index.ts";
import { writeFile } from "node:fs/promises";
import { ArticleDesk } from "../../../bot/staff/article-desk.ts";
import { openState } from "../../../bot/state/database.ts";
import { Findings, type Row } from "../row.ts";

const PARTS = [
  "../",
  "..\\",
  "/",
  "./",
  "~/",
  "C:\\",
  "\\\\host\\share\\",
  "%2e%2e%2f",
  "..%c0%af",
  "....//",
  "\u0000",
  "\n",
  "\r\n",
  "\u202e",
  "．．／",
  "‥／",
  "CON",
  "NUL",
  ".md",
  ".git/",
  "-rf",
  "$(id)",
  "`id`",
  ";id",
  "|id",
  "*",
  "?",
  "'",
  '"',
  "a".repeat(300),
  "汉".repeat(120),
  " ",
  ".",
  "..",
  "articles/",
  "CURRENT",
  "state.sqlite",
  "é",
  "e\u0301",
  "\ud800",
  "👪",
  "#",
  "%00",
  ":",
];
const TARGETS = ["etc/passwd", "state.sqlite", "notice", "index/CURRENT"];

/** So many names, each made of parts that lead out of folders, end names early or are read otherwise by a shell. */
function namesOf(count: number): string[] {
  const names = PARTS.flatMap((part) => TARGETS.map((target) => part + target));
  const twice = PARTS.flatMap((part) => [part + part + part + "x", `x${part}`]);
  return [...names, ...twice].slice(0, count);
}

export const hostileNames: Row = {
  name: "hostile-names",
  test: "hostile file names, titles and ids",
  holds: "nothing outside the folder of articles",
  full: { names: 200 },
  short: { names: 40 },
  async run({ names: wanted = 0 }, { folder, onProgress }) {
    const findings = new Findings();
    // Deep enough that a way out of it stays inside the row's own folder.
    const corpus = join(folder, "a", "b", "c", "articles");
    await mkdir(corpus, { recursive: true });
    const store = openArticleStore(corpus);
    const state = await openState(":memory:");
    const desk = new ArticleDesk({ state, store, allowedHosts: [], now: () => new Date() });
    const reader = createDocumentReader();
    const lines = join(folder, "hostile.jsonl");
    const names = namesOf(wanted);
    let added = 0;
    let refused = 0;
    for (const [index, name] of names.entries()) {
      onProgress(index, names.length);
      const body = `第${index}号通知。将于2月17日率先开通吉林至桦甸班车,目前旅客可通过手机预订17日及以后车票。`;
      // Sent to the bot under that name, with that title.
      const proposal = await desk.proposeDocument({ bytes: Buffer.from(`${name}\n\n${body}`), name });
      if (typeof proposal !== "string") await desk.add(proposal, 500);
      // Read by an address that looks like it, and by a bulk file whose id it is.
      await desk
        .proposeAddress(name)
        .catch((fault: unknown) => findings.check(false, () => `${name}: ${String(fault)}`));
      await desk.remove(name, 500);
      await writeFile(lines, JSON.stringify({ id: name, title: name, text: body }));
      for await (const { result } of readSource(lines, reader)) {
        if (result instanceof Error) refused += 1;
        else {
          const { article } = await (await openAdditionPlanner(store)).plan(result);
          const outcome: unknown = await store.write(article).catch((fault: unknown) => fault);
          if (outcome instanceof Error) refused += 1;
          else added += 1;
        }
      }
    }
    await state.destroy();
    const all = await readdir(folder, { recursive: true, withFileTypes: true });
    const outside = all.filter(
      (entry) => entry.isFile() && entry.name !== "hostile.jsonl" && entry.parentPath !== corpus,
    );
    findings.check(
      outside.length === 0,
      () => `written: ${outside.map((entry) => join(entry.parentPath, entry.name)).join()}`,
    );
    for (const { path } of await store.files()) {
      const fault: unknown = await store.read(path).then(
        () => undefined,
        (error: unknown) => error,
      );
      findings.check(fault === undefined, () => `${path} is not an article: ${String(fault)}`);
    }
    const foreign = (await readdir(corpus)).filter((name) => !name.endsWith(".md"));
    findings.check(foreign.length === 0, () => `not articles: ${foreign.join()}`);
    return findings.outcome({ names: names.length, added, refused, files: (await store.files()).length });
  },
};
