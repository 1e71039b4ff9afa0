import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { writeGeneration } from "../../../retrieval/storage/generation-writer.ts";
import { openGeneration } from "../../../retrieval/storage/generations.ts";
import { buildVectorIndex, MAXIMUM_REST } from "../../../retrieval/storage/vector-builder.ts";
import { clusteredVectors } from "../../retrieval/storage/clustered-vectors.ts";
import { SHIPPED_ARTICLES } from "../bot-process.ts";
import { openBuiltin } from "../built-index.ts";
import { damageOf, type DamageKind } from "../damage.ts";
import { Findings, type Row, type Surroundings } from "../row.ts";

const DAMAGING_PROCESS = fileURLToPath(new URL("../damaging-process.ts", import.meta.url));
const DIMENSION = 32;
const QUESTION = "吉林到桦甸的班车什么时候恢复？";
const KINDS: DamageKind[] = ["truncations", "bitFlips", "zeroedPages", "empty", "missing"];

export const damagedIndex: Row = {
  name: "damaged-index",
  test: "index files: truncations, bit flips, zeroed pages, empty, missing, other dimension, other model",
  holds: "an error and recovery; never a signal, never a wrong answer",
  full: { truncations: 100, bitFlips: 500, zeroedPages: 100, empty: 20, missing: 20, questions: 30 },
  short: { truncations: 8, bitFlips: 16, zeroedPages: 8, empty: 4, missing: 4, questions: 2 },
  async run(counts, surroundings) {
    const findings = new Findings();
    const { questions = 0, ...kinds } = counts;
    const damages = await damageGenerations(kinds, surroundings, findings);
    const recoveries = await damageAndAsk(questions, surroundings, findings);
    return findings.outcome({ damages, "questions after": recoveries });
  },
};

/** Of two generations with a graph each, the newer is damaged, file by file, in a process of its own. */
async function damageGenerations(
  counts: Record<string, number>,
  { folder, seed }: Surroundings,
  findings: Findings,
): Promise<number> {
  const indexDir = join(folder, "index");
  const vectors = clusteredVectors(MAXIMUM_REST + 200, DIMENSION, 50, 0.2);
  for (let generation = 0; generation < 2; generation += 1) {
    const content = { recipe: "recipe", facts: {}, ...(await buildVectorIndex(vectors, DIMENSION)) };
    await writeGeneration(indexDir, content);
  }
  const words = [DAMAGING_PROCESS, indexDir, folder, String(seed), JSON.stringify(counts)];
  const child = spawn(process.execPath, ["--import", "tsx", ...words], { stdio: ["ignore", "pipe", "inherit"] });
  const [output, [code, signal]] = await Promise.all([text(child.stdout), once(child, "close")]);
  findings.check(code === 0, () => `the process ended with ${String(signal ?? code)}`);
  const lines = output.trim().split("\n");
  for (const line of lines.slice(0, -1)) findings.check(false, () => line);
  return Number(lines.at(-1));
}

/** The whole way: after each damage a question is answered as before, from an index that is made anew. */
async function damageAndAsk(
  questions: number,
  { folder, seed, onProgress }: Surroundings,
  findings: Findings,
): Promise<number> {
  const [corpus, data] = [join(folder, "articles"), join(folder, "data")];
  await cp(SHIPPED_ARTICLES, corpus, { recursive: true });
  const ask = async (notices: string[] = []) => {
    const answerer = await openBuiltin(corpus, data, notices);
    const { elapsedMs: _, ...answer } = await answerer.invoke({ question: QUESTION });
    await answerer.close();
    return JSON.stringify(answer);
  };
  const expected = await ask();
  let asked = 0;
  const check = async (what: string) => {
    const answer = await ask().catch((fault: unknown) => String(fault));
    findings.check(answer === expected, () => `${what}: answered otherwise: ${answer.slice(0, 200)}`);
    const whole = await openGeneration(join(data, "index"), () => true);
    findings.check(whole !== null, () => `${what}: no whole generation afterwards`);
    onProgress((asked += 1), 0);
  };
  const current = async () => join(data, "index", (await readFile(join(data, "index", "CURRENT"), "utf8")).trim());
  for (const kind of KINDS) {
    for (const file of await readdir(await current())) {
      if (asked >= questions) break;
      const path = join(await current(), file);
      const damaged = damageOf(kind, await readFile(path), seed);
      if (damaged === null) await rm(path);
      else await writeFile(path, damaged);
      await check(`${kind} in ${file}`);
    }
  }
  // Whole files that are of another model, or that say they are of this one and hold vectors of another dimension.
  const { manifest } = (await openGeneration(join(data, "index"), () => true))!;
  const files = { "articles.json": Buffer.from("[]") };
  await writeGeneration(join(data, "index"), { recipe: "of another model", facts: manifest.facts, files });
  await check("an index of another model");
  const other = await buildVectorIndex(clusteredVectors(10, DIMENSION, 2, 0.2), DIMENSION);
  const source = (await openGeneration(join(data, "index"), ({ recipe }) => recipe === manifest.recipe))!;
  const names = ["articles.json", "table.columns", "postings.columns"];
  const kept = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await source.read(name)] as const)),
  );
  const { recipe, facts } = manifest;
  await writeGeneration(join(data, "index"), { recipe, facts, files: { ...kept, ...other.files } });
  await check("an index of another dimension");
  return asked;
}
