import type { CorpusTable } from "../corpus-table.ts";
import { unitsOf } from "../lexical/grams.ts";
import type { GramCounter, GramCounts } from "./gram-counter.ts";

/** Title, heading and clause heading over a sentence, counted once for all that follow. */
export class SentenceContext {
  readonly counts: GramCounts;
  /** Code units of heading and clause heading. */
  length = 1;
  readonly #table: CorpusTable;
  readonly #counter: GramCounter;
  readonly #inTitle: GramCounts;
  readonly #inSection: GramCounts;
  #headingLength = 0;

  constructor(table: CorpusTable, article: number, counter: GramCounter) {
    this.#table = table;
    this.#counter = counter;
    this.#inTitle = counter.none();
    this.#inSection = counter.none();
    this.counts = counter.none();
    counter.count(this.#inTitle, unitsOf(table.articles[article]!.title));
  }

  enterSection(section: number): void {
    const { text, headingStart, headingEnd } = this.#table;
    this.#inSection.set(this.#inTitle);
    this.#counter.count(this.#inSection, text, headingStart[section], headingEnd[section]);
    this.#headingLength = headingEnd[section]! - headingStart[section]!;
    this.enterClause(0, 0);
  }

  enterClause(start: number, end: number): void {
    this.counts.set(this.#inSection);
    this.#counter.count(this.counts, this.#table.text, start, end);
    // A line break parts the two.
    this.length = this.#headingLength + 1 + end - start;
  }
}
