/** Draws some of many for one tree after another, without replacement, by a generator that always begins alike (Park and Miller 1988). */
export class Draw {
  readonly #all: number;
  readonly #count: number;
  #seed = 1;

  /** @param share of them that each draw gives, 0 to 1 */
  constructor(all: number, share: number) {
    this.#all = all;
    this.#count = Math.ceil(all * share);
  }

  /** Ascending. */
  next(): number[] {
    const left = Array.from({ length: this.#all }, (_, one) => one);
    const drawn = Array.from({ length: this.#count }, () => left.splice(this.#below(left.length), 1)[0]!);
    return drawn.sort((a, b) => a - b);
  }

  /** A whole number from 0, below `limit`. */
  #below(limit: number): number {
    this.#seed = (this.#seed * 48_271) % 2_147_483_647;
    return this.#seed % limit;
  }
}
