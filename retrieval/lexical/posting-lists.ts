/**
 * Posting lists in 16 bits an entry: the gap to the row before in the upper 11, the term's frequency in the lower 5. Two
 * frequencies are marks: SKIP, whose gap counts whole 2,048ths, stands before a row that is farther away; MANY, whose
 * frequency is the entry after it. Gaps instead of rows (Witten, Moffat and Bell 1999, "Managing Gigabytes") of a fixed
 * width: a list of 100,000 passages takes two fifths of the memory of rows and frequencies side by side, and reading it
 * takes no longer, as hardly ever a branch goes the other way.
 */
export interface PostingLists {
  /** The list of term t: [first[t], first[t + 1]) of `entries`. */
  first: Uint32Array;
  entries: Uint16Array;
}

const FREQUENCY_BITS = 5;
const FREQUENCY_MASK = 0b11111;
const GAP_BITS = 16 - FREQUENCY_BITS;
const MOST_GAP = (1 << GAP_BITS) - 1;
/** Adds its gap shifted by GAP_SHIFT, and is no row. */
const SKIP = 0;
const GAP_SHIFT = GAP_BITS;
const MANY = (1 << FREQUENCY_BITS) - 1;
const MOST_FREQUENCY = 0xffff;

/** Calls `visit` with each row of a list, ascending, and the term's frequency in it. */
export function walkPostings({ first, entries }: PostingLists, term: number, visit: PostingVisitor): void {
  let row = 0;
  for (let at = first[term]!, end = first[term + 1]!; at < end; at++) {
    const entry = entries[at]!;
    const frequency = entry & FREQUENCY_MASK;
    if (frequency === SKIP) {
      row += (entry >> FREQUENCY_BITS) << GAP_SHIFT;
      continue;
    }
    row += entry >> FREQUENCY_BITS;
    visit(row, frequency === MANY ? entries[++at]! : frequency);
  }
}

type PostingVisitor = (row: number, frequency: number) => void;

/**
 * Adds weight · frequency / (frequency + norm) to the score of each row of a list: `walkPostings` written out. Four entries
 * a turn, as each turn of a loop finds out anew where its arrays are: two thirds of the time of one a turn. It stands beside
 * the constants that it uses: those of another module would be looked up at each entry.
 */
export function addPostings(
  { first, entries }: PostingLists,
  term: number,
  scores: Float32Array,
  norms: Float32Array,
  weight: number,
): void {
  const end = first[term + 1]!;
  let at = first[term]!;
  let row = 0;
  while (at < end) {
    if (at + 4 <= end) {
      const entry1 = entries[at]!;
      const entry2 = entries[at + 1]!;
      const entry3 = entries[at + 2]!;
      const entry4 = entries[at + 3]!;
      const frequency1 = entry1 & FREQUENCY_MASK;
      const frequency2 = entry2 & FREQUENCY_MASK;
      const frequency3 = entry3 & FREQUENCY_MASK;
      const frequency4 = entry4 & FREQUENCY_MASK;
      if (isPlain(frequency1) && isPlain(frequency2) && isPlain(frequency3) && isPlain(frequency4)) {
        row += entry1 >> FREQUENCY_BITS;
        scores[row] = scores[row]! + (weight * frequency1) / (frequency1 + norms[row]!);
        row += entry2 >> FREQUENCY_BITS;
        scores[row] = scores[row]! + (weight * frequency2) / (frequency2 + norms[row]!);
        row += entry3 >> FREQUENCY_BITS;
        scores[row] = scores[row]! + (weight * frequency3) / (frequency3 + norms[row]!);
        row += entry4 >> FREQUENCY_BITS;
        scores[row] = scores[row]! + (weight * frequency4) / (frequency4 + norms[row]!);
        at += 4;
        continue;
      }
    }
    const entry = entries[at++]!;
    let frequency = entry & FREQUENCY_MASK;
    if (frequency === SKIP) {
      row += (entry >> FREQUENCY_BITS) << GAP_SHIFT;
      continue;
    }
    row += entry >> FREQUENCY_BITS;
    if (frequency === MANY) frequency = entries[at++]!;
    scores[row] = scores[row]! + (weight * frequency) / (frequency + norms[row]!);
  }
}

/** Whether the lower bits of an entry are the frequency itself. */
function isPlain(frequency: number): boolean {
  return frequency !== SKIP && frequency !== MANY;
}

/** Packs posting lists of terms that are numbered from 0 as they are met. */
export class PostingListBuilder {
  readonly #lists: Uint16Array[] = [];
  readonly #lengths: number[] = [];
  readonly #lastRows: number[] = [];
  /** Rows of each term. */
  readonly counts: number[] = [];

  /** Begins the list of the next term, which goes on one that ends with the row given. */
  begin(lastRow = 0): void {
    this.#lists.push(new Uint16Array(FIRST_LENGTH));
    this.#lengths.push(0);
    this.#lastRows.push(lastRow);
    this.counts.push(0);
  }

  /** Adds a row to a term's list: rows of a term ascend. `frequency` from 1; more than 65,535 counts as that. */
  add(term: number, row: number, frequency: number): void {
    if (term === this.#lists.length) this.begin();
    let gap = row - this.#lastRows[term]!;
    while (gap > MOST_GAP) {
      const skipped = Math.min(MOST_GAP, gap >> GAP_SHIFT);
      this.#push(term, (skipped << FREQUENCY_BITS) | SKIP);
      gap -= skipped << GAP_SHIFT;
    }
    this.#push(term, (gap << FREQUENCY_BITS) | Math.min(MANY, frequency));
    if (frequency >= MANY) this.#push(term, Math.min(MOST_FREQUENCY, frequency));
    this.#lastRows[term] = row;
    this.counts[term]!++;
  }

  #push(term: number, entry: number): void {
    const length = this.#lengths[term]!++;
    let list = this.#lists[term]!;
    if (length === list.length) {
      list = new Uint16Array(2 * length);
      list.set(this.#lists[term]!);
      this.#lists[term] = list;
    }
    list[length] = entry;
  }

  /** The entries of a term's list. */
  list(term: number): Uint16Array {
    return this.#lists[term]!.subarray(0, this.#lengths[term]);
  }

  /** The lists of the terms given, in their order. */
  build(terms: ArrayLike<number>): PostingLists {
    const first = new Uint32Array(terms.length + 1);
    for (let rank = 0; rank < terms.length; rank++) first[rank + 1] = first[rank]! + this.#lengths[terms[rank]!]!;
    const entries = new Uint16Array(first.at(-1)!);
    for (let rank = 0; rank < terms.length; rank++) entries.set(this.list(terms[rank]!), first[rank]);
    return { first, entries };
  }
}

/** Most terms stand in a few passages only. */
const FIRST_LENGTH = 4;
