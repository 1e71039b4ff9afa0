import { decodeColumns, encodeColumns } from "./columns.ts";
import type { Generation } from "./generations.ts";
import { Graph } from "./graph.ts";

/**
 * Vectors of passages on disk: graphs, each of which holds some rows, and the rows that no graph holds, which are compared
 * one by one. A graph is immutable: what is added later stands among the rest until that is large enough to become a graph
 * of its own, and what is removed is filtered out, so the cost of a change grows with the change (compare the segments of
 * Lucene). Rows whose vector is zero stand nowhere: they are never found.
 */
export interface VectorLayout {
  dimension: number;
  /** Rows, zero vectors included. */
  count: number;
  /** Points in each graph. */
  graphSizes: Uint32Array;
  /** The row of each point, all graphs one after the other; −1: removed. */
  rowOfPoint: Int32Array;
  /** KEY_BYTES of each point: the hash of its vector, by which a later build finds it again. */
  pointKeys: Uint8Array;
  /** The rows that no graph holds, and their vectors. */
  restRows: Uint32Array;
  rest: Float32Array;
}

export const VECTORS_FILE = "vectors.columns";
export const graphFile = (graph: number): string => `vectors-${graph}.hnsw`;

export function encodeLayout({ dimension, count, ...columns }: VectorLayout): Uint8Array {
  return encodeColumns({ shape: Uint32Array.of(dimension, count), ...columns });
}

export async function readLayout(generation: Generation): Promise<VectorLayout> {
  const { shape, ...columns } = decodeColumns(await generation.read(VECTORS_FILE));
  const [dimension, count] = shape as Uint32Array;
  return { dimension: dimension!, count: count!, ...(columns as unknown as Omit<VectorLayout, "dimension" | "count">) };
}

export interface Neighbour {
  row: number;
  /** Cosine of the angle to the query, −1 to 1. */
  similarity: number;
}

/** The vector index of a generation. Throws when it is of another dimension: an index of another embedder is never searched. */
export async function openVectorIndex(generation: Generation, dimension: number): Promise<VectorIndex> {
  const layout = await readLayout(generation);
  if (layout.dimension !== dimension) {
    throw new Error(
      `index generation ${generation.name} holds vectors of ${layout.dimension} numbers, not ${dimension}`,
    );
  }
  const graphs = await Promise.all(
    Array.from(layout.graphSizes, (size, index) => Graph.load(generation.path(graphFile(index)), dimension, size)),
  );
  return new VectorIndex(layout, graphs);
}

interface GraphPart {
  graph: Graph;
  rowOfPoint: Int32Array;
  /** Whether some of its points have no row any more. */
  removed: boolean;
}

export class VectorIndex {
  readonly count: number;
  readonly dimension: number;
  readonly #graphs: GraphPart[];
  readonly #restRows: Uint32Array;
  readonly #rest: Float32Array;

