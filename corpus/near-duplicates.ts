/** Two articles and how much of their text they share, 0 to 1. */
export interface NearDuplicate {
  first: string;
  second: string;
  resemblance: number;
}

/** Characters in a shingle: runs so long are rarely shared by chance in Chinese. */
const SHINGLE_LENGTH = 8;
/** Hashes kept per text; the estimate is then off by about 1 / sqrt(128) = 0.09 at worst. */
const SKETCH_SIZE = 128;
/** Articles that share this much are versions of one text; notices made from one template stay below. */
const LEAST_RESEMBLANCE = 0.6;

/**
 * A sketch of a text: the smallest hashes of its shingles, white space and punctuation left out. Equal sketches mean
 * equal text as good as certainly. (Broder, On the resemblance and containment of documents, 1997.)
 */
export function sketchOf(text: string): Uint32Array {
  const characters = text.replaceAll(/[^\p{L}\p{N}]+/gu, "");
  const hashes = new Set<number>();
  for (let start = 0; start === 0 || start + SHINGLE_LENGTH <= characters.length; start++) {
    hashes.add(hash(characters, start, Math.min(characters.length, start + SHINGLE_LENGTH)));
  }
  return Uint32Array.from(hashes).toSorted().slice(0, SKETCH_SIZE);
}

/** The pairs of texts that are nearly the same, the most alike first, by their sketches. */
export function findNearDuplicates(sketches: ReadonlyMap<string, Uint32Array>): NearDuplicate[] {
  const holders = new Map<number, string[]>();
  const pairs: NearDuplicate[] = [];
  for (const [second, sketch] of sketches) {
    const candidates = new Set<string>();
    for (const value of sketch) {
      const ids = holders.get(value) ?? [];
      for (const id of ids) candidates.add(id);
      holders.set(value, [...ids, second]);
    }
    for (const first of candidates) {
      const resemblance = estimateResemblance(sketches.get(first)!, sketch);
      if (resemblance >= LEAST_RESEMBLANCE) pairs.push({ first, second, resemblance });
    }
  }
  return pairs.toSorted((a, b) => b.resemblance - a.resemblance);
}

/** The share of the smallest hashes of both texts together that both have. */
export function estimateResemblance(a: Uint32Array, b: Uint32Array): number {
  const union = Uint32Array.from(new Set([...a, ...b]))
    .toSorted()
    .slice(0, SKETCH_SIZE);
  const [inA, inB] = [new Set(a), new Set(b)];
  return union.filter((value) => inA.has(value) && inB.has(value)).length / union.length;
}

/** FNV-1a over UTF-16 code units, its bits mixed once more so that small hashes are spread evenly (as in MurmurHash3). */
function hash(text: string, start: number, end: number): number {
  let value = 0x811c9dc5;
  for (let index = start; index < end; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
