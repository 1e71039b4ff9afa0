import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type GenerationContent, writeGeneration } from "../../../retrieval/storage/generation-writer.ts";
import { openGeneration } from "../../../retrieval/storage/generations.ts";
import { StorageError } from "../../../retrieval/storage/storage-error.ts";
import { contentSaying, temporaryFolder, unfinishedIn } from "./index-folder.ts";

const accept = (): boolean => true;

async function openNoting(folder: string, accepts: Parameters<typeof openGeneration>[1] = accept) {
  const notices: string[] = [];
  const generation = await openGeneration(folder, accepts, (notice) => notices.push(notice));
  return { generation, notices };
}

describe("an index generation", () => {
  test("is read back as it was written, with its recipe and facts", async () => {
    const folder = temporaryFolder();
    await writeGeneration(folder, contentSaying("one"));
    const { generation, notices } = await openNoting(folder);
    expect(generation!.manifest).toMatchObject({ recipe: "recipe", facts: { label: "one" } });
    const bytes = await generation!.read("terms.columns");
    expect(Buffer.from(bytes).toString()).toBe("terms of one");
    expect(bytes.byteOffset).toBe(0);
    expect(notices).toEqual([]);
  });

  test("takes the place of the one before, and three are kept", async () => {
    const folder = temporaryFolder();
    for (const label of ["one", "two", "three", "four", "five"]) await writeGeneration(folder, contentSaying(label));
    expect(readdirSync(folder).sort()).toEqual(["000003", "000004", "000005", "CURRENT"]);
    expect((await openNoting(folder)).generation!.manifest.facts).toEqual({ label: "five" });
  });

  test("holds files that others write to the path they are given", async () => {
    const folder = temporaryFolder();
    const generation = await writeGeneration(folder, {
      ...contentSaying("one"),
      writers: { "graph.hnsw": (path) => writeFileSync(path, "a graph") },
    });
    expect(readFileSync(generation.path("graph.hnsw"), "utf8")).toBe("a graph");
  });

  test("has no path for a file that its manifest does not name", async () => {
    const generation = await writeGeneration(temporaryFolder(), contentSaying("one"));
    expect(() => generation.path("../secrets")).toThrow("has no file ../secrets");
  });

  test("is not to be had from a folder that does not exist or is empty", async () => {
    const folder = temporaryFolder();
    expect(await openNoting(join(folder, "nothing"))).toEqual({ generation: null, notices: [] });
    expect(await openNoting(folder)).toEqual({ generation: null, notices: [] });
  });

  test("is refused when it was damaged after it was opened", async () => {
    const generation = await writeGeneration(temporaryFolder(), contentSaying("one"));
    writeFileSync(generation.path("terms.columns"), "terms of 0ne");
    await expect(generation.read("terms.columns")).rejects.toThrow(StorageError);
    await expect(generation.copy("terms.columns", join(temporaryFolder(), "copy"))).rejects.toThrow("is damaged");
  });
});

describe("builders side by side", () => {
  test("each publish a whole generation, and one of them is current", async () => {
    const folder = temporaryFolder();
    const labels = ["one", "two", "three"];
    await Promise.all(labels.map((label) => writeGeneration(folder, contentSaying(label))));
    const { generation, notices } = await openNoting(folder);
    expect(labels).toContain(generation!.manifest.facts["label"]);
    expect(generation!.name).toBe("000003");
    expect(notices).toEqual([]);
    expect(unfinishedIn(folder)).toEqual([]);
  });

  test("leave each other's work alone and remove what dead ones left", async () => {
    const folder = temporaryFolder();
    const alive = `.building-${process.ppid}-alive`;
    const dead = ".building-4194305-dead";
    const earlier = `.building-${process.pid}-the-container-before-had-this-id-too`;
    for (const name of [alive, dead, earlier]) mkdirSync(join(folder, name));
    await writeGeneration(folder, contentSaying("one"));
    expect(unfinishedIn(folder)).toEqual([alive]);
  });
});

