import { withoutWhiteSpace } from "./white-space.ts";

/**
 * Shortest run of characters that counts as taken from the same place. Single characters and pairs occur by chance in
 * any 200 characters of Chinese; a subsequence measure would count them.
 */
const RUN = 4;

/**
 * The share of `answer` that stands in `text`, 0 to 1: characters that lie in a run of at least 4 (the whole answer,
 * when shorter) occurring in `text`, white space ignored. Unlike a longest common subsequence it gives nothing for
 * scattered characters, unlike a longest common substring it forgives a gap.
 */
export function sharedText(answer: string, text: string): number {
  const [wanted, shown] = [withoutWhiteSpace(answer), withoutWhiteSpace(text)];
  if (wanted === "") return 0;
  const run = Math.min(RUN, wanted.length);
  let covered = 0;
  let coveredTo = 0;
  for (let start = 0; start + run <= wanted.length; start++) {
    if (!shown.includes(wanted.slice(start, start + run))) continue;
    covered += start + run - Math.max(coveredTo, start);
    coveredTo = start + run;
  }
  return covered / wanted.length;
}
