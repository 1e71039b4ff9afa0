import { createHash, hash } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, open, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { StorageError, storageError } from "./storage-error.ts";

/**
 * An index on disk is a folder of immutable generations, `000012/` and so on, and the file `CURRENT`, which names the one
 * in use. A generation is published by one rename and chosen by another, so a reader sees the one before or the one after.
 */
export const CURRENT = "CURRENT";
export const MANIFEST = "manifest.json";
const GENERATION_NAME = /^\d{6,}$/;

/** Plain names only: a manifest cannot point outside its folder. */
const FILE_NAME = /^[a-z0-9][a-z0-9.-]*$/i;
const SHA256 = /^[0-9a-f]{64}$/;

const manifestSchema = z.strictObject({
  format: z.literal(1),
  /** What made the files: code, model, dimension. Another recipe is another index. */
  recipe: z.string(),
  /** What was indexed, in the builder's own terms: counts, checksums of the articles. */
  facts: z.record(z.string(), z.unknown()),
  created: z.iso.datetime(),
  files: z.record(
    z.string().regex(FILE_NAME),
    z.strictObject({ bytes: z.int().nonnegative(), sha256: z.string().regex(SHA256) }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** One generation whose every file had the length and the checksum of its manifest when it was opened. */
export class Generation {
  readonly name: string;
  readonly manifest: Manifest;
  readonly #folder: string;
  /** What was read when it was opened and has not been asked for since. */
  readonly #checked: Map<string, Uint8Array>;

  constructor(folder: string, name: string, manifest: Manifest, checked = new Map<string, Uint8Array>()) {
    this.#folder = folder;
    this.name = name;
    this.manifest = manifest;
    this.#checked = checked;
  }

  has(file: string): boolean {
    return Object.hasOwn(this.manifest.files, file);
  }

  /** For native code, which reads the file itself. Throws for a file that the manifest does not name. */
  path(file: string): string {
    if (!this.has(file)) throw new Error(`index generation ${this.name} has no file ${file}`);
    return join(this.#folder, file);
  }

  /**
   * The whole file in a shared buffer of its own, which starts at offset 0: a typed array of any kind may be laid over it,
   * and other threads may be given it.
   *
   * @throws StorageError when it cannot be read or has been damaged since the generation was opened.
   */
  async read(file: string): Promise<Uint8Array> {
    const path = this.path(file);
    const { bytes: size, sha256 } = this.manifest.files[file]!;
    const checked = this.#checked.get(file);
    // Not kept here as well: the reader may drop what it has read.
    if (this.#checked.delete(file)) return checked!;
    const bytes = await readShared(path, size).catch((cause: unknown) => {
      throw storageError(`read ${path}`, cause);
    });
    if (hash("sha256", bytes) !== sha256) throw damaged(path);
    return bytes;
  }

  /** Copies a file into a generation under construction. A copy and not a link: damage to one must leave the other whole. */
  async copy(file: string, target: string): Promise<void> {
    const path = this.path(file);
    await copyFile(path, target, constants.COPYFILE_FICLONE);
    // Damage since the opening must not be sealed with a new checksum.
    if ((await sha256OfFile(target)) !== this.manifest.files[file]!.sha256) throw damaged(path);
  }
}

function damaged(path: string): StorageError {
  return new StorageError(`${path} is damaged`, "Start again: the index is made anew from the articles.");
}

/** A file as memory that every thread may read. */
async function readShared(path: string, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(new SharedArrayBuffer(size));
  const file = await open(path, "r");
  try {
    for (let at = 0; at < size;) {
      const { bytesRead } = await file.read(bytes, at, size - at, at);
      if (bytesRead === 0) throw new Error(`it has ${at} bytes, ${size} were written`);
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
  return bytes;
}

/** `true`: use it; `false` or a reason in words: pass it over. */
export type Accepts = (manifest: Manifest) => boolean | string;

/**
 * The current generation, else the newest other one that is whole and accepted, else null. Each one passed over is
 * reported with its reason. Every byte is checked against the manifest before anything is used: native code that reads a
 * damaged graph crashes the process or finds wrong neighbours. Cost: 0.9 ms a megabyte, measured (SHA-256, two cores).
 *
 * @param keeps files that will be read next: what is read of them to be checked is kept until then.
 * @throws StorageError when the folder exists and cannot be read.
 */
export async function openGeneration(
  indexDir: string,
  accepts: Accepts,
  onNotice: (notice: string) => void = () => {},
  keeps: (file: string) => boolean = () => false,
): Promise<Generation | null> {
  for (const name of await candidates(indexDir)) {
    try {
      const folder = join(indexDir, name);
      const manifest = await readManifest(folder);
      // Asked first: the bytes of one that is not wanted need no checking.
      const accepted = accepts(manifest);
      if (accepted === true) return await checkFiles(folder, name, manifest, keeps);
      onNotice(`index generation ${name} passed over: ${accepted === false ? "made by another recipe" : accepted}`);
    } catch (cause) {
      onNotice(`index generation ${name} passed over: ${reasonOf(cause)}`);
    }
  }
  return null;
}

/** The generations of the folder, the newest last; none when there is no folder. */
export async function listGenerations(indexDir: string): Promise<string[]> {
  try {
    const names = await readdir(indexDir);
    return names.filter((name) => GENERATION_NAME.test(name)).sort((left, right) => Number(left) - Number(right));
  } catch (cause) {
    if (isMissing(cause)) return [];
    throw storageError(`read the index in ${indexDir}`, cause);
  }
}

/** The name in CURRENT, or null when there is none or it names nothing that a generation could be called. */
export async function currentGeneration(indexDir: string): Promise<string | null> {
  try {
    const name = (await readFile(join(indexDir, CURRENT), "utf8")).trim();
    return GENERATION_NAME.test(name) ? name : null;
  } catch (cause) {
    if (isMissing(cause)) return null;
    throw storageError(`read the index in ${indexDir}`, cause);
  }
}

async function candidates(indexDir: string): Promise<string[]> {
  const [current, names] = await Promise.all([currentGeneration(indexDir), listGenerations(indexDir)]);
  const others = names.reverse().filter((name) => name !== current);
  return current === null ? others : [current, ...others];
}

/** The manifest of the generation in the folder. Throws an error whose message is the reason when it is not whole. */
async function readManifest(folder: string): Promise<Manifest> {
  return decodeManifest(await readFile(join(folder, MANIFEST), "utf8"));
}

/** The generation in the folder, every file checked. Throws an error whose message is the reason when it is not whole. */
export async function checkGeneration(folder: string, name: string): Promise<Generation> {
  return await checkFiles(folder, name, await readManifest(folder), () => false);
}

async function checkFiles(
  folder: string,
  name: string,
  manifest: Manifest,
  keeps: (file: string) => boolean,
): Promise<Generation> {
  // All lengths first: a truncated file is found without reading the others.
  for (const [file, { bytes }] of Object.entries(manifest.files)) {
    const { size } = await stat(join(folder, file));
    if (size !== bytes) throw new Error(`${file} has ${size} bytes, ${bytes} were written`);
  }
  const checked = new Map<string, Uint8Array>();
  for (const [file, { bytes, sha256 }] of Object.entries(manifest.files)) {
    const path = join(folder, file);
    const kept = keeps(file) ? await readShared(path, bytes) : null;
    if ((kept === null ? await sha256OfFile(path) : hash("sha256", kept)) !== sha256)
      throw new Error(`${file} is damaged (its checksum differs)`);
    if (kept !== null) checked.set(file, kept);
  }
  return new Generation(folder, name, manifest, checked);
}

/** The manifest as JSON, sealed by a checksum of its own: a flipped bit in a fact or a recipe is found as well. */
export function encodeManifest(manifest: Manifest): string {
  return `${JSON.stringify({ seal: sealOf(manifest), ...manifest })}\n`;
}

function decodeManifest(text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${MANIFEST} is damaged (not JSON)`, { cause });
  }
  const { seal, ...rest } = z.looseObject({ seal: z.string() }).catch({ seal: "" }).parse(value);
  if (seal !== sealOf(rest)) throw new Error(`${MANIFEST} is damaged (its checksum differs)`);
  const manifest = manifestSchema.safeParse(rest);
  if (!manifest.success) throw new Error(`${MANIFEST} is of another version of this program`);
  return manifest.data;
}

function sealOf(manifest: object): string {
  return hash("sha256", JSON.stringify(manifest));
}

/**
 * SHA-256 in hexadecimal, read a megabyte at a time, so that a large graph never stands in memory twice, and into the same
 * megabyte: a stream's new one for each made the collection of garbage a tenth of the start.
 */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafeSlow(1 << 20);
  const file = await open(path, "r");
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return hash.digest("hex");
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

function reasonOf(cause: unknown): string {
  if (isMissing(cause)) return "a file is missing";
  return cause instanceof Error ? cause.message : String(cause);
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}
