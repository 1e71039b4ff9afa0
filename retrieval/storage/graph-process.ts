import { fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { finished } from "node:stream/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { GraphBuilder } from "./graph.ts";
import { StorageError, storageError } from "./storage-error.ts";

/**
 * Builds a graph in a process of its own: the bot goes on answering meanwhile, two graphs are built at once, and a fault in
 * native code ends that process and not the bot. Vectors go in by stdin, row by row; the finished file has been loaded once.
 *
 * @param vectors rows of `dimension` numbers: finite, not zero.
 * @param onProgress points added so far.
 * @throws StorageError when the graph could not be built or written.
 */
export async function buildGraph(
  path: string,
  vectors: Float32Array,
  dimension: number,
  onProgress: (points: number) => void = () => {},
): Promise<void> {
  const size = vectors.length / dimension;
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const child = fork(fileURLToPath(import.meta.url), [path, String(dimension), String(size)], {
    execArgv: ["--import", loader],
    stdio: ["pipe", "ignore", "pipe", "ipc"],
  });
  let errors = "";
  child.stderr!.setEncoding("utf8").on("data", (text: string) => (errors = (errors + text).slice(-2_000)));
  child.on("message", (points) => onProgress(points as number));
  child.stdin!.end(new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength));
  // A child that dies early closes the pipe: its exit tells more than EPIPE does.
  const [ended] = await Promise.allSettled([once(child, "close"), finished(child.stdin!)]);
  if (ended.status === "rejected") throw storageError("start the process that builds the vector graph", ended.reason);
  const [code, signal] = ended.value as [number | null, string | null];
  if (code === 0) return onProgress(size);
  const reason = errors.trim().split("\n").at(-1) || `the building process ended with ${signal ?? code}`;
  throw new StorageError(
    `Cannot build the vector graph: ${reason}`,
    "Check free disk space and memory, then try again.",
  );
}

const POINTS_BETWEEN_REPORTS = 256;

/** The child's side. */
async function main([path, dimension, size]: [string, number, number]): Promise<void> {
  // The one who asked is gone: nobody will use the graph.
  process.once("disconnect", () => process.exit(1));
  const vectors = new Float32Array(size * dimension);
  const bytes = new Uint8Array(vectors.buffer);
  let filled = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  if (filled !== bytes.length) throw new Error(`received ${filled} bytes of ${bytes.length}`);
  const rowOf = (row: number): Float32Array => vectors.subarray(row * dimension, (row + 1) * dimension);
  const builder = new GraphBuilder(dimension, size);
  for (let row = 0; row < size; row++) {
    builder.add(rowOf(row));
    if (row % POINTS_BETWEEN_REPORTS === 0) await new Promise((sent) => process.send!(row, sent));
  }
  const sample = [0, size >> 1, size - 1].map((point) => ({ point, vector: rowOf(point) }));
  await builder.write(path, sample);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main([process.argv[2]!, Number(process.argv[3]), Number(process.argv[4])]);
    process.exit(0);
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
    process.exit(1);
  }
}
