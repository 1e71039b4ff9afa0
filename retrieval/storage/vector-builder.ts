import { hash } from "node:crypto";
import type { GenerationContent } from "./generation-writer.ts";
import type { Generation } from "./generations.ts";
import { buildGraph } from "./graph-process.ts";
import { encodeLayout, graphFile, readLayout, type VectorLayout, VECTORS_FILE } from "./vectors.ts";

/**
 * Rows that are compared one by one: all of a small corpus, or what was added since the last graph. Measured with 384
 * numbers a row: 2,000 rows take 0.8 ms to compare and would take 0.3 s to build into a graph that answers in 0.15 ms;
 * 8,000 take 3.0 ms against 0.26 ms. Below, the graph saves less than a question notices; beyond, it is needed.
 */
export const MAXIMUM_REST = 2_000;

/** Above this many rows, two graphs are built side by side: the time to build halves, a search takes 0.3 ms more. */
const ROWS_FOR_TWO_GRAPHS = 20_000;

/** Each graph costs every search 0.2 to 0.3 ms. One more than this, and all are built anew as one or two. */
const MAXIMUM_GRAPHS = 6;

/** The share of removed points, which every search walks over in vain, at which the graphs are built anew. */
const MAXIMUM_REMOVED = 0.25;

const REMOVED = -1;
const KEY_BYTES = 16;

/** How far from 1 the length of an embedding may be: rounding, not another scale. */
const NORM_TOLERANCE = 1e-3;