describe("a generation that is not whole is passed over for the one before", () => {
  const damage: [string, string, (folder: string) => void][] = [
    ["a file is missing", "a file is missing", (folder) => rmSync(join(folder, "terms.columns"))],
    [
      "a file is cut short",
      "terms.columns has 5 bytes, 12 were written",
      (folder) => truncateSync(join(folder, "terms.columns"), 5),
    ],
    ["a file is empty", "terms.columns has 0 bytes", (folder) => truncateSync(join(folder, "terms.columns"), 0)],
    [
      "a file is zeroed",
      "terms.columns is damaged",
      (folder) => writeFileSync(join(folder, "terms.columns"), Buffer.alloc(12)),
    ],
    ["a bit has flipped", "passages.columns is damaged", (folder) => flipBit(join(folder, "passages.columns"), 21)],
    ["the manifest is missing", "a file is missing", (folder) => rmSync(join(folder, "manifest.json"))],
    [
      "the manifest is cut short",
      "manifest.json is damaged",
      (folder) => truncateSync(join(folder, "manifest.json"), 40),
    ],
    ["the manifest is empty", "manifest.json is damaged", (folder) => truncateSync(join(folder, "manifest.json"), 0)],
    [
      "the manifest is JSON of another kind",
      "manifest.json is damaged",
      (folder) => writeFileSync(join(folder, "manifest.json"), "[1]"),
    ],
    ["the folder is missing", "a file is missing", (folder) => rmSync(folder, { recursive: true })],
  ];

  test.each(damage)("when %s", async (_, reason, spoil) => {
    const folder = temporaryFolder();
    await writeGeneration(folder, contentSaying("one"));
    await writeGeneration(folder, contentSaying("two"));
    spoil(join(folder, "000002"));
    const { generation, notices } = await openNoting(folder);
    expect(generation!.manifest.facts).toEqual({ label: "one" });
    expect(notices).toEqual([expect.stringContaining(`index generation 000002 passed over: ${reason}`)]);
  });

  test("whichever bit of its manifest has flipped", async () => {
    const folder = temporaryFolder();
    await writeGeneration(folder, contentSaying("one"));
    await writeGeneration(folder, contentSaying("two"));
    const manifest = join(folder, "000002", "manifest.json");
    const bytes = readFileSync(manifest);
    // All but the line end, which carries nothing.
    for (let bit = 0; bit < (bytes.length - 1) * 8; bit += 37) {
      flipBit(manifest, bit);
      expect((await openNoting(folder)).generation!.name, `bit ${bit}`).toBe("000001");
      writeFileSync(manifest, bytes);
    }
  });

  test("and when none is whole there is none, each with its reason", async () => {
    const folder = temporaryFolder();
    for (const label of ["one", "two"]) await writeGeneration(folder, contentSaying(label));
    for (const name of ["000001", "000002"]) truncateSync(join(folder, name, "terms.columns"), 1);
    const { generation, notices } = await openNoting(folder);
    expect(generation).toBeNull();
    expect(notices).toHaveLength(2);
  });

  test("and a CURRENT that names nothing leads to the newest", async () => {
    const folder = temporaryFolder();
    for (const label of ["one", "two"]) await writeGeneration(folder, contentSaying(label));
    for (const text of ["", "../elsewhere", "000009", "\0\0\0"]) {
      writeFileSync(join(folder, "CURRENT"), text);
      expect((await openNoting(folder)).generation!.name).toBe("000002");
    }
  });
});

describe("a generation that is not wanted", () => {
  test("is passed over with the reason that is given", async () => {
    const folder = temporaryFolder();
    await writeGeneration(folder, { ...contentSaying("one"), recipe: "builtin" });
    await writeGeneration(folder, { ...contentSaying("two"), recipe: "transformers" });
    const { generation, notices } = await openNoting(
      folder,
      ({ recipe }) => recipe === "builtin" || "made by another embedder",
    );
    expect(generation!.manifest.facts).toEqual({ label: "one" });
    expect(notices).toEqual(["index generation 000002 passed over: made by another embedder"]);
    expect((await openNoting(folder, () => false)).generation).toBeNull();
  });
});

describe("a build that fails leaves the old generation in use and nothing behind", () => {
  const failures: [string, Partial<GenerationContent>, string][] = [
    [
      "when verification fails",
      { verify: () => Promise.reject(new Error("answers are missing")) },
      "answers are missing",
    ],
    [
      "when a writer fails",
      { writers: { graph: () => Promise.reject(diskFull()) } },
      "the disk is full. Free some space",
    ],
    [
      "when a writer writes nothing, as native code does on a full disk",
      { writers: { graph: (path: string) => writeFileSync(path, "") } },
      "is empty. Free some space",
    ],
  ];

  test.each(failures)("%s", async (_, failing, message) => {
    const folder = temporaryFolder();
    await writeGeneration(folder, contentSaying("one"));
    const build = writeGeneration(folder, { ...contentSaying("two"), ...failing });
    await expect(build).rejects.toThrow(StorageError);
    await expect(build).rejects.toThrow(message);
    expect(readdirSync(folder).sort()).toEqual(["000001", "CURRENT"]);
    expect((await openNoting(folder)).generation!.manifest.facts).toEqual({ label: "one" });
  });

  test("when a file stands where the folder should be, with what to do in one line", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "index"), "");
    const build = writeGeneration(join(folder, "index", "deeper"), contentSaying("one"));
    await expect(build).rejects.toThrow(
      /^Cannot write the index in .*: a file stands where a folder is needed\. Remove that file.*$/,
    );
  });
});

function flipBit(path: string, bit: number): void {
  const bytes = readFileSync(path);
  bytes[bit >> 3]! ^= 1 << (bit & 7);
  writeFileSync(path, bytes);
}

function diskFull(): Error {
  return Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
}
