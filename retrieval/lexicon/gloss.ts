import { readFileSync } from "node:fs";
import { fold } from "../normalise.ts";
import { GLOSSARY_FILE, openGlossary } from "./glossary.ts";
import { openGazetteer, PLACES_FILE } from "./places.ts";

/** Languages that Chinese words are glossed in. */
export type GlossLanguage = "en" | "ko";

/** The word of each language for a concept by its first Chinese word, and for a place by its short name. */
type Words = Record<GlossLanguage, Map<string, string>>;

let words: Words | undefined;

/**
 * What a Chinese clause is about, word by word in another language: its places, then the concepts of the glossary, each
 * once and in the order of the clause. No translation, but enough to recognise and to search for what it says.
 */
export function glossOf(clause: string, language: GlossLanguage): string[] {
  words ??= readWords();
  const folded = fold(clause);
  const places = openGazetteer().places(folded);
  const concepts = openGlossary()
    .concepts(folded)
    .filter(({ start, end }) => !places.some((place) => start < place.end && end > place.start));
  const names = [...places.map(({ name }) => name), ...concepts.flatMap(({ concepts: [name = ""] }) => name)];
  const known = words[language];
  return [...new Set(names.flatMap((name) => known.get(name) ?? []))];
}

function readWords(): Words {
  const read: Words = { en: new Map(), ko: new Map() };
  for (const line of readFileSync(GLOSSARY_FILE, "utf8").split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const [chinese = "", english = "", korean = ""] = line.replace(/^!/, "").split("|");
    const name = fold(first(chinese));
    if (first(english) !== "") read.en.set(name, first(english));
    if (first(korean) !== "") read.ko.set(name, first(korean));
  }
  for (const row of readFileSync(PLACES_FILE, "utf8").trim().split("\n")) {
    const [, name = "", , , pinyin = "", english = "", korean = ""] = row.split("\t");
    const spelling = first(english) || pinyin;
    if (!read.en.has(name))
      read.en.set(
        name,
        spelling.replace(/^./, (letter) => letter.toUpperCase()),
      );
    if (!read.ko.has(name) && first(korean) !== "") read.ko.set(name, first(korean));
  }
  return read;
}

function first(list: string): string {
  // «>» marks a word as narrower.
  return list.split(",")[0]!.trim().replace(/^>/, "");
}
