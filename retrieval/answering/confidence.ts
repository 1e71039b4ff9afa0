import type { Reading } from "../reading/reader.ts";

/** 0 to 1: how sure it is that the evidence answers the question. */
export function confidenceOf({ evidence }: Reading): number {
  return Math.max(0, ...evidence.articles.map(({ probability }) => probability));
}
