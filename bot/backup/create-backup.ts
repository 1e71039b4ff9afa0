import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import Database from "libsql";
import { openArticleStore } from "../../corpus/index.ts";
import { describeFault } from "../faults.ts";
import {
  ARTICLES,
  BackupError,
  type BackupManifest,
  digestOf,
  filesIn,
  MANIFEST,
  STATE,
  sync,
} from "./backup-files.ts";

export interface BackupOptions {
  corpusDir: string;
  dataDir: string;
  /** The folder of backups; the new one becomes a folder in it, named by the time. */
  folder: string;
  now: Date;
}

/** Articles that change while they are copied are copied again, so often at most. */
const ATTEMPTS = 5;
const UNFINISHED = ".unfinished-";
const NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/;

/**
 * Copies the articles and the state as they are together at one moment; the bot may run meanwhile. A backup has its name
 * only when it is whole and on disk.
 * @returns the path of the backup
 * @throws {BackupError} when it cannot be made; nothing of it is left then
 */
export async function createBackup({ corpusDir, dataDir, folder, now }: BackupOptions): Promise<string> {
  const name = now.toISOString().replaceAll(":", "-").replace(/\.\d+/, "");
  const [unfinished, finished] = [join(folder, `${UNFINISHED}${name}`), join(folder, name)];
  try {
    await mkdir(folder, { recursive: true });
    // What a process left that died while it made one.
    for (const left of await readdir(folder)) {
      if (left.startsWith(UNFINISHED)) await rm(join(folder, left), { recursive: true });
    }
    await copyAll(corpusDir, dataDir, unfinished);
    const files: BackupManifest["files"] = {};
    for (const file of await filesIn(unfinished)) {
      await sync(join(unfinished, file));
      files[file] = await digestOf(join(unfinished, file));
    }
    const manifest: BackupManifest = { format: 1, created: now.toISOString(), files };
    await writeFile(join(unfinished, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
    await sync(join(unfinished, ARTICLES));
    await sync(unfinished);
    await rename(unfinished, finished);
    await sync(folder);
    return finished;
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    if (cause instanceof BackupError) throw cause;
    const cure = "Check free space and permissions, or choose another folder with --to.";
    throw new BackupError(`Cannot make a backup in ${folder}: ${describeFault(cause)}`, cure, { cause });
  }
}

/** Removes all but the newest backups; other folders are left alone. */
export async function removeOldBackups(folder: string, kept: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => NAME.test(name)).toSorted();
  for (const name of names.slice(0, -kept)) {
    // Renamed first, so that half a backup never looks like one.
    const doomed = join(folder, `${UNFINISHED}${name}`);
    await rename(join(folder, name), doomed);
    await rm(doomed, { recursive: true });
  }
}

async function copyAll(corpusDir: string, dataDir: string, target: string): Promise<void> {
  const store = openArticleStore(corpusDir);
  const versions = async () => JSON.stringify(await store.files());
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    await rm(target, { recursive: true, force: true });
    await mkdir(join(target, ARTICLES), { recursive: true });
    const before = await versions();
    for (const { path } of await store.files()) {
      // One that is removed at this moment shows in the versions.
      await copyFile(path, join(target, ARTICLES, basename(path))).catch((fault: NodeJS.ErrnoException) => {
        if (fault.code !== "ENOENT") throw fault;
      });
    }
    copyState(join(dataDir, STATE), join(target, STATE));
    if ((await versions()) === before) return;
  }
  throw new BackupError("The articles change all the time", "Try again when no import is under way.");
}

/** A copy of the database as it is in one transaction, checked. */
function copyState(source: string, target: string): void {
  // A bot that never ran has none.
  if (!existsSync(source)) return;
  const database = new Database(source, { timeout: 10_000 });
  try {
    database.exec(`VACUUM INTO '${target.replaceAll("'", "''")}'`);
  } finally {
    database.close();
  }
  const copy = new Database(target);
  try {
    const [result] = copy.prepare("PRAGMA integrity_check").all() as { integrity_check: string }[];
    if (result?.integrity_check === "ok") return;
    throw new BackupError(`${source} is damaged (${result?.integrity_check})`, "Restore the last good backup.");
  } finally {
    copy.close();
  }
}
