import { seededRandom } from "../retrieval/storage/clustered-vectors.ts";

const PAGE = 4096;

const DAMAGES = {
  truncations: (bytes: Buffer, random: () => number) => bytes.subarray(0, Math.floor(random() * bytes.length)),
  bitFlips(bytes: Buffer, random: () => number) {
    const flipped = Buffer.from(bytes);
    const bit = Math.floor(random() * bytes.length * 8);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    return flipped;
  },
  zeroedPages(bytes: Buffer, random: () => number) {
    const zeroed = Buffer.from(bytes);
    const page = Math.floor(random() * Math.ceil(bytes.length / PAGE));
    return zeroed.fill(0, page * PAGE, Math.min(bytes.length, (page + 1) * PAGE));
  },
  empty: () => Buffer.alloc(0),
  missing: () => null,
} as const;

/** What can happen to a file on a disk. */
export type DamageKind = keyof typeof DAMAGES;

/** The bytes after such a damage; null when the file is gone. The same seed does the same damage. */
export function damageOf(kind: DamageKind, bytes: Buffer, seed: number): Buffer | null {
  return DAMAGES[kind](bytes, seededRandom(seed));
}
