/**
 * Normalised discounted cumulative gain at `cutoff`, binary gains (Järvelin and Kekäläinen 2002), 0 to 1.
 *
 * @param relevant whether the result at each rank is relevant, best first
 * @param relevantInAll how many relevant results there are to be found, at least 1
 */
export function ndcg(relevant: readonly boolean[], relevantInAll: number, cutoff = 10): number {
  let gain = 0;
  let ideal = 0;
  for (let rank = 0; rank < cutoff; rank++) {
    const discount = 1 / Math.log2(rank + 2);
    if (relevant[rank] === true) gain += discount;
    if (rank < relevantInAll) ideal += discount;
  }
  return gain / ideal;
}
