/** Rows of feature values that are evaluated where they stand, in groups that share many of them. */
export class FeatureMatrix {
  readonly width: number;
  /** Row r is [r · width, (r + 1) · width); longer than the rows in it. */
  values: Float32Array;
  /** The same numbers by their bits. */
  bits: Int32Array;
  count = 0;
  /** Row at which each group begins, ascending. */
  readonly groups: number[] = [];

  constructor(width: number) {
    this.width = width;
    this.values = new Float32Array(FIRST_ROWS * width);
    this.bits = new Int32Array(this.values.buffer);
  }

  /** Holds no row from now on; its memory is used again. */
  clear(): void {
    this.count = 0;
    this.groups.length = 0;
  }

  /** The rows added from now on share values with each other rather than with those before. */
  beginGroup(): void {
    this.groups.push(this.count);
  }

  /** Copies a row: `width` numbers. */
  add(row: Float32Array): void {
    this.#copy(row, 0);
  }

  /** Copies a row of another matrix as wide. */
  addFrom({ values, width }: FeatureMatrix, index: number): void {
    this.#copy(values, index * width);
  }

  #copy(source: Float32Array, from: number): void {
    const { width } = this;
    const first = this.count++ * width;
    if (first === this.values.length) this.#grow();
    const { values } = this;
    // A loop: for so few numbers `set` takes longer to begin than to copy.
    for (let at = 0; at < width; at++) values[first + at] = source[from + at]!;
  }

  /** A copy of a row. */
  row(index: number): Float32Array {
    return this.values.slice(index * this.width, (index + 1) * this.width);
  }

  #grow(): void {
    const larger = new Float32Array(2 * this.values.length);
    larger.set(this.values);
    this.values = larger;
    this.bits = new Int32Array(larger.buffer);
  }
}

const FIRST_ROWS = 512;
