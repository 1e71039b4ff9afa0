import type { Article } from "../../corpus/index.ts";
import { sharedText } from "./metrics/shared-text.ts";
import { withoutWhiteSpace } from "./metrics/white-space.ts";

/** Share of an answer that an article has to hold, as for hit@200. */
const HELD_SHARE = 0.8;
/** A shorter answer (2020年6月30日) stands in other articles by chance. */
const LEAST_ANSWER = 15;
/** As in `sharedText`: runs of so many characters are compared. */
const RUN = 4;
const HASHES = 1 << 16;

/**
 * Finds the articles that hold an answer, to the letter or nearly: notices are printed by many offices, so that the
 * answer may stand where nobody has looked for it. Who has such an article answers from it, and should not refuse.
 */
export class AnswerHolders {
  readonly #articles: { id: string; body: string; runs: Uint8Array }[];

  constructor(articles: readonly Article[]) {
    this.#articles = articles.map(({ id, body }) => {
      const runs = new Uint8Array(HASHES / 8);
      for (const hash of runHashes(withoutWhiteSpace(body))) runs[hash >> 3]! |= 1 << (hash & 7);
      return { id, body, runs };
    });
  }

  /** Ids of the articles; none for an answer so short that it may stand there by chance. */
  holding(answer: string): string[] {
    const wanted = withoutWhiteSpace(answer);
    if (wanted.length < LEAST_ANSWER) return [];
    const hashes = runHashes(wanted);
    // A run covers no more than its own characters: fewer cannot cover enough.
    const least = (HELD_SHARE * wanted.length) / RUN;
    return this.#articles
      .filter(({ runs }) => hashes.filter((hash) => (runs[hash >> 3]! & (1 << (hash & 7))) !== 0).length >= least)
      .filter(({ body }) => sharedText(answer, body) >= HELD_SHARE)
      .map(({ id }) => id);
  }
}

/** A hash of each run of characters, with collisions. */
function runHashes(text: string): number[] {
  const hashes: number[] = [];
  for (let start = 0; start + RUN <= text.length; start++) {
    let hash = 0;
    for (let at = start; at < start + RUN; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) >>> 0;
    hashes.push((Math.imul(hash, 2_654_435_761) >>> 16) & (HASHES - 1));
  }
  return hashes;
}
