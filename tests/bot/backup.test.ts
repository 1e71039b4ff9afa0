import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkBackup } from "../../bot/backup/backup-files.ts";
import { createBackup, removeOldBackups } from "../../bot/backup/create-backup.ts";
import { restoreBackup } from "../../bot/backup/restore-backup.ts";
import { openState, type State } from "../../bot/state/database.ts";
import { tryLock } from "../../bot/state/lock.ts";
import { type Article, type ArticleStore, openArticleStore } from "../../corpus/index.ts";
import { SHIPPED_ARTICLES } from "../torture/bot-process.ts";

let folder: string;
let corpusDir: string;
let dataDir: string;
let store: ArticleStore;
let shipped: Article;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "backup-"));
  [corpusDir, dataDir] = [join(folder, "articles"), join(folder, "it's data")];
  cpSync(SHIPPED_ARTICLES, corpusDir, { recursive: true });
  store = openArticleStore(corpusDir);
  [shipped] = (await store.readAll()) as [Article];
  await inState((state) => state.insertInto("languages").values({ userId: 1, language: "ko" }).execute());
});
afterEach(() => rm(folder, { recursive: true }));

async function inState<Result>(act: (state: State) => Promise<Result>): Promise<Result> {
  const state = await openState(join(dataDir, "state.sqlite"));
  try {
    return await act(state);
  } finally {
    await state.destroy();
  }
}

const users = () => inState((state) => state.selectFrom("languages").select("userId").orderBy("userId").execute());
const ids = async () => (await store.readAll()).map(({ id }) => id);
const backup = (now = new Date()) => createBackup({ corpusDir, dataDir, folder: join(folder, "backups"), now });
const aside = () => join(folder, "aside");
const restore = (path: string, replaceNewer = true) =>
  restoreBackup({
    backup: path,
    corpusDir,
    dataDir,
    asideDir: aside(),
    mayReplaceNewer: () => Promise.resolve(replaceNewer),
  });

/** Something else in place of what was backed up. */
async function changeAll() {
  await store.write({ ...shipped, id: "later" });
  await store.write({ ...shipped, title: "改" });
  await inState((state) => state.insertInto("languages").values({ userId: 2, language: "en" }).execute());
}

describe("A backup", () => {
  it("brings articles and state back, and puts aside what was there", async () => {
    const path = await backup();
    await checkBackup(path);
    await changeAll();
    expect(await restore(path)).toBe(true);
    expect(await ids()).toEqual([shipped.id]);
    expect(await store.find(shipped.id)).toEqual(shipped);
    expect(await users()).toEqual([{ userId: 1 }]);
    expect(readdirSync(join(aside(), "articles")).toSorted()).toEqual([`${shipped.id}.md`, "later.md"].toSorted());
    expect(existsSync(join(aside(), "state.sqlite"))).toBe(true);
  });

  it("brings everything to a machine that has nothing", async () => {
    const path = await backup();
    rmSync(corpusDir, { recursive: true });
    rmSync(dataDir, { recursive: true });
    expect(await restore(path, false)).toBe(true);
    expect(await ids()).toEqual([shipped.id]);
    expect(await users()).toEqual([{ userId: 1 }]);
  });

  it("is made while the bot writes, and holds what was committed", async () => {
    await inState(async (state) => {
      await state.insertInto("languages").values({ userId: 3, language: "en" }).execute();
      const path = await backup();
      await state.insertInto("languages").values({ userId: 4, language: "en" }).execute();
      await checkBackup(path);
    });
    await restore(join(folder, "backups", readdirSync(join(folder, "backups"))[0]!));
    expect(await users()).toEqual([{ userId: 1 }, { userId: 3 }]);
  });

  it("leaves nothing behind when it cannot be made, and says so in a line", async () => {
    writeFileSync(join(folder, "backups"), "a file");
    await expect(backup()).rejects.toThrow(/^Cannot make a backup in [^\n]*Check free space[^\n]*$/);
    rmSync(join(folder, "backups"));
    // Another file, not the same one overwritten: a connection that is not collected yet would still answer for that.
    for (const end of ["", "-wal", "-shm"]) rmSync(join(dataDir, `state.sqlite${end}`), { force: true });
    writeFileSync(join(dataDir, "state.sqlite"), "not a database ".repeat(1000));
    await expect(backup()).rejects.toThrow(/^Cannot make a backup/);
    expect(readdirSync(join(folder, "backups"))).toEqual([]);
  });

  it("takes the place of older ones where only some are kept", async () => {
    for (const day of [1, 2, 3]) await backup(new Date(Date.UTC(2026, 0, day)));
    writeFileSync(join(folder, "backups", "notes"), "");
    await removeOldBackups(join(folder, "backups"), 2);
    expect(readdirSync(join(folder, "backups"))).toEqual(["2026-01-02T00-00-00Z", "2026-01-03T00-00-00Z", "notes"]);
  });
});

describe("A restore", () => {
  it("is refused over newer data unless it is agreed to, and changes nothing then", async () => {
    const path = await backup(new Date(Date.now() - 60_000));
    await changeAll();
    expect(await restore(path, false)).toBe(false);
    expect(await ids()).toHaveLength(2);
    expect(await users()).toHaveLength(2);
  });

  it("asks nothing when nothing changed since", async () => {
    const long = new Date(Date.now() - 3_600_000);
    for (const name of readdirSync(corpusDir)) utimesSync(join(corpusDir, name), long, long);
    expect(await restore(await backup(new Date(Date.now() + 60_000)), false)).toBe(true);
  });

  it("is refused while the bot runs", async () => {
    const path = await backup();
    const release = await tryLock(dataDir);
    await expect(restore(path)).rejects.toThrow("A bot runs with");
    release?.();
  });

  const damages: [string, (path: string) => void][] = [
    ["the state is cut short", (path) => truncateSync(join(path, "state.sqlite"), 5000)],
    ["an article changed", (path) => writeFileSync(join(path, "articles", `${shipped.id}.md`), "x")],
    ["an article is missing", (path) => rmSync(join(path, "articles", `${shipped.id}.md`))],
    ["a file was put there", (path) => writeFileSync(join(path, "articles", "other.md"), "x")],
    ["the manifest is missing", (path) => rmSync(join(path, "manifest.json"))],
    ["the manifest is cut short", (path) => truncateSync(join(path, "manifest.json"), 30)],
    ["the manifest leads out of it", (path) => leadOut(join(path, "manifest.json"))],
    ["there is none", (path) => rmSync(path, { recursive: true })],
  ];

  it.each(damages)("is refused in one line and changes nothing when %s", async (_, damage) => {
    const path = await backup();
    await changeAll();
    damage(path);
    await expect(restore(path)).rejects.toThrow(/^[^\n]* is no whole backup: [^\n]*\. Nothing was changed[^\n]*$/);
    expect(await ids()).toHaveLength(2);
    expect(await users()).toHaveLength(2);
    expect(existsSync(aside())).toBe(false);
  });
});

function leadOut(path: string): void {
  writeFileSync(path, readFileSync(path, "utf8").replace("articles/", "articles/../../"));
}
