import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import Database from "libsql";

/** How often a lock that another process holds is tried again, in milliseconds. */
const RETRY_INTERVAL = 500;

/**
 * Takes the lock of a data folder, which one process holds at a time: two that worked off one inbox would answer everything
 * twice. It is SQLite's own lock on a file, which the system releases with the process, however that ends.
 * @returns what releases it; undefined when another process holds it
 * @throws when the folder cannot be written
 */
export async function tryLock(dataDir: string): Promise<(() => void) | undefined> {
  await mkdir(dataDir, { recursive: true });
  const database = new Database(join(dataDir, "running.lock"));
  try {
    database.exec("BEGIN EXCLUSIVE");
    return () => database.close();
  } catch (fault) {
    database.close();
    if (fault instanceof Error && "code" in fault && fault.code === "SQLITE_BUSY") return undefined;
    throw fault;
  }
}

/**
 * As `tryLock`, waiting for the process that holds it to end, such as the one that this one replaces.
 * @returns undefined when `stop` came first
 */
export async function waitForLock(
  dataDir: string,
  { stop, onWait }: { stop: AbortSignal; onWait(): void },
): Promise<(() => void) | undefined> {
  for (let attempts = 0; !stop.aborted; attempts += 1) {
    const release = await tryLock(dataDir);
    if (release) return release;
    if (attempts === 0) onWait();
    await delay(RETRY_INTERVAL, undefined, { signal: stop }).catch(() => undefined);
  }
  return undefined;
}