export interface VectorOptions {
  /** The generation before, of the same recipe: what is unchanged in it is copied, not built again. */
  previous?: Generation | null;
  /** Points added to the graphs so far, of how many. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * The part of a generation that answers `openVectorIndex`: one row a passage.
 *
 * @param vectors rows of `dimension` finite numbers, of length 1, or all zero for a passage that has no embedding.
 * @throws RangeError when they are not; nothing native has been called then.
 */
export async function buildVectorIndex(
  vectors: Float32Array,
  dimension: number,
  { previous = null, onProgress = () => {} }: VectorOptions = {},
): Promise<Required<Pick<GenerationContent, "files" | "writers">>> {
  const rows = checkedRows(vectors, dimension);
  const rowAt = (row: number): Float32Array => vectors.subarray(row * dimension, (row + 1) * dimension);
  const keys = new Map(rows.map((row) => [row, keyOf(rowAt(row))]));
  const { graphs, rest } = await plan(keys, dimension, previous);
  const layout: VectorLayout = {
    dimension,
    count: vectors.length / dimension,
    graphSizes: Uint32Array.from(graphs, ({ rowOfPoint }) => rowOfPoint.length),
    rowOfPoint: Int32Array.from(graphs.flatMap(({ rowOfPoint }) => rowOfPoint)),
    pointKeys: new Uint8Array(Buffer.concat(graphs.map(({ pointKeys }) => pointKeys))),
    restRows: Uint32Array.from(rest),
    rest: gather(vectors, dimension, rest),
  };
  const building = graphs.filter(({ source }) => source === null);
  const total = building.reduce((sum, { rowOfPoint }) => sum + rowOfPoint.length, 0);
  const done = new Map<PlannedGraph, number>();
  const writers = graphs.map((graph, index) => {
    const { source, rowOfPoint } = graph;
    const write = async (path: string): Promise<void> => {
      if (source !== null) return await source.generation.copy(source.file, path);
      await buildGraph(path, gather(vectors, dimension, rowOfPoint), dimension, (points) => {
        done.set(graph, points);
        onProgress(
          [...done.values()].reduce((sum, value) => sum + value, 0),
          total,
        );
      });
    };
    return [graphFile(index), write] as const;
  });
  return { files: { [VECTORS_FILE]: encodeLayout(layout) }, writers: Object.fromEntries(writers) };
}

interface PlannedGraph {
  rowOfPoint: number[];
  pointKeys: Uint8Array;
  /** The file of an earlier generation that holds just these points; null: to be built. */
  source: { generation: Generation; file: string } | null;
}

interface Plan {
  graphs: PlannedGraph[];
  rest: number[];
}

/** What to keep of the generation before, what to build and what to compare one by one. `keys`: the key of each row. */
async function plan(keys: Map<number, string>, dimension: number, previous: Generation | null): Promise<Plan> {
  const rows = [...keys.keys()];
  if (rows.length <= MAXIMUM_REST) return { graphs: [], rest: rows };
  const kept = previous === null ? null : await keep(keys, dimension, previous);
  if (kept === null || isWorn(kept)) return { graphs: planGraphs(rows, keys), rest: [] };
  if (kept.rest.length <= MAXIMUM_REST) return kept;
  const graphs = [...kept.graphs, ...planGraphs(kept.rest, keys)];
  return graphs.length > MAXIMUM_GRAPHS ? { graphs: planGraphs(rows, keys), rest: [] } : { graphs, rest: [] };
}

/** The graphs before with the rows that their points have now, and the rows that are new. Null for another dimension. */
async function keep(keys: Map<number, string>, dimension: number, previous: Generation): Promise<Plan | null> {
  if (!previous.has(VECTORS_FILE)) return null;
  const layout = await readLayout(previous);
  if (layout.dimension !== dimension) return null;
  // Equal vectors are interchangeable: which of them gets which point does not matter.
  const rowsOfKey = new Map<string, number[]>();
  for (const [row, key] of keys) {
    const rows = rowsOfKey.get(key);
    if (rows === undefined) rowsOfKey.set(key, [row]);
    else rows.push(row);
  }
  let point = 0;
  const allKeys = Buffer.from(layout.pointKeys);
  const graphs = Array.from(layout.graphSizes, (size, index) => {
    const pointKeys = allKeys.subarray(point * KEY_BYTES, (point + size) * KEY_BYTES);
    point += size;
    const rowOfPoint = Array.from(
      { length: size },
      (_, at) => rowsOfKey.get(pointKeys.toString("latin1", at * KEY_BYTES, (at + 1) * KEY_BYTES))?.pop() ?? REMOVED,
    );
    return { rowOfPoint, pointKeys, source: { generation: previous, file: graphFile(index) } };
  });
  return { graphs, rest: [...rowsOfKey.values()].flat().sort((left, right) => left - right) };
}

function isWorn({ graphs }: Plan): boolean {
  const points = graphs.flatMap(({ rowOfPoint }) => rowOfPoint);
  return points.filter((row) => row === REMOVED).length > MAXIMUM_REMOVED * points.length;
}

function planGraphs(rows: number[], keys: Map<number, string>): PlannedGraph[] {
  const size = rows.length > ROWS_FOR_TWO_GRAPHS ? Math.ceil(rows.length / 2) : rows.length;
  return [rows.slice(0, size), rows.slice(size)]
    .filter((part) => part.length > 0)
    .map((part) => ({
      rowOfPoint: part,
      pointKeys: Buffer.from(part.map((row) => keys.get(row)!).join(""), "latin1"),
      source: null,
    }));
}

/** The rows that have a vector. */
function checkedRows(vectors: Float32Array, dimension: number): number[] {
  if (!Number.isInteger(dimension) || dimension < 1 || vectors.length % dimension !== 0) {
    throw new RangeError(`${vectors.length} numbers are not rows of ${dimension}`);
  }
  const rows: number[] = [];
  for (let row = 0; row < vectors.length / dimension; row++) {
    let square = 0;
    for (let index = row * dimension; index < (row + 1) * dimension; index++) square += vectors[index]! ** 2;
    if (square === 0) continue;
    if (!(Math.abs(Math.sqrt(square) - 1) <= NORM_TOLERANCE)) {
      throw new RangeError(`vector ${row} has the length ${Math.sqrt(square)}, not 1`);
    }
    rows.push(row);
  }
  return rows;
}

function keyOf(vector: Float32Array): string {
  const bytes = new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
  return hash("sha256", bytes, "buffer").toString("latin1", 0, KEY_BYTES);
}

function gather(vectors: Float32Array, dimension: number, rows: number[]): Float32Array {
  const gathered = new Float32Array(rows.length * dimension);
  for (const [index, row] of rows.entries()) {
    gathered.set(vectors.subarray(row * dimension, (row + 1) * dimension), index * dimension);
  }
  return gathered;
}
