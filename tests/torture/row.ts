/** How often each thing is done to the product in one run of a row. */
export type Counts = Record<string, number>;

export interface Surroundings {
  /** A folder of the row's own, empty at first and removed afterwards. */
  folder: string;
  /** The same seed does the same things. */
  seed: number;
  onProgress(done: number, total: number): void;
}

export interface Outcome {
  /** What was measured, by what it is called in the report. */
  figures: Record<string, number | string>;
  /** What should have held and did not, a line each. */
  broken: string[];
  /** Why the row could not be run on this machine. */
  skipped?: string;
}

/** One row of the table of what must hold. */
export interface Row {
  /** By which it is chosen on the command line. */
  name: string;
  test: string;
  holds: string;
  /** The counts that count, and those that a run of all tests has time for. */
  full: Counts;
  short: Counts;
  run(counts: Counts, surroundings: Surroundings): Promise<Outcome>;
}

/** Gathers what did not hold; more than a few of a kind tell nothing more. */
export class Findings {
  readonly broken: string[] = [];
  #more = 0;

  check(holds: boolean, otherwise: () => string): void {
    if (holds) return;
    if (this.broken.length < 20) this.broken.push(otherwise());
    else this.#more += 1;
  }

  outcome(figures: Outcome["figures"]): Outcome {
    return { figures, broken: this.#more > 0 ? [...this.broken, `and ${this.#more} more`] : this.broken };
  }
}
