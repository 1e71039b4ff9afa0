/** Seeded numbers in [0, 1): Mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Unit vectors in tight clusters, as passages on one subject are: the hard case for a graph. Rows of `dimension` numbers. */
export function clusteredVectors(
  count: number,
  dimension: number,
  clusters: number,
  spread: number,
  seed = 1,
): Float32Array {
  const random = seededRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const centres = Array.from({ length: clusters }, () => Array.from({ length: dimension }, normal));
  const vectors = new Float32Array(count * dimension);
  for (let row = 0; row < count; row++) {
    const centre = centres[row % clusters]!;
    const vector = centre.map((value) => value + spread * normal());
    const norm = Math.hypot(...vector);
    vectors.set(
      vector.map((value) => value / norm),
      row * dimension,
    );
  }
  return vectors;
}

/** The rows most similar to the query, by comparing all: slow and obviously right. */
export function exactNeighbours(vectors: Float32Array, dimension: number, query: Float32Array, k: number): number[] {
  const similarities = Array.from({ length: vectors.length / dimension }, (_, row) => {
    let sum = 0;
    for (let index = 0; index < dimension; index++) sum += vectors[row * dimension + index]! * query[index]!;
    return { row, sum };
  });
  return similarities
    .sort((left, right) => right.sum - left.sum || left.row - right.row)
    .slice(0, k)
    .map(({ row }) => row);
}
