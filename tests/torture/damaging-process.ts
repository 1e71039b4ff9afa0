import { createHash } from "node:crypto";
import { cpSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openGeneration } from "../../retrieval/storage/generations.ts";
import { openVectorIndex, readLayout } from "../../retrieval/storage/vectors.ts";
import { damageOf, type DamageKind } from "./damage.ts";

/**
 * Damages the newest generation of an index in one way after the other, opens and searches what is left, and prints one
 * line of JSON for each that went wrong, and the count in the end. A process of its own: native code that reads a damaged
 * file may end it. `INDEX WORK SEED` and the kinds with their counts as JSON.
 */
const [indexDir, workDir, seed, plan] = process.argv.slice(2) as [string, string, string, string];
const kinds = JSON.parse(plan) as Record<DamageKind, number>;

const whole = (await openGeneration(indexDir, () => true))!;
const { dimension } = await readLayout(whole);
const query = Array.from({ length: dimension }, (_, index) => Math.sin(index + 1));

async function search(folder: string): Promise<{ name: string; found: string; notices: string[] }> {
  const notices: string[] = [];
  const generation = await openGeneration(
    folder,
    () => true,
    (notice) => notices.push(notice),
  );
  if (generation === null) return { name: "none", found: "", notices };
  const vectors = await openVectorIndex(generation, dimension);
  for (const file of Object.keys(generation.manifest.files)) await generation.read(file);
  return { name: generation.name, found: JSON.stringify(vectors.search(query, 10)), notices };
}

const expected = await search(indexDir);
const newest = readdirSync(indexDir)
  .filter((name) => /^\d+$/.test(name))
  .toSorted()
  .at(-1)!;
const files = readdirSync(join(indexDir, newest));
let done = 0;
for (const [kind, count] of Object.entries(kinds) as [DamageKind, number][]) {
  for (let number = 0; number < count; number += 1) {
    const file = files[number % files.length]!;
    const folder = join(workDir, "damaged");
    cpSync(indexDir, folder, { recursive: true, filter: (path) => !path.endsWith(".hnsw") && !path.includes(newest) });
    mkdirSync(join(folder, newest), { recursive: true });
    for (const generation of readdirSync(indexDir).filter((name) => /^\d+$/.test(name))) {
      for (const name of readdirSync(join(indexDir, generation))) {
        const target = join(folder, generation, name);
        rmSync(target, { force: true });
        if (generation !== newest || name !== file) linkSync(join(indexDir, generation, name), target);
      }
    }
    const bytes = readFileSync(join(indexDir, newest, file));
    const damaged = damageOf(kind, bytes, Number(seed) * 100_000 + number);
    if (damaged !== null) writeFileSync(join(folder, newest, file), damaged);
    const isChanged = damaged === null || digest(damaged) !== digest(bytes);
    const { name, found, notices } = await search(folder);
    // Passed over with a reason, the one before answers; what was damaged into itself is whole.
    const isRecovered = isChanged ? name !== newest && notices.length === 1 : name === newest;
    const isRight = found === expected.found;
    if (!isRecovered || !isRight) process.stdout.write(`${JSON.stringify({ kind, file, number, name, notices })}\n`);
    rmSync(folder, { recursive: true });
    done += 1;
  }
}
process.stdout.write(`${done}\n`);

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