  constructor(layout: VectorLayout, graphs: Graph[]) {
    this.count = layout.count;
    this.dimension = layout.dimension;
    this.#restRows = layout.restRows;
    this.#rest = layout.rest;
    let first = 0;
    this.#graphs = graphs.map((graph) => {
      const rowOfPoint = layout.rowOfPoint.subarray(first, (first += graph.size));
      return { graph, rowOfPoint, removed: rowOfPoint.includes(-1) };
    });
  }

  /** This index with more rows behind its own, which are compared one by one; the graphs are shared. Zero vectors stand nowhere. */
  withRows(vectors: readonly (readonly number[])[]): VectorIndex {
    const rows = Array.from(vectors.keys()).filter((row) => vectors[row]!.some((value) => value !== 0));
    const rest = new Float32Array(this.#rest.length + rows.length * this.dimension);
    rest.set(this.#rest);
    for (const [index, row] of rows.entries()) rest.set(vectors[row]!, this.#rest.length + index * this.dimension);
    const graphs = this.#graphs;
    const layout = {
      dimension: this.dimension,
      count: this.count + vectors.length,
      graphSizes: Uint32Array.from(graphs, ({ graph }) => graph.size),
      rowOfPoint: Int32Array.from(graphs.flatMap(({ rowOfPoint }) => Array.from(rowOfPoint))),
      pointKeys: new Uint8Array(0),
      restRows: Uint32Array.from([...this.#restRows, ...rows.map((row) => this.count + row)]),
      rest,
    };
    return new VectorIndex(
      layout,
      graphs.map(({ graph }) => graph),
    );
  }

  /**
   * The rows most similar to the query, most similar first, ties by row; at most k.
   *
   * @param query `dimension` finite numbers of any length but zero: a zero vector is similar to nothing, the result is empty.
   * @param k at least 0; more than there are rows gives all.
   * @param admits rows it refuses are left out. What it throws is thrown.
   */
  search(query: Float32Array | number[], k: number, admits?: (row: number) => boolean): Neighbour[] {
    if (!Number.isInteger(k) || k < 0) throw new RangeError(`k must be a whole number of at least 0, not ${k}`);
    const unit = unitVector(query, this.dimension);
    if (unit === null || k === 0) return [];
    const found = this.#scanRest(unit, k, admits);
    const plain = Array.from(unit);
    for (const part of this.#graphs) found.push(...searchGraph(part, plain, k, admits));
    return found.sort(bySimilarity).slice(0, k);
  }

  #scanRest(unit: Float32Array, k: number, admits?: (row: number) => boolean): Neighbour[] {
    const found: Neighbour[] = [];
    let lowest = -Infinity;
    for (const [index, row] of this.#restRows.entries()) {
      const similarity = Math.min(1, dotAt(this.#rest, index * this.dimension, unit));
      if (similarity < lowest || (admits !== undefined && !admits(row))) continue;
      found.push({ row, similarity });
      // Cut back now and then, not at every row: the list stays short and the bar rises.
      if (found.length < 2 * k + 64) continue;
      found.sort(bySimilarity).length = k;
      lowest = found.at(-1)!.similarity;
    }
    return found;
  }
}

/**
 * Rows are refused after the search while enough remain: a filter is called for every point that the search meets, which
 * takes as long again as the search. Only where most are refused does the graph search for those admitted.
 */
function searchGraph(
  { graph, rowOfPoint, removed }: GraphPart,
  query: number[],
  k: number,
  admits?: (row: number) => boolean,
): Neighbour[] {
  const admitsPoint = (point: number) => rowOfPoint[point]! >= 0 && (admits?.(rowOfPoint[point]!) ?? true);
  const toNeighbour = ({ point, similarity }: { point: number; similarity: number }): Neighbour => ({
    row: rowOfPoint[point]!,
    similarity: Math.min(1, similarity),
  });
  if (!removed && admits === undefined) return graph.search(query, k).map(toNeighbour);
  const wanted = Math.min(k * OVERSAMPLING, graph.size);
  const admitted = graph.search(query, wanted).filter(({ point }) => admitsPoint(point));
  if (admitted.length >= k || wanted === graph.size) return admitted.slice(0, k).map(toNeighbour);
  return graph.search(query, k, admitsPoint).map(toNeighbour);
}

/** So many times the neighbours wanted are sought before some are refused: below the width of the search, they cost nothing. */
const OVERSAMPLING = 2;

function bySimilarity(left: Neighbour, right: Neighbour): number {
  return right.similarity - left.similarity || left.row - right.row;
}

/** The vector at unit length, or null when it is zero. Throws for another dimension or a number that is not finite. */
function unitVector(vector: ArrayLike<number>, dimension: number): Float32Array | null {
  if (vector.length !== dimension)
    throw new RangeError(`the query has ${vector.length} numbers, the index ${dimension}`);
  const unit = Float32Array.from(vector);
  const norm = Math.sqrt(dotAt(unit, 0, unit));
  if (!Number.isFinite(norm)) throw new RangeError("the query holds a number that is not finite");
  if (norm === 0) return null;
  return unit.map((value) => value / norm);
}

/** Four sums side by side: the processor adds them at once, which one running sum would not allow. */
function dotAt(rows: Float32Array, offset: number, vector: Float32Array): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let index = 0;
  for (; index + 3 < vector.length; index += 4) {
    first += rows[offset + index]! * vector[index]!;
    second += rows[offset + index + 1]! * vector[index + 1]!;
    third += rows[offset + index + 2]! * vector[index + 2]!;
    fourth += rows[offset + index + 3]! * vector[index + 3]!;
  }
  for (; index < vector.length; index++) first += rows[offset + index]! * vector[index]!;
  return first + second + third + fourth;
}
