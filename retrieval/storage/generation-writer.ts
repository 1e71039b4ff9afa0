import { hash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import {
  checkGeneration,
  CURRENT,
  currentGeneration,
  encodeManifest,
  Generation,
  listGenerations,
  MANIFEST,
  type Manifest,
  sha256OfFile,
} from "./generations.ts";
import { StorageError, storageError } from "./storage-error.ts";

/** Generations kept on disk: the one in use and two to fall back to. */
const KEPT_GENERATIONS = 3;

/** Everything under construction carries this name and the process that made it, so that a later one can tell what died. */
const TEMPORARY_NAME = /^\.building-(\d+)-/;

/** What this process is building now. Its id alone does not tell: in a container, the one before had the same. */
const underConstruction = new Set<string>();

export interface GenerationContent {
  /** What makes the files: an index opened for another recipe is passed over. */
  recipe: string;
  /** What is indexed, as JSON values. */
  facts: Record<string, unknown>;
  files: Record<string, Uint8Array>;
  /** Files that are written by others, such as native code: each is given the path to write to. They run at once. */
  writers?: Record<string, (path: string) => Promise<void> | void>;
  /** Rejects when the finished generation is not fit for use; it is then thrown away. */
  verify?: (generation: Generation) => Promise<void>;
}

/**
 * Writes a new generation beside the others and makes it the current one. Until the last rename the old one is in use,
 * whatever happens. The three newest are kept; what dead processes left is removed.
 *
 * @throws StorageError when it could not be written or verified: nothing of it is left, the old generation stays in use.
 */
export async function writeGeneration(indexDir: string, content: GenerationContent): Promise<Generation> {
  const building = join(indexDir, temporaryName());
  let published: string | null = null;
  try {
    await mkdir(indexDir, { recursive: true });
    await removeLeftovers(indexDir);
    await mkdir(building);
    const manifest = await writeFiles(building, content);
    // Read back: what is published is what was meant, down to the byte.
    const draft = await checkGeneration(building, "under construction");
    await content.verify?.(draft);
    published = await publish(indexDir, building);
    await makeCurrent(indexDir, published);
    await removeOld(indexDir, published);
    return new Generation(join(indexDir, published), published, manifest);
  } catch (cause) {
    const path = published === null ? building : join(indexDir, published);
    if (published === null || (await currentGeneration(indexDir).catch(() => null)) !== published)
      await removeWhole(indexDir, path);
    throw storageError(`write the index in ${indexDir}`, cause);
  } finally {
    underConstruction.delete(basename(building));
  }
}

async function writeFiles(
  folder: string,
  { recipe, facts, files, writers = {} }: GenerationContent,
): Promise<Manifest> {
  const manifest: Manifest = { format: 1, recipe, facts, created: new Date().toISOString(), files: {} };
  for (const [file, bytes] of Object.entries(files)) await writeSynced(join(folder, file), bytes);
  // All are awaited before a failure is passed on: a writer still at work would write into a folder that is being removed.
  const written = await Promise.allSettled(
    Object.entries(writers).map(async ([file, write]) => await write(join(folder, file))),
  );
  for (const result of written) if (result.status === "rejected") throw result.reason;
  for (const [file, bytes] of Object.entries(files))
    manifest.files[file] = { bytes: bytes.length, sha256: hash("sha256", bytes) };
  for (const file of Object.keys(writers)) manifest.files[file] = await syncWritten(join(folder, file));
  await writeSynced(join(folder, MANIFEST), encodeManifest(manifest));
  await syncFolder(folder);
  return manifest;
}

/** Gives the finished folder the next free number. Another builder may take it first: a folder that is not empty refuses. */
async function publish(indexDir: string, building: string): Promise<string> {
  for (;;) {
    const newest = Math.max(
      0,
      Number(await currentGeneration(indexDir)),
      ...(await listGenerations(indexDir)).map(Number),
    );
    const name = String(newest + 1).padStart(6, "0");
    try {
      await rename(building, join(indexDir, name));
    } catch (cause) {
      if (cause instanceof Error && "code" in cause && (cause.code === "ENOTEMPTY" || cause.code === "EEXIST"))
        continue;
      throw cause;
    }
    await syncFolder(indexDir);
    return name;
  }
}

/**
 * Points CURRENT at the generation, or at a newer one of another builder. Between a look at CURRENT and its rename another may
 * have pointed it further on: whoever writes it last looks once more, and puts that right.
 */
async function makeCurrent(indexDir: string, name: string): Promise<void> {
  let newest = name;
  while (Number(await currentGeneration(indexDir)) < Number(newest)) {
    await pointAt(indexDir, newest);
    newest = (await listGenerations(indexDir)).at(-1) ?? newest;
  }
}

async function pointAt(indexDir: string, name: string): Promise<void> {
  const temporary = temporaryName();
  const path = join(indexDir, temporary);
  try {
    await writeSynced(path, `${name}\n`);
    await rename(path, join(indexDir, CURRENT));
  } catch (cause) {
    await rm(path, { force: true });
    throw cause;
  } finally {
    underConstruction.delete(temporary);
  }
  await syncFolder(indexDir);
}

/** Clearing up must not fail a build that has succeeded: what cannot be removed now is removed by a later one. */
async function removeOld(indexDir: string, published: string): Promise<void> {
  try {
    const current = await currentGeneration(indexDir);
    const names = await listGenerations(indexDir);
    for (const name of names.slice(0, -KEPT_GENERATIONS)) {
      if (name !== current && name !== published) await removeWhole(indexDir, join(indexDir, name));
    }
  } catch {
    return;
  }
}

/** Renamed before it is emptied, so that no half-removed folder ever looks like a generation. */
async function removeWhole(indexDir: string, path: string): Promise<void> {
  const temporary = temporaryName();
  const doomed = join(indexDir, temporary);
  const moved = await rename(path, doomed).then(
    () => true,
    () => false,
  );
  await rm(moved ? doomed : path, { recursive: true, force: true }).catch(() => {});
  underConstruction.delete(temporary);
}

async function removeLeftovers(indexDir: string): Promise<void> {
  for (const name of await readdir(indexDir)) {
    const owner = TEMPORARY_NAME.exec(name)?.[1];
    if (owner === undefined || underConstruction.has(name)) continue;
    if (Number(owner) === process.pid || !isRunning(Number(owner)))
      await rm(join(indexDir, name), { recursive: true, force: true });
  }
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (cause) {
    // EPERM: it runs, as another user.
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
}

function temporaryName(): string {
  const name = `.building-${process.pid}-${randomUUID()}`;
  underConstruction.add(name);
  return name;
}

async function writeSynced(path: string, content: Uint8Array | string): Promise<void> {
  const file = await open(path, "w");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncWritten(path: string): Promise<Manifest["files"][string]> {
  const file = await open(path, "r+");
  try {
    await file.sync();
    const { size } = await file.stat();
    // Native code that meets a full disk reports success and leaves an empty file.
    if (size === 0)
      throw new StorageError(`Cannot write ${path}: it is empty`, "Free some space on the disk and try again.");
    return { bytes: size, sha256: await sha256OfFile(path) };
  } finally {
    await file.close();
  }
}

/** A rename is on disk only when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
