import { hash } from "node:crypto";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { storageError } from "./storage-error.ts";

/**
 * Vectors by the hash of (recipe, text), so that only new text is ever embedded. One append-only file per recipe:
 *
 *   record = magic (4 bytes), dimension (uint32), key (32 bytes: SHA-256), vector (float32 × dimension), CRC-32 (uint32)
 *
 * all little endian. A batch is appended by one write at the end of the file, so two processes can share it; a record torn
 * by a crash or a full disk fails its CRC, and reading goes on at the next magic.
 */
const MAGIC = Buffer.from("EMB1");
const KEY_BYTES = 32;
const HEAD_BYTES = MAGIC.length + 4 + KEY_BYTES;
const CRC_BYTES = 4;
/** No embedder in use comes near; a damaged dimension must not make the reader skip far. */
const MAXIMUM_DIMENSION = 65_536;

/** Texts embedded between two appends: what a crash can cost. Large enough for the embedder to batch by length. */
const BATCH_SIZE = 256;

export type Embed = (texts: string[]) => Promise<number[][]>;

/**
 * The vectors of the texts, row by row (texts.length × dimension), those not yet known made by `embed`, 256 distinct texts
 * at a time, each batch kept before the next is begun. `onProgress` counts distinct new texts.
 *
 * @param recipe identifies the embedder: model, version, prefix, dimension.
 * @throws StorageError when the folder cannot be written; Error when `embed` returns other than one finite vector a text, of one dimension.
 */
export async function embedCached(
  cacheDir: string,
  recipe: string,
  texts: readonly string[],
  embed: Embed,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Float32Array> {
  if (texts.length === 0) return new Float32Array(0);
  const rowsOf = new Map<string, number[]>();
  for (const [row, text] of texts.entries()) {
    const key = keyOf(recipe, text);
    const rows = rowsOf.get(key);
    if (rows === undefined) rowsOf.set(key, [row]);
    else rows.push(row);
  }
  const file = join(cacheDir, `${hash("sha256", recipe).slice(0, 16)}.vectors`);
  const result = new Rows(texts.length);
  for (const { key, vector } of await readRecords(file)) {
    // Removed when found, so that what is left in the end is new.
    const rows = rowsOf.get(key);
    if (rows !== undefined && result.set(rows, vector)) rowsOf.delete(key);
  }
  const missing = [...rowsOf];
  for (let from = 0; from < missing.length; from += BATCH_SIZE) {
    onProgress(from, missing.length);
    const batch = missing.slice(from, from + BATCH_SIZE);
    const vectors = await embed(batch.map(([, rows]) => texts[rows[0]!]!));
    if (vectors.length !== batch.length)
      throw new Error(`the embedder returned ${vectors.length} vectors for ${batch.length} texts`);
    const records = batch.map(([key, rows], index) => {
      const vector = Float32Array.from(vectors[index]!);
      if (!vector.every(Number.isFinite)) throw new Error("the embedder returned a number that is not finite");
      if (!result.set(rows, vector))
        throw new Error(`the embedder returned ${vector.length} numbers instead of ${result.dimension}`);
      return encodeRecord(key, vector);
    });
    await append(cacheDir, file, Buffer.concat(records));
  }
  if (missing.length > 0) onProgress(missing.length, missing.length);
  return result.values;
}

/** The matrix under construction: its width is that of the first vector set. */
class Rows {
  values = new Float32Array(0);
  dimension = 0;
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  /** False, and nothing set, for a vector of another dimension than the first. */
  set(rows: number[], vector: Float32Array): boolean {
    if (this.dimension === 0) {
      this.dimension = vector.length;
      this.values = new Float32Array(this.#count * this.dimension);
    }
    if (vector.length !== this.dimension || vector.length === 0) return false;
    for (const row of rows) this.values.set(vector, row * this.dimension);
    return true;
  }
}

function keyOf(recipe: string, text: string): string {
  // The length keeps (recipe, text) apart from another split of the same characters. UTF-16: a lone surrogate counts too.
  return hash("sha256", Buffer.from(`${recipe.length} ${recipe}${text}`, "utf16le"), "base64url");
}

function encodeRecord(key: string, vector: Float32Array): Buffer {
  const record = Buffer.alloc(HEAD_BYTES + vector.byteLength + CRC_BYTES);
  MAGIC.copy(record);
  record.writeUInt32LE(vector.length, MAGIC.length);
  record.write(key, MAGIC.length + 4, "base64url");
  record.set(bytesOf(vector), HEAD_BYTES);
  record.writeUInt32LE(crc32(record.subarray(0, -CRC_BYTES)), record.length - CRC_BYTES);
  return record;
}

/** The whole records of the file, in order; none when there is no file. */
async function readRecords(file: string): Promise<Iterable<{ key: string; vector: Float32Array }>> {
  try {
    return decodeRecords(await readFile(file));
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return [];
    throw storageError(`read the kept embeddings in ${file}`, cause);
  }
}

function* decodeRecords(bytes: Buffer): Generator<{ key: string; vector: Float32Array }> {
  let offset = bytes.indexOf(MAGIC);
  while (offset >= 0 && offset + HEAD_BYTES + CRC_BYTES <= bytes.length) {
    const dimension = bytes.readUInt32LE(offset + MAGIC.length);
    const end = offset + HEAD_BYTES + dimension * 4;
    const whole =
      dimension <= MAXIMUM_DIMENSION &&
      end + CRC_BYTES <= bytes.length &&
      crc32(bytes.subarray(offset, end)) === bytes.readUInt32LE(end);
    if (whole) {
      const key = bytes.toString("base64url", offset + MAGIC.length + 4, offset + HEAD_BYTES);
      const vector = new Float32Array(dimension);
      bytesOf(vector).set(bytes.subarray(offset + HEAD_BYTES, end));
      yield { key, vector };
    }
    offset = bytes.indexOf(MAGIC, whole ? end + CRC_BYTES : offset + 1);
  }
}

function bytesOf(vector: Float32Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}

async function append(folder: string, file: string, bytes: Uint8Array): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const handle = await open(file, "a");
    try {
      await handle.appendFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw storageError(`keep embeddings in ${file}`, cause);
  }
}
