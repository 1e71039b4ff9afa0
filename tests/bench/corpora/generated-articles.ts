import { readFileSync } from "node:fs";
import type { Article } from "../../../corpus/index.ts";
import { seededRandom } from "../../retrieval/storage/clustered-vectors.ts";

/** Counties and cities of the shipped gazetteer, by their full names. */
const PLACES_FILE = new URL("../../../retrieval/lexicon/places.tsv", import.meta.url);
/** Places of the shipped article that a generated one replaces by its own. */
const HOME_PLACES = /吉林省|吉林市|吉林|长春市|长春|二道区|延边州|延边|延吉|珲春|桦甸/gu;

/** What generated articles draw from. */
interface Material {
  headings: string[];
  /** Clauses of each section, with the mark that ends them; the last of a sentence ends with a full stop. */
  sections: { inner: string[]; last: string[] }[];
  places: string[];
}

/** Passages of one generated article, about: the size of the shipped one. */
const PASSAGES_AN_ARTICLE = 13;
/** One clause in so many comes from another section: reports digress. */
const DIGRESSION = 6;

/**
 * Articles made of the clauses of another one, drawn anew with other places, figures and dates: as many as make about
 * `passages` passages. The same seed gives the same articles.
 */
export function generateArticles(shipped: Article, passages: number, seed = 1): Article[] {
  const random = seededRandom(seed);
  const material = materialOf(shipped);
  const count = Math.max(1, Math.round(passages / PASSAGES_AN_ARTICLE));
  return Array.from({ length: count }, (_, index) => generateArticle(shipped, material, index, random));
}

/** The text with the places of the shipped article replaced by one drawn at random. */
export function relocate(text: string, places: readonly string[], random: () => number): string {
  const [here, there] = [drawFrom(places, random), drawFrom(places, random)];
  return text.replace(HOME_PLACES, (name) => (name.startsWith("吉林") ? here : there));
}

/** Full names of the gazetteer's cities and counties. */
export function placeNames(): string[] {
  return readFileSync(PLACES_FILE, "utf8")
    .split("\n")
    .map((line) => line.split("\t"))
    .filter(([, , level]) => level === "city" || level === "county")
    .map(([name]) => name!);
}

function materialOf({ body }: Article): Material {
  const parts = body.split(/^## +/mu).filter((part) => part.trim() !== "");
  const sections = parts.map((part) => {
    const clauses = part.slice(part.indexOf("\n")).match(/[^,。;\n]+[,。;]/gu) ?? [];
    return {
      inner: clauses.filter((clause) => clause.endsWith(",")),
      last: clauses.filter((clause) => !clause.endsWith(",")),
    };
  });
  return { headings: parts.map((part) => part.slice(0, part.indexOf("\n")).trim()), sections, places: placeNames() };
}

function generateArticle(shipped: Article, material: Material, index: number, random: () => number): Article {
  const [here, there] = [drawFrom(material.places, random), drawFrom(material.places, random)];
  const localise = (text: string) =>
    text
      .replace(HOME_PLACES, (name) => (name.startsWith("吉林") ? here : there))
      .replace(/\d+(?!\d*%)/gu, (digits) => otherNumber(digits, random));
  const sections = Array.from({ length: 5 }, () => {
    const section = Math.floor(random() * material.sections.length);
    const paragraphs = Array.from({ length: 4 }, () => paragraphOf(material, section, random));
    return localise(`## ${material.headings[section]!}\n\n${paragraphs.join("\n\n")}`);
  });
  const day = String(1 + (index % 28)).padStart(2, "0");
  return {
    ...shipped,
    id: `generated-${String(index).padStart(6, "0")}`,
    title: localise(drawFrom(material.headings, random)),
    published: `2020-0${2 + (index % 3)}-${day}`,
    bylines: [],
    body: sections.join("\n\n"),
  };
}

function paragraphOf({ sections }: Material, section: number, random: () => number): string {
  const source = () => (random() < 1 / DIGRESSION ? drawFrom(sections, random) : sections[section]!);
  const sentences = Array.from({ length: 4 }, () => {
    const inner = Array.from({ length: 1 + Math.floor(random() * 3) }, () => drawFrom(source().inner, random));
    return inner.join("") + drawFrom(source().last, random);
  });
  return sentences.join("");
}

/** A number with as many digits; days, months and percentages stay possible. */
function otherNumber(digits: string, random: () => number): string {
  const value = Number(digits);
  if (digits.length <= 2 && value <= 28) return String(1 + Math.floor(random() * Math.max(value, 9)));
  const lowest = 10 ** (digits.length - 1);
  return String(lowest + Math.floor(random() * 9 * lowest));
}

function drawFrom<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)]!;
}
