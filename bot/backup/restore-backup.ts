import { cp, copyFile, mkdir, rename, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { openArticleStore } from "../../corpus/index.ts";
import { tryLock } from "../state/lock.ts";
import { ARTICLES, BackupError, checkBackup, STATE, sync } from "./backup-files.ts";

export interface RestoreOptions {
  backup: string;
  corpusDir: string;
  dataDir: string;
  /** Where what is there now is put aside; nothing is lost by a restore. */
  asideDir: string;
  /** Asked when the articles or the state changed after the backup was made; false leaves everything as it is. */
  mayReplaceNewer(changedAt: Date): Promise<boolean>;
}

/** SQLite's files beside a database: what it has not yet written into it. */
const STATE_FILES = [STATE, `${STATE}-wal`, `${STATE}-shm`];
const TEMPORARY = ".restoring";

/**
 * Puts articles and state back as a backup has them. Everything is checked before anything is changed, and what was there
 * is copied aside first. When it is interrupted, running it again completes it.
 * @returns whether it was restored; false when newer data were not to be replaced
 * @throws {BackupError} when the backup is damaged or the bot is running
 */
export async function restoreBackup(options: RestoreOptions): Promise<boolean> {
  const { backup, corpusDir, dataDir, asideDir, mayReplaceNewer } = options;
  const { created, files } = await checkBackup(backup);
  const release = await tryLock(dataDir);
  if (!release) throw new BackupError(`A bot runs with ${dataDir}`, "Stop it, restore, and start it again.");
  try {
    const changedAt = await lastChange(corpusDir, dataDir);
    if (changedAt > Date.parse(created) && !(await mayReplaceNewer(new Date(changedAt)))) return false;
    await putAside(corpusDir, dataDir, asideDir);
    const names = Object.keys(files);
    await restoreArticles(
      names.filter((name) => name !== STATE).map((name) => join(backup, name)),
      corpusDir,
    );
    if (names.includes(STATE)) await restoreState(join(backup, STATE), dataDir);
    return true;
  } finally {
    release();
  }
}

/** When an article or the state was written last, in milliseconds since 1970; 0 when there are none. */
async function lastChange(corpusDir: string, dataDir: string): Promise<number> {
  const paths = [
    ...(await articlePaths(corpusDir)),
    // Opening a database for a look touches the others.
    join(dataDir, STATE),
    join(dataDir, `${STATE}-wal`),
  ];
  const times = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ mtimeMs, size }) => (size > 0 ? mtimeMs : 0),
        () => 0,
      ),
    ),
  );
  return Math.max(0, ...times);
}

async function articlePaths(corpusDir: string): Promise<string[]> {
  const files = await openArticleStore(corpusDir)
    .files()
    .catch(() => []);
  return files.map(({ path }) => path);
}

async function putAside(corpusDir: string, dataDir: string, asideDir: string): Promise<void> {
  await mkdir(join(asideDir, ARTICLES), { recursive: true });
  for (const path of await articlePaths(corpusDir)) await copyFile(path, join(asideDir, ARTICLES, basename(path)));
  for (const name of STATE_FILES) {
    await cp(join(dataDir, name), join(asideDir, name)).catch((fault: NodeJS.ErrnoException) => {
      if (fault.code !== "ENOENT") throw fault;
    });
  }
}

async function restoreArticles(sources: string[], corpusDir: string): Promise<void> {
  await mkdir(corpusDir, { recursive: true });
  const kept = new Set(sources.map((path) => basename(path)));
  for (const source of sources) await replace(source, join(corpusDir, basename(source)));
  for (const path of await articlePaths(corpusDir)) if (!kept.has(basename(path))) await rm(path);
  await sync(corpusDir);
}

async function restoreState(source: string, dataDir: string): Promise<void> {
  // What SQLite keeps beside the old database must not be taken for the new one's.
  for (const name of STATE_FILES.slice(1)) await rm(join(dataDir, name), { force: true });
  await replace(source, join(dataDir, STATE));
  await sync(dataDir);
}

/** The file at `target` is the old one or the new one, whole, at every moment. */
async function replace(source: string, target: string): Promise<void> {
  const temporary = target + TEMPORARY;
  await copyFile(source, temporary);
  await sync(temporary);
  await rename(temporary, target);
}
