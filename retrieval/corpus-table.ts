import { type Article, type FrontMatter, splitArticle } from "../corpus/index.ts";
import { textOf } from "./normalise.ts";
import { type Columns, decodeColumns, encodeColumns } from "./storage/columns.ts";

/**
 * The corpus as flat columns: all bodies in one array of UTF-16 code units, and articles, sections, sentences and
 * passages as ranges of it. Positions are absolute; a position in an article's body is `position - articleStart[article]`.
 * Arrays called `first…` have one more entry than rows, so that row r owns the range [first[r], first[r + 1]).
 */
export interface CorpusTable {
  articles: FrontMatter[];
  text: Uint16Array;
  articleStart: Uint32Array;
  firstPassage: Uint32Array;
  firstSentence: Uint32Array;
  sectionStart: Uint32Array;
  /** Where the section's heading stands in the text; start equals end when it has none. */
  headingStart: Uint32Array;
  headingEnd: Uint32Array;
  sentenceStart: Uint32Array;
  sentenceEnd: Uint32Array;
  sentenceSection: Uint32Array;
  passageArticle: Uint32Array;
  /** First and last sentence of the passage, inclusive. */
  passageFirst: Uint32Array;
  passageLast: Uint32Array;
}

const TABLE_COLUMNS = {
  articleStart: Uint32Array,
  firstPassage: Uint32Array,
  firstSentence: Uint32Array,
  sectionStart: Uint32Array,
  headingStart: Uint32Array,
  headingEnd: Uint32Array,
  sentenceStart: Uint32Array,
  sentenceEnd: Uint32Array,
  sentenceSection: Uint32Array,
  passageArticle: Uint32Array,
  passageFirst: Uint32Array,
  passageLast: Uint32Array,
} as const;
type ColumnName = keyof typeof TABLE_COLUMNS;

/** Splits the articles and lays them out as columns, in the order given. */
export function buildCorpusTable(articles: Iterable<Article>): CorpusTable {
  const lists = Object.fromEntries(Object.keys(TABLE_COLUMNS).map((name) => [name, [] as number[]])) as Record<
    ColumnName,
    number[]
  >;
  const frontMatters: FrontMatter[] = [];
  const bodies: string[] = [];
  let position = 0;
  for (const article of articles) {
    const { body, ...frontMatter } = article;
    appendArticle(lists, body, position, frontMatters.length);
    frontMatters.push(frontMatter);
    bodies.push(body);
    position += body.length;
  }
  lists.articleStart.push(position);
  lists.firstPassage.push(lists.passageArticle.length);
  lists.firstSentence.push(lists.sentenceStart.length);
  const text = new Uint16Array(position);
  let offset = 0;
  for (const body of bodies) for (let index = 0; index < body.length; index++) text[offset++] = body.charCodeAt(index);
  const columns = Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, Uint32Array.from(list)]));
  return { articles: frontMatters, text, ...(columns as Record<ColumnName, Uint32Array>) };
}

function appendArticle(lists: Record<ColumnName, number[]>, body: string, position: number, article: number): void {
  const { sections, sentences, passages } = splitArticle({ body });
  const firstSection = lists.sectionStart.length;
  const firstSentence = lists.sentenceStart.length;
  lists.articleStart.push(position);
  lists.firstPassage.push(lists.passageArticle.length);
  lists.firstSentence.push(firstSentence);
  for (const section of sections) {
    const headingStart = section.heading === null ? section.start : body.lastIndexOf(section.heading, section.start);
    lists.sectionStart.push(position + section.start);
    lists.headingStart.push(position + headingStart);
    lists.headingEnd.push(position + headingStart + (section.heading?.length ?? 0));
  }
  for (const sentence of sentences) {
    lists.sentenceStart.push(position + sentence.start);
    lists.sentenceEnd.push(position + sentence.end);
    lists.sentenceSection.push(firstSection + sentence.section);
  }
  for (const passage of passages) {
    lists.passageArticle.push(article);
    lists.passageFirst.push(firstSentence + passage.first);
    lists.passageLast.push(firstSentence + passage.last);
  }
}

/** Of each column of positions or rows, how far those of a table move that is laid behind another. */
const SHIFTED_BY = {
  articleStart: "text",
  firstPassage: "passageArticle",
  firstSentence: "sentenceStart",
  sectionStart: "text",
  headingStart: "text",
  headingEnd: "text",
  sentenceStart: "text",
  sentenceEnd: "text",
  sentenceSection: "sectionStart",
  passageArticle: "articles",
  passageFirst: "sentenceStart",
  passageLast: "sentenceStart",
} as const satisfies Record<ColumnName, keyof CorpusTable>;

/** Two tables laid end to end, the same as if their articles had been laid out together. */
export function appendCorpusTable(before: CorpusTable, added: CorpusTable): CorpusTable {
  const columns = Object.entries(SHIFTED_BY).map(([name, by]) => {
    const [one, other] = [before[name as ColumnName], added[name as ColumnName]];
    // The one entry more that these columns have is where the added rows begin.
    const kept = name === "articleStart" || name.startsWith("first") ? one.length - 1 : one.length;
    const column = new Uint32Array(kept + other.length);
    column.set(one.subarray(0, kept));
    const shift = before[by].length;
    for (let row = 0; row < other.length; row++) column[kept + row] = other[row]! + shift;
    return [name, column];
  });
  const text = new Uint16Array(before.text.length + added.text.length);
  text.set(before.text);
  text.set(added.text, before.text.length);
  const articles = [...before.articles, ...added.articles];
  return { articles, text, ...(Object.fromEntries(columns) as Record<ColumnName, Uint32Array>) };
}

export function encodeCorpusTable(table: CorpusTable): { articles: Uint8Array; columns: Uint8Array } {
  const { articles, ...columns } = table;
  return { articles: Buffer.from(JSON.stringify(articles)), columns: encodeColumns(columns as unknown as Columns) };
}

export function decodeCorpusTable(files: { articles: Uint8Array; columns: Uint8Array }): CorpusTable {
  const articles = JSON.parse(Buffer.from(files.articles).toString()) as FrontMatter[];
  return { articles, ...(decodeColumns(files.columns) as unknown as Omit<CorpusTable, "articles">) };
}

/** The text at [start, end), absolute positions, exactly as stored. */
export function textAt(table: CorpusTable, start: number, end: number): string {
  return textOf(table.text.subarray(start, end));
}

/** The heading over a sentence, or null. */
export function headingOf(table: CorpusTable, sentence: number): string | null {
  const section = table.sentenceSection[sentence]!;
  const heading = textAt(table, table.headingStart[section]!, table.headingEnd[section]!);
  return heading === "" ? null : heading;
}
