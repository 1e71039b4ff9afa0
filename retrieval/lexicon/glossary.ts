import { readFileSync } from "node:fs";
import { fold } from "../normalise.ts";
import type { ConceptMention } from "./lexicon.ts";

/** The file that staff may extend; its head says how. */
export const GLOSSARY_FILE = new URL("glossary.txt", import.meta.url);

interface Concept {
  name: string;
  distinct: boolean;
  chinese: string[];
}

/** Words that begin alike, longest first. `parts`: characters of a Chinese or Korean word, stems of an English phrase. */
type Entries = Map<string, { parts: string[]; concepts: Concept[] }[]>;

const HANGUL = /[\uac00-\ud7a3]/;
const IDEOGRAPH = /[\u3400-\u9fff]/;

/** Concepts with their words in Chinese, English and Korean, found in a text by longest match. */
export class Glossary {
  readonly #characters: Entries = new Map();
  readonly #stems: Entries = new Map();

  /** `text`: lines of the glossary file. Throws for a line that has no Chinese word. */
  constructor(text: string) {
    for (const [index, line] of text.split("\n").entries()) {
      if (line.trim() === "" || line.startsWith("#")) continue;
      const distinct = line.startsWith("!");
      const [chinese = [], english = [], korean = []] = line
        .slice(distinct ? 1 : 0)
        .split("|")
        .map(wordsOf);
      if (chinese.length === 0) throw new Error(`glossary line ${index + 1} has no Chinese word before the first |`);
      const concept = { name: chinese[0]!, distinct, chinese };
      // 天 in 今天 is no day: a single character is a word of its own only where the file says that nothing stands for it.
      for (const word of chinese) if (word.length > 1 || distinct) add(this.#characters, Array.from(word), concept);
      for (const word of korean) add(this.#characters, Array.from(word), concept);
      for (const phrase of english)
        add(
          this.#stems,
          stemsOf(phrase).map(({ stem }) => stem),
          concept,
        );
    }
    for (const entries of [this.#characters, this.#stems]) {
      for (const list of entries.values()) list.sort((a, b) => b.parts.length - a.parts.length);
    }
  }

  /** The words of a folded text, in order, none overlapping another. */
  concepts(folded: string): ConceptMention[] {
    return [...this.#inCharacters(folded), ...this.#inStems(folded)].sort((a, b) => a.start - b.start);
  }

  #inCharacters(folded: string): ConceptMention[] {
    const mentions: ConceptMention[] = [];
    for (let at = 0; at < folded.length; at++) {
      const character = folded[at]!;
      const isKorean = HANGUL.test(character);
      // A Korean word is known by its beginning: what follows may be particles.
      if (isKorean && at > 0 && HANGUL.test(folded[at - 1]!)) continue;
      if (!isKorean && !IDEOGRAPH.test(character)) continue;
      const entry = this.#characters.get(character)?.find(({ parts }) => folded.startsWith(parts.join(""), at));
      if (entry === undefined) continue;
      const end = at + entry.parts.join("").length;
      mentions.push(mention(at, end, entry.concepts));
      at = end - 1;
    }
    return mentions;
  }

  #inStems(folded: string): ConceptMention[] {
    const tokens = stemsOf(folded);
    const mentions: ConceptMention[] = [];
    for (let index = 0; index < tokens.length; index++) {
      const entry = this.#stems
        .get(tokens[index]!.stem)
        ?.find(({ parts }) => parts.every((stem, offset) => tokens[index + offset]?.stem === stem));
      if (entry === undefined) continue;
      const last = tokens[index + entry.parts.length - 1]!;
      mentions.push(mention(tokens[index]!.start, last.end, entry.concepts));
      index += entry.parts.length - 1;
    }
    return mentions;
  }
}

let glossary: Glossary | undefined;

/** The glossary that ships, read on first use. */
export function openGlossary(): Glossary {
  glossary ??= new Glossary(readFileSync(GLOSSARY_FILE, "utf8"));
  return glossary;
}

function wordsOf(list: string): string[] {
  return list
    .split(",")
    .map((word) => fold(word.trim()))
    .filter((word) => word !== "");
}

function add(entries: Entries, parts: string[], concept: Concept): void {
  if (parts.length === 0) return;
  const list = entries.get(parts[0]!) ?? [];
  entries.set(parts[0]!, list);
  const known = list.find((entry) => entry.parts.join(" ") === parts.join(" "));
  if (known === undefined) list.push({ parts, concepts: [concept] });
  else if (!known.concepts.includes(concept)) known.concepts.push(concept);
}

function mention(start: number, end: number, concepts: Concept[]): ConceptMention {
  return {
    start,
    end,
    concepts: concepts.map(({ name }) => name),
    distinct: concepts.every(({ distinct }) => distinct),
    chinese: [...new Set(concepts.flatMap(({ chinese }) => chinese))],
  };
}

interface Stem {
  stem: string;
  start: number;
  end: number;
}

function stemsOf(text: string): Stem[] {
  return Array.from(text.matchAll(/[a-z][a-z']*/gu), (match) => ({
    stem: stemOf(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** A light stemmer after Porter's first step (1980): plural, -ed, -ing and a last e are taken off. */
function stemOf(word: string): string {
  let stem = word.replace(/'s?$/u, "");
  if (stem.length > 4) stem = stem.replace(/ies$/u, "y").replace(/(?<=s|x|z|ch|sh)es$/u, "");
  if (stem.length > 3) stem = stem.replace(/(?<![su])s$/u, "");
  if (stem.length > 5) stem = stem.replace(/(?:ed|ing)$/u, "");
  stem = stem.replace(/([bdfglmnprt])\1$/u, "$1");
  return stem.length > 3 ? stem.replace(/e$/u, "") : stem;
}
