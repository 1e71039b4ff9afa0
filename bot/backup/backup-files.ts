import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { describeFault } from "../faults.ts";

/** In a backup: the articles, the state, and what seals both. */
export const ARTICLES = "articles";
export const STATE = "state.sqlite";
export const MANIFEST = "manifest.json";

/** Names as article files have them; none leads out of the folder. */
const FILE_NAME = /^(?:state\.sqlite|articles\/[^/\\]+\.md)$/;

const manifestSchema = z.strictObject({
  format: z.literal(1),
  created: z.iso.datetime(),
  files: z.record(
    z.string().regex(FILE_NAME),
    z.strictObject({ bytes: z.int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
});
export type BackupManifest = z.infer<typeof manifestSchema>;

/** A backup cannot be made, is damaged, or must not be restored; one line that says what to do. */
export class BackupError extends Error {
  override readonly name = "BackupError";
  /** The message says enough; its cause would only follow the advice. */
  readonly cure: string;

  constructor(what: string, cure: string, options?: ErrorOptions) {
    super(`${what}. ${cure}`, options);
    this.cure = cure;
  }
}

/**
 * Reads a backup and checks every byte of it.
 * @throws {BackupError} when something is missing, changed, or there that was not
 */
export async function checkBackup(folder: string): Promise<BackupManifest> {
  const refuse = (problem: string, cause?: unknown) =>
    new BackupError(`${folder} is no whole backup: ${problem}`, "Nothing was changed; take another backup.", { cause });
  const manifest = manifestSchema.safeParse(
    await readFile(join(folder, MANIFEST), "utf8").then(
      (text) => {
        try {
          return JSON.parse(text) as unknown;
        } catch {
          return undefined;
        }
      },
      (cause: unknown) => {
        throw refuse(`its ${MANIFEST} cannot be read (${describeFault(cause)})`, cause);
      },
    ),
  );
  if (!manifest.success) throw refuse(`its ${MANIFEST} is damaged or of another version`);
  const { files } = manifest.data;
  const found = await filesIn(folder);
  const missing = Object.keys(files).find((name) => !found.includes(name));
  if (missing !== undefined) throw refuse(`${missing} is missing`);
  const surplus = found.find((name) => name !== MANIFEST && files[name] === undefined);
  if (surplus !== undefined) throw refuse(`${surplus} does not belong to it`);
  for (const [name, expected] of Object.entries(files)) {
    const { sha256 } = await digestOf(join(folder, name));
    if (sha256 !== expected.sha256) throw refuse(`${name} is damaged`);
  }
  return manifest.data;
}

/** The names of all files below a folder, with slashes. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, "/").length).replaceAll("\\", "/"))
    .toSorted();
}

export async function digestOf(path: string): Promise<{ bytes: number; sha256: string }> {
  const digest = createHash("sha256");
  for await (const chunk of createReadStream(path)) digest.update(chunk as Buffer);
  return { bytes: (await stat(path)).size, sha256: digest.digest("hex") };
}

/** Waits until a file or folder is on disk. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
