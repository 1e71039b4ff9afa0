export interface Stem {
  stem: string;
  start: number;
  end: number;
}

/** The stems of the English words of a folded text, in order. */
export function stemsOf(text: string): Stem[] {
  return Array.from(text.matchAll(/[a-z][a-z']*/gu), (match) => ({
    stem: stemOf(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Words whose -s makes another word of them: customs is no custom, news is not new. */
const NO_PLURALS = new Set(["customs", "goods", "means", "news"]);

/** A light stemmer after Porter's first step (1980): plural, -ed, -ing and a last e are taken off. */
function stemOf(word: string): string {
  const bare = word.replace(/'s?$/u, "");
  if (NO_PLURALS.has(bare)) return bare;
  let stem = singularOf(bare);
  // Training is no form of the train that passengers take.
  if (stem.length > 5 && stem !== "training") stem = stem.replace(/(?:ed|ing)$/u, "");
  // Planned is plan, but an inn is not in.
  if (stem.length > 3) stem = stem.replace(/([bdfglmnprt])\1$/u, "$1");
  // A fare is not far, and care no car.
  return stem.length > 4 ? stem.replace(/e$/u, "") : stem;
}

function singularOf(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return word.replace(/ies$/u, "y");
  if (word.length > 4 && /(?:s|x|z|ch|sh)es$/u.test(word)) return word.slice(0, -2);
  return word.length > 3 ? word.replace(/(?<![su])s$/u, "") : word;
}
