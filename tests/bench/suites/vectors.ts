import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeGeneration } from "../../../retrieval/storage/generation-writer.ts";
import { Graph, GraphBuilder } from "../../../retrieval/storage/graph.ts";
import { buildVectorIndex, MAXIMUM_REST } from "../../../retrieval/storage/vector-builder.ts";
import { openVectorIndex, VectorIndex, type VectorLayout } from "../../../retrieval/storage/vectors.ts";
import { clusteredVectors, exactNeighbours } from "../../retrieval/storage/clustered-vectors.ts";
import type { BenchOptions } from "../options.ts";
import { openLangChainStore } from "../peers/search-engines.ts";
import type { Report } from "../report.ts";
import { timed, timeTasks } from "../timing.ts";

const SUITE = "vectors";
const DIMENSION = 384;
const K = 10;

/** Clusters and their width: in loose ones the neighbours stand out; in tight ones all of a cluster are nearly alike. */
const SETS = { easy: { clusters: 1_000, spread: 0.7 }, hard: { clusters: 100, spread: 0.1 } };

/** The graph beside the exact comparison: recall and time, and at which size the graph begins to pay. */
export async function measureVectors(report: Report, { quick, onProgress }: BenchOptions): Promise<void> {
  const count = quick ? 4_000 : 50_000;
  const seconds = quick ? 0.2 : 1;
  for (const [name, { clusters, spread }] of Object.entries(SETS)) {
    onProgress(`${count.toLocaleString("en-US")} vectors, ${name} set`);
    const { vectors, queries } = split(clusteredVectors(count + 100, DIMENSION, clusters, spread), count);
    await withVectorIndex(vectors, async (index, buildSeconds) => {
      const set = `${name} set of ${count.toLocaleString("en-US")}`;
      report.ours(SUITE, `building, ${set}`, count / buildSeconds, "vectors/s");
      report.ours(SUITE, `recall@${K}, ${set}`, recallOf(index, vectors, queries), "of exact");
      const { ours } = await timeTasks(queries, { ours: (query) => index.search(query, K) }, seconds);
      report.ours(SUITE, `search p50, ${set}`, ours!.p50, "ms");
    });
  }
  for (const size of quick ? [1_000, 4_000] : [1_000, 2_000, 4_000, 8_000]) await compareAt(size, report, seconds);
}

/** The same vectors compared one by one and by a graph: where the graph begins to pay, `MAXIMUM_REST` belongs. */
async function compareAt(size: number, report: Report, seconds: number): Promise<void> {
  const { vectors, queries } = split(clusteredVectors(size + 100, DIMENSION, 100, 0.5), size);
  const store = await openLangChainStore(vectors, DIMENSION);
  const name = `${size.toLocaleString("en-US")} vectors`;
  const folder = await mkdtemp(path.join(tmpdir(), "bench-"));
  try {
    const exact = new VectorIndex({ ...layoutOf(vectors), restRows: rowsOf(size), rest: vectors }, []);
    const { seconds: building, result: graph } = await timed(() => graphOf(vectors, path.join(folder, "graph")));
    const layout = {
      ...layoutOf(vectors),
      graphSizes: Uint32Array.of(size),
      rowOfPoint: Int32Array.from(rowsOf(size)),
    };
    const byGraph = new VectorIndex(layout, [graph]);
    const times = await timeTasks(
      queries,
      {
        exact: (query) => exact.search(query, K),
        graph: (query) => byGraph.search(query, K),
        store: (query) => store.search(Array.from(query), K),
      },
      seconds,
    );
    const note = size <= MAXIMUM_REST ? "the index compares" : "the index has a graph";
    report.ours(SUITE, `compared one by one p50, ${name}`, times["exact"]!.p50, "ms", note);
    report.peer(SUITE, `compared one by one p50, ${name}`, store.name, times["store"]!.p50);
    report.ours(SUITE, `by graph p50, ${name}`, times["graph"]!.p50, "ms", `built in ${building.toFixed(1)} s`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function layoutOf(vectors: Float32Array): VectorLayout {
  return {
    dimension: DIMENSION,
    count: vectors.length / DIMENSION,
    graphSizes: new Uint32Array(0),
    rowOfPoint: new Int32Array(0),
    pointKeys: new Uint8Array(0),
    restRows: new Uint32Array(0),
    rest: new Float32Array(0),
  };
}

function rowsOf(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, row) => row);
}

async function graphOf(vectors: Float32Array, file: string): Promise<Graph> {
  const size = vectors.length / DIMENSION;
  const builder = new GraphBuilder(DIMENSION, size);
  for (const row of rowsOf(size)) builder.add(vectors.subarray(row * DIMENSION, (row + 1) * DIMENSION));
  await builder.write(file, []);
  return await Graph.load(file, DIMENSION, size);
}

function split(all: Float32Array, count: number): { vectors: Float32Array; queries: Float32Array[] } {
  const queries = Array.from({ length: all.length / DIMENSION - count }, (_, index) =>
    all.subarray((count + index) * DIMENSION, (count + index + 1) * DIMENSION),
  );
  return { vectors: all.subarray(0, count * DIMENSION), queries };
}

function recallOf(index: VectorIndex, vectors: Float32Array, queries: Float32Array[]): number {
  let found = 0;
  for (const query of queries) {
    const exact = new Set(exactNeighbours(vectors, DIMENSION, query, K));
    found += index.search(query, K).filter(({ row }) => exact.has(row)).length;
  }
  return found / (K * queries.length);
}

async function withVectorIndex(
  vectors: Float32Array,
  measure: (index: VectorIndex, buildSeconds: number) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "bench-"));
  try {
    const { seconds, result: generation } = await timed(async () => {
      const content = await buildVectorIndex(vectors, DIMENSION);
      return await writeGeneration(folder, { recipe: "bench", facts: {}, ...content });
    });
    await measure(await openVectorIndex(generation, DIMENSION), seconds);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
