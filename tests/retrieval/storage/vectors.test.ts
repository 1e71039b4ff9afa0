import { describe, expect, test } from "vitest";
import { writeGeneration } from "../../../retrieval/storage/generation-writer.ts";
import type { Generation } from "../../../retrieval/storage/generations.ts";
import { buildVectorIndex, MAXIMUM_REST } from "../../../retrieval/storage/vector-builder.ts";
import { openVectorIndex, type VectorIndex } from "../../../retrieval/storage/vectors.ts";
import { clusteredVectors, exactNeighbours, seededRandom } from "./clustered-vectors.ts";
import { temporaryFolder } from "./index-folder.ts";
import { DIMENSION, MANY, manyVectors, rowAt, store } from "./stored-vectors.ts";

async function indexOf(vectors: Float32Array): Promise<VectorIndex> {
  return await openVectorIndex(await store(temporaryFolder(), vectors), DIMENSION);
}

function joined(...parts: Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

function graphsOf(generation: Generation): string[] {
  return Object.keys(generation.manifest.files)
    .filter((file) => file.endsWith(".hnsw"))
    .sort();
}

/** Queries near rows spread over the corpus, but equal to none. */
function queriesNear(vectors: Float32Array, count: number): Float32Array[] {
  const random = seededRandom(7);
  const rows = vectors.length / DIMENSION;
  return Array.from({ length: count }, () =>
    rowAt(vectors, Math.floor(random() * rows)).map((value) => value + 0.05 * (random() - 0.5)),
  );
}

function recallAt10(index: VectorIndex, vectors: Float32Array, queries: Float32Array[]): number {
  let found = 0;
  for (const query of queries) {
    const exact = new Set(exactNeighbours(vectors, DIMENSION, query, 10));
    found += index.search(query, 10).filter(({ row }) => exact.has(row)).length;
  }
  return found / (queries.length * 10);
}

describe("a small corpus", () => {
  const vectors = clusteredVectors(300, DIMENSION, 10, 0.5);

  test("is compared one by one, without a graph, and every neighbour is right", async () => {
    const generation = await store(temporaryFolder(), vectors);
    expect(graphsOf(generation)).toEqual([]);
    const index = await openVectorIndex(generation, DIMENSION);
    expect(index).toMatchObject({ count: 300, dimension: DIMENSION });
    for (const query of queriesNear(vectors, 50)) {
      expect(index.search(query, 10).map(({ row }) => row)).toEqual(exactNeighbours(vectors, DIMENSION, query, 10));
    }
  });

  test("may be empty", async () => {
    const index = await indexOf(new Float32Array(0));
    expect(index.search(rowAt(vectors, 0), 10)).toEqual([]);
  });
});

describe("a corpus beyond what is compared one by one", () => {
  test("is searched in an HNSW graph, with recall@10 of at least .99 in tight clusters", async () => {
    const progress: number[] = [];
    const generation = await store(temporaryFolder(), manyVectors, {
      onProgress: (done, total) => progress.push(done / total),
    });
    expect(graphsOf(generation)).toEqual(["vectors-0.hnsw"]);
    const index = await openVectorIndex(generation, DIMENSION);
    expect(recallAt10(index, manyVectors, queriesNear(manyVectors, 100))).toBeGreaterThanOrEqual(0.99);
    expect(progress).toEqual(progress.toSorted((left, right) => left - right));
    expect(progress.at(-1)).toBe(1);
  });

  test("is built into two graphs side by side when it is large", async () => {
    const dimension = 4;
    const vectors = clusteredVectors(20_001, dimension, 20_001, 0);
    const content = await buildVectorIndex(vectors, dimension);
    const generation = await writeGeneration(temporaryFolder(), { recipe: "recipe", facts: {}, ...content });
    expect(graphsOf(generation)).toEqual(["vectors-0.hnsw", "vectors-1.hnsw"]);
    const index = await openVectorIndex(generation, dimension);
    for (const row of [0, 10_000, 10_001, 20_000]) {
      const query = vectors.subarray(row * dimension, (row + 1) * dimension);
      expect(index.search(query, 5).map((found) => found.row)).toEqual(exactNeighbours(vectors, dimension, query, 5));
    }
  });
});

describe.each([
  ["without a graph", manyVectors.subarray(0, 300 * DIMENSION)],
  ["with a graph", manyVectors],
])("a search %s", (_, vectors) => {
  const count = vectors.length / DIMENSION;
  const query = rowAt(vectors, 17);

  test("gives the most similar first, with the cosine as similarity", async () => {
    const index = await indexOf(vectors);
    const found = index.search(query, 20);
    expect(found[0]).toEqual({ row: 17, similarity: expect.closeTo(1, 5) });
    expect(found.map(({ similarity }) => similarity)).toEqual(
      found.map(({ similarity }) => similarity).sort((left, right) => right - left),
    );
    expect(
      index.search(
        query.map((value) => value * 40),
        1,
      )[0],
    ).toEqual({ row: 17, similarity: expect.closeTo(1, 5) });
    expect(index.search([...query], 1)[0]!.row).toBe(17);
  });

  test("asked for more than there is gives all, asked for none gives none", async () => {
    const index = await indexOf(vectors);
    expect(new Set(index.search(query, count + 1_000).map(({ row }) => row)).size).toBe(count);
    expect(index.search(query, 0)).toEqual([]);
    expect(() => index.search(query, -1)).toThrow(RangeError);
    expect(() => index.search(query, 1.5)).toThrow(RangeError);
  });

  test("keeps to the rows that are admitted", async () => {
    const index = await indexOf(vectors);
    const odd = index.search(query, 10, (row) => row % 2 === 1);
    expect(odd).toHaveLength(10);
    expect(odd.every(({ row }) => row % 2 === 1)).toBe(true);
    expect(index.search(query, 10, (row) => row === 3).map(({ row }) => row)).toEqual([3]);
    expect(index.search(query, 10, () => false)).toEqual([]);
  });

  test("throws what the filter throws, and can be searched again", async () => {
    const index = await indexOf(vectors);
    const filter = (): boolean => {
      throw new Error("the filter is broken");
    };
    expect(() => index.search(query, 10, filter)).toThrow("the filter is broken");
    expect(index.search(query, 1)[0]!.row).toBe(17);
  });

  test("refuses a query that native code would choke on", async () => {
    const index = await indexOf(vectors);
    expect(() => index.search(query.subarray(1), 10)).toThrow(
      `the query has ${DIMENSION - 1} numbers, the index ${DIMENSION}`,
    );
    expect(() => index.search([...query.subarray(1), Number.NaN], 10)).toThrow("not finite");
    expect(() => index.search(Object.assign([] as number[], { length: DIMENSION }), 10)).toThrow("not finite");
    expect(() => index.search(Array.from(query, String) as unknown as number[], 10)).not.toThrow();
    expect(index.search(new Float32Array(DIMENSION), 10)).toEqual([]);
  });

  test("never finds a row whose vector is zero", async () => {
    const withZeros = joined(new Float32Array(DIMENSION), vectors, new Float32Array(DIMENSION));
    const index = await indexOf(withZeros);
    expect(index.count).toBe(count + 2);
    const rows = index.search(query, count + 2).map(({ row }) => row);
    expect(rows).toHaveLength(count);
    expect(rows[0]).toBe(18);
    expect(rows).not.toContain(0);
    expect(rows).not.toContain(count + 1);
  });
});

describe("vectors that are not what an embedder gives are refused", () => {
  test.each([
    ["a number that is not a number", Float32Array.of(1, 0, Number.NaN, 0), 2],
    ["an infinite number", Float32Array.of(1, 0, Infinity, 0), 2],
    ["a vector that is not of length 1", Float32Array.of(1, 0, 1, 1), 2],
    ["a row cut short", Float32Array.of(1, 0, 1), 2],
    ["a dimension of zero", Float32Array.of(), 0],
  ])("%s", async (_, vectors, dimension) => {
    await expect(buildVectorIndex(vectors, dimension)).rejects.toThrow(RangeError);
  });
});

describe("a corpus that changes", () => {
  async function change(folder: string, previous: Generation, vectors: Float32Array) {
    const generation = await store(folder, vectors, { previous });
    const checksums = graphsOf(generation).map((file) => generation.manifest.files[file]!.sha256);
    return { generation, checksums, index: await openVectorIndex(generation, DIMENSION) };
  }
  const added = clusteredVectors(40, DIMENSION, 40, 0, 99);

  test("keeps its graph when rows are added and removed: new ones are found, removed ones are not, others at their new place", async () => {
    const folder = temporaryFolder();
    const before = await store(folder, manyVectors);
    // 300 removed at the front, so that every row moves.
    const vectors = joined(added, manyVectors.subarray(300 * DIMENSION));
    const { checksums, index } = await change(folder, before, vectors);
    expect(checksums).toEqual([before.manifest.files["vectors-0.hnsw"]!.sha256]);
    expect(index.count).toBe(MANY - 260);
    for (const row of [0, 39, 40, 1_000, MANY - 261]) expect(index.search(rowAt(vectors, row), 1)[0]!.row).toBe(row);
    expect(recallAt10(index, vectors, queriesNear(manyVectors, 50))).toBeGreaterThanOrEqual(0.99);
  });

  test("gets a second graph when much is added", async () => {
    const folder = temporaryFolder();
    const before = await store(folder, manyVectors);
    const vectors = joined(manyVectors, clusteredVectors(MAXIMUM_REST + 1, DIMENSION, 15, 0.3, 5));
    const { generation, checksums, index } = await change(folder, before, vectors);
    expect(graphsOf(generation)).toEqual(["vectors-0.hnsw", "vectors-1.hnsw"]);
    expect(checksums[0]).toBe(before.manifest.files["vectors-0.hnsw"]!.sha256);
    expect(recallAt10(index, vectors, queriesNear(vectors, 50))).toBeGreaterThanOrEqual(0.99);
  });

  test("gets a new graph when much is removed, and none when little is left", async () => {
    const folder = temporaryFolder();
    const before = await store(folder, joined(manyVectors, clusteredVectors(800, DIMENSION, 15, 0.3, 5)));
    const fewer = await change(folder, before, manyVectors.subarray(DIMENSION * 300));
    expect(fewer.checksums).toHaveLength(1);
    expect(fewer.checksums).not.toEqual([before.manifest.files["vectors-0.hnsw"]!.sha256]);
    expect((await change(folder, before, added)).checksums).toEqual([]);
  });

  test("that repeats a vector finds each row that has it", async () => {
    const folder = temporaryFolder();
    const before = await store(folder, manyVectors);
    const vectors = joined(rowAt(manyVectors, 5), manyVectors, rowAt(manyVectors, 5));
    const { index } = await change(folder, before, vectors);
    const rows = index.search(rowAt(manyVectors, 5), 3).map(({ row }) => row);
    expect(rows.sort((left, right) => left - right)).toEqual([0, 6, MANY + 1]);
  });

  test("of another dimension is built anew", async () => {
    const folder = temporaryFolder();
    const before = await store(folder, clusteredVectors(MANY, DIMENSION, 20, 0.3));
    const content = await buildVectorIndex(clusteredVectors(MANY, 6, 20, 0.3), 6, { previous: before });
    const generation = await writeGeneration(folder, { recipe: "recipe", facts: {}, ...content });
    expect((await openVectorIndex(generation, 6)).dimension).toBe(6);
  });
});
