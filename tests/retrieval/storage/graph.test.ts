import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeGeneration } from "../../../retrieval/storage/generation-writer.ts";
import { openGeneration } from "../../../retrieval/storage/generations.ts";
import { buildGraph } from "../../../retrieval/storage/graph-process.ts";
import { StorageError } from "../../../retrieval/storage/storage-error.ts";
import { buildVectorIndex } from "../../../retrieval/storage/vector-builder.ts";
import { openVectorIndex } from "../../../retrieval/storage/vectors.ts";
import { clusteredVectors, seededRandom } from "./clustered-vectors.ts";
import { temporaryFolder } from "./index-folder.ts";
import { DIMENSION, MANY, manyVectors, rowAt, store } from "./stored-vectors.ts";

describe("a graph on disk", () => {
  test("that is damaged is never loaded: the generation before is opened instead", async () => {
    const folder = temporaryFolder();
    await store(folder, manyVectors);
    const damagedOne = await store(folder, manyVectors);
    const path = damagedOne.path("vectors-0.hnsw");
    const whole = readFileSync(path);
    const random = seededRandom(3);
    for (let round = 0; round < 60; round++) {
      const at = Math.floor(random() * whole.length);
      if (round % 3 === 0) truncateSync(path, at);
      else if (round % 3 === 1)
        writeFileSync(
          path,
          whole.map((byte, index) => (index === at ? byte ^ (1 << (round & 7)) : byte)),
        );
      else writeFileSync(path, Buffer.from(whole).fill(0, at - (at % 4096), at - (at % 4096) + 4096));
      const opened = (await openGeneration(folder, () => true))!;
      // A page that was zero before is not damaged by zeroing it.
      if (!readFileSync(path).equals(whole)) expect(opened.name).toBe("000001");
      expect((await openVectorIndex(opened, DIMENSION)).search(rowAt(manyVectors, 9), 1)[0]!.row).toBe(9);
      writeFileSync(path, whole);
    }
  });

  test("of another dimension is refused, by the index and by its own header", async () => {
    const folder = temporaryFolder();
    const generation = await store(folder, manyVectors);
    await expect(openVectorIndex(generation, DIMENSION + 1)).rejects.toThrow(
      `vectors of ${DIMENSION} numbers, not ${DIMENSION + 1}`,
    );
    const content = await buildVectorIndex(manyVectors, DIMENSION);
    const other = (path: string): Promise<void> => buildGraph(path, clusteredVectors(MANY, 6, 20, 0.3), 6);
    const mixed = await writeGeneration(folder, {
      recipe: "recipe",
      facts: {},
      files: content.files,
      writers: { "vectors-0.hnsw": other },
    });
    await expect(openVectorIndex(mixed, DIMENSION)).rejects.toThrow(
      `${MANY} vectors of 6 numbers, not ${MANY} of ${DIMENSION}`,
    );
  });

  test("that cannot be written is an error with what to do, in one line", async () => {
    const build = buildGraph(join(temporaryFolder(), "no", "such", "folder"), manyVectors, DIMENSION);
    await expect(build).rejects.toThrow(StorageError);
    await expect(build).rejects.toThrow(
      /^Cannot build the vector graph: [^\n]*\. Check free disk space and memory, then try again\.$/,
    );
  });
});
