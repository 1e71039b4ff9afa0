import { distinctBigrams } from "../lexical/grams.ts";
import type { ConceptMention, Lexicon, PlaceMention } from "../lexicon/lexicon.ts";
import { subjectRuns } from "./subject-words.ts";

/** Kinds of county, which a short name leaves out. */
const KINDS = ["区", "县", "市", "旗"];
const LONGEST_NAME = 4;

/** A name may stand without its kind in so many times as many passages: 资源 stands in more than those on 资源县. */
const MOST_BARE = 3;

function isCounty(name: string, frequency: (gram: number) => number): boolean {
  const bare = Math.min(...distinctBigrams(name).map(frequency));
  const inFull = Math.max(...KINDS.map((kind) => frequency(distinctBigrams(name.at(-1)! + kind)[0]!)));
  return bare > 0 && inFull > 0 && bare <= MOST_BARE * inFull;
}

/** With the counties that a question calls by their short names and the articles name in full: 柯桥 where they write 柯桥区. */
export function withHeldCounties(
  folded: string,
  places: PlaceMention[],
  lexicon: Lexicon,
  frequency: (gram: number) => number,
): PlaceMention[] {
  const words = lexicon.concepts(folded).filter(({ start, end }) => end - start > 1);
  const isFree = (start: number, end: number) =>
    ![...places, ...words].some((one) => start < one.end && end > one.start);
  const found: PlaceMention[] = [];
  for (let start = 0; start + 1 < folded.length; start++) {
    for (let end = Math.min(folded.length, start + LONGEST_NAME); end - start > 1; end--) {
      const name = folded.slice(start, end);
      if (!isFree(start, end)) continue;
      const county = lexicon.districtCalled(name);
      if (county === null) continue;
      if (!isCounty(name, frequency)) continue;
      found.push({ ...county, name, start, end });
      start = end - 1;
      break;
    }
  }
  return found.length === 0 ? places : [...places, ...found].sort((a, b) => a.start - b.start);
}

/** With the runs that are known as nothing else but a county: 嵊州复工率. */
export function withCounties(
  folded: string,
  places: PlaceMention[],
  concepts: ConceptMention[],
  lexicon: Lexicon,
): PlaceMention[] {
  const counties = subjectRuns({ folded, places, concepts }).flatMap(({ text, start }) => {
    const county = lexicon.countyCalled(text);
    return county === null ? [] : [{ ...county, start, end: start + text.length }];
  });
  return [...places, ...counties].sort((a, b) => a.start - b.start);
}
