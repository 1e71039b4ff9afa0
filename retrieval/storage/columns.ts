/** Named typed arrays in one file, read with one read and used in place: no parsing, no copying. */

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array;

export type Columns = Record<string, Column>;

const KINDS = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float32Array } as const;
type KindName = keyof typeof KINDS;

/** Every array starts at a multiple of this many bytes, so that a view of any element size may be laid over it. */
const ALIGNMENT = 8;

interface Directory {
  columns: { name: string; kind: KindName; offset: number; length: number }[];
}

/** Lays the columns out one after the other: the directory's length (uint32, little endian), the directory as JSON, the arrays. */
export function encodeColumns(columns: Columns): Uint8Array {
  const directory: Directory = { columns: [] };
  let offset = 0;
  for (const [name, array] of Object.entries(columns)) {
    directory.columns.push({ name, kind: array.constructor.name as KindName, offset, length: array.length });
    offset = align(offset + array.byteLength);
  }
  const head = Buffer.from(JSON.stringify(directory));
  const start = align(4 + head.length);
  const bytes = new Uint8Array(start + offset);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, 4);
  for (const [index, array] of Object.values(columns).entries()) {
    bytes.set(
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
      start + directory.columns[index]!.offset,
    );
  }
  return bytes;
}

/**
 * The columns of a file written by `encodeColumns`, as views of its bytes. The bytes must be those written (a checksum
 * is the caller's): nothing is checked here.
 */
export function decodeColumns(bytes: Uint8Array): Columns {
  const aligned = bytes.byteOffset % ALIGNMENT === 0 ? bytes : new Uint8Array(bytes);
  const headLength = new DataView(aligned.buffer, aligned.byteOffset).getUint32(0, true);
  const directory = JSON.parse(Buffer.from(aligned.buffer, aligned.byteOffset + 4, headLength).toString()) as Directory;
  const start = aligned.byteOffset + align(4 + headLength);
  return Object.fromEntries(
    directory.columns.map(({ name, kind, offset, length }) => [
      name,
      new KINDS[kind](aligned.buffer as ArrayBuffer, start + offset, length),
    ]),
  );
}

function align(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}
