/** Most bins of a feature. */
export const BINS = 64;
/** So many rows tell where its bins end. */
const SAMPLE = 50_000;

/**
 * Edges between the bins of a feature: at most BINS − 1 distinct values at equal steps of rank, from a fixed stride of the
 * rows, which have `width` values each.
 */
export function binEdges(rows: Float32Array, width: number, feature: number): Float32Array {
  const count = rows.length / width;
  const stride = Math.max(1, Math.floor(count / SAMPLE));
  const sample = new Float32Array(Math.ceil(count / stride));
  for (let index = 0; index < sample.length; index++) sample[index] = rows[index * stride * width + feature]!;
  sample.sort();
  const edges: number[] = [];
  for (let bin = 1; bin < BINS; bin++) {
    const value = sample[Math.min(sample.length - 1, Math.floor((bin * sample.length) / BINS))]!;
    if (edges.length === 0 || value > edges[edges.length - 1]!) edges.push(value);
  }
  return Float32Array.from(edges);
}

/** The bin of each value, row by row: a histogram goes through memory once. */
export function binRows(rows: Float32Array, edges: readonly Float32Array[]): Uint8Array {
  const binned = new Uint8Array(rows.length);
  for (let at = 0; at < rows.length; at++) binned[at] = binOf(rows[at]!, edges[at % edges.length]!);
  return binned;
}

/** How many edges are less than a value. */
function binOf(value: number, edges: Float32Array): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= edges[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}
