import type { Answer, Citation, Inquiry } from "../answer.ts";
import { type CorpusTable, textAt } from "../corpus-table.ts";
import type { Question } from "../question/question.ts";
import type { Understanding } from "../question/understand.ts";
import { isValueKind } from "../reading/values.ts";
import { cite, type Statement } from "./citations.ts";
import type { Constraint } from "./constraints.ts";
import type { Finding } from "./finding.ts";
import { markStanding } from "./superseding.ts";
import { asOfDate, asOfWords, valueInWords } from "./values-in-words.ts";
import { type Wording, wordingOf } from "./wording.ts";
import type { Language } from "../question/language.ts";

/** So many quotes are given of what is nearest, and so many of them are shown in the text. */
const MOST_NEAREST = 4;
const NEAREST_SHOWN = 1;

/** The answer to an inquiry out of what was found for each of its parts. `elapsedMs` is for the caller to set. */
export function composeAnswer(
  inquiry: Inquiry,
  { language, smalltalk }: Understanding,
  findings: Finding[],
  table: CorpusTable,
): Answer {
  const wording = wordingOf(language);
  const answer: Answer = {
    question: inquiry.question,
    language,
    status: "not-found",
    answer: wording.notFound,
    text: wording.notFound,
    citations: [],
    nearest: [],
    conflict: false,
    confidence: 0,
    asOf: null,
    elapsedMs: 0,
  };
  if (smalltalk !== null)
    return { ...answer, status: "smalltalk", answer: wording.smalltalk[smalltalk], text: wording.smalltalk[smalltalk] };
  if (!/[\p{L}\p{N}]/u.test(inquiry.question))
    return { ...answer, status: "smalltalk", answer: wording.empty, text: wording.empty };
  const cited = new CitationList(table);
  const lines: string[] = [];
  for (const finding of findings) {
    if (finding.status === "not-found") continue;
    const line =
      finding.status === "answered"
        ? answeredLine(finding, cited, table, language)
        : partialLine(finding, cited, table, wording);
    // What answers two parts of a message is said once.
    if (!lines.includes(line)) lines.push(line);
  }
  const claims = [...cited.citations];
  for (const statement of findings.flatMap(({ further }) => further)) markStanding([cited.add(statement)], table);
  const statuses = findings.map(({ status }) => status);
  const confidence = Math.max(0, ...findings.map((finding) => finding.confidence));
  if (lines.length === 0) return refuse(answer, findings, table, wording, confidence);
  const missing = findings.find(({ status }) => status === "not-found");
  const conflict = findings.some((finding) => finding.conflict);
  // An earlier article that says otherwise is marked as that: the source does not contradict itself.
  const disagrees = findings.some(
    ({ conflict: differs, statements }) => differs && statements.filter(({ isEarlier }) => !isEarlier).length > 1,
  );
  const short = sentences(lines.join(wording.part), wording, [
    ...(missing === undefined ? [] : [wording.notStated([])]),
    ...(disagrees ? [wording.conflict] : []),
    ...(claims.some(({ standing }) => standing === "superseded") ? [wording.onlySuperseded] : []),
  ]);
  return {
    ...answer,
    status: statuses.every((status) => status === "answered") ? "answered" : "partial",
    answer: short,
    text: messageText(short, cited.citations, wording),
    citations: cited.citations,
    nearest: nearestCitations(
      findings.flatMap(({ nearest }) => nearest),
      table,
    ),
    conflict,
    confidence,
    asOf: commonDate(claims),
  };
}

/** Citations in the order in which they are first needed; statements of the same run of text share one. */
class CitationList {
  readonly citations: Citation[] = [];
  readonly #table: CorpusTable;

  constructor(table: CorpusTable) {
    this.#table = table;
  }

  add(statement: Statement): Citation {
    const fresh = cite(this.#table, statement, this.citations.length + 1);
    const known = this.citations.find(
      ({ articleId, start, end }) => articleId === fresh.articleId && start <= fresh.start && end >= fresh.end,
    );
    if (known === undefined) {
      this.citations.push(fresh);
      return fresh;
    }
    const shift = fresh.start - known.start;
    const marks = fresh.marks.map(([from, to]): [number, number] => [from + shift, to + shift]);
    known.marks = [
      ...known.marks,
      ...marks.filter(([from, to]) => !known.marks.some(([a, b]) => from < b && to > a)),
    ].sort((a, b) => a[0] - b[0]);
    return known;
  }
}

function answeredLine(
  { statements, question, conflict, label }: Finding,
  cited: CitationList,
  table: CorpusTable,
  language: Language,
): string {
  const wording = wordingOf(language);
  const citations = statements.map((statement) => cited.add(statement));
  markStanding(citations, table);
  // Who asks in another language reads them in the order asked for.
  const isNamed = language.startsWith("zh") && statements.length > 1 && statements.every(({ of }) => of !== undefined);
  const said = statements.map((statement, index) => {
    const value = statement.answering
      .map(({ start, end }) => valueInWords(onOneLine(textAt(table, start, end)), language))
      .join(wording.join);
    const asOf =
      isValueKind(question.kind) && question.kind !== "when"
        ? asOfWords(textAt(table, statement.window.start, statement.window.end))
        : null;
    const dated = asOf === null || value.includes(asOf) ? value : value + wording.asOf(asOfDate(asOf, language), asOf);
    const whole = isNamed ? wording.of(statement.of!, dated) : dated;
    if (citations[index]!.standing === "earlier") return wording.earlier(whole);
    return index > 0 && conflict ? wording.elsewhere(whole) : whole;
  });
  const all = said.join(isNamed ? wording.part : wording.join);
  return label === null ? all : wording.of(label, all);
}

/** The answer is read in one breath; its quote keeps the paragraphs. */
function onOneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/gu, " ");
}

function partialLine(
  { statements, unmet, question }: Finding,
  cited: CitationList,
  table: CorpusTable,
  wording: Wording,
): string {
  markStanding(
    statements.map((statement) => cited.add(statement)),
    table,
  );
  const quotes = statements.map((statement) => {
    return textAt(table, statement.window.start, statement.window.end).trim();
  });
  return `${wording.notStated(asAsked(unmet, question))}${wording.insteadStated}${quotes.join("")}`;
}

/** What a question states and the articles do not, with its own names for places: Changchun, not 长春. */
function asAsked(unmet: Constraint[], { folded, places }: Question): string[] {
  const names = unmet.map(({ kind, text }) => {
    const place = kind === "place" ? places.find(({ name }) => name === text) : undefined;
    const asked = place && folded.slice(place.start, place.end);
    return asked ? asked.replaceAll(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase()) : text;
  });
  // 学校 and 开学 of 学校开学 are said as the question says them.
  const said: string[] = [];
  for (const name of new Set(names.filter((one) => one !== ""))) {
    const longer = [`${said.at(-1)}${name}`, `${said.at(-1)} ${name}`].find((both) => folded.includes(both));
    if (longer === undefined) said.push(name);
    else said[said.length - 1] = longer;
  }
  return said;
}

function refuse(answer: Answer, findings: Finding[], table: CorpusTable, wording: Wording, confidence: number): Answer {
  const statements = [
    ...findings.flatMap((finding) => finding.statements),
    ...findings.flatMap((finding) => finding.nearest),
  ];
  const nearest = nearestCitations(statements, table);
  const isUnmet = findings.some((finding) => finding.unmet.length > 0);
  const unmet = findings.flatMap((finding) => asAsked(finding.unmet, finding.question));
  const short = isUnmet ? wording.notStated(unmet) : wording.notFound;
  const shown =
    nearest.length === 0
      ? []
      : ["", wording.nearest, ...nearest.slice(0, NEAREST_SHOWN).map((citation) => quoteText(citation, wording))];
  return { ...answer, answer: short, text: [short, ...shown].join("\n"), nearest, confidence };
}

/** The first few of what is nearest. They are about different things, so that none is earlier than another. */
function nearestCitations(statements: Statement[], table: CorpusTable): Citation[] {
  return statements.slice(0, MOST_NEAREST).map((statement, index) => {
    const citation = cite(table, statement, index + 1);
    markStanding([citation], table);
    return citation;
  });
}

/** A text with more sentences after it; a space parts those of scripts that part words. */
function sentences(text: string, { stop }: Wording, more: string[]): string {
  return more.reduce((whole, next) => {
    const ended = /[.!?。！？]$/u.test(whole) ? whole : whole + stop;
    return ended.endsWith(".") && !next.startsWith(" ") ? `${ended} ${next}` : ended + next;
  }, text);
}

function messageText(short: string, citations: Citation[], wording: Wording): string {
  return [short, ...citations.map((citation) => `\n[${citation.n}] ${quoteText(citation, wording)}`)].join("\n");
}

function quoteText({ quote, source, title, section, published, standing }: Citation, wording: Wording): string {
  const mark = standing === undefined ? null : wording.standing[standing];
  const parts = [source, title, section, published, mark].filter((part) => part !== null);
  return `${quote}\n${wording.source(parts)}`;
}

/** The date of the cited facts, if all citations have the same. */
function commonDate(citations: Citation[]): string | null {
  const dates = new Set(citations.map(({ dated }) => dated));
  return dates.size === 1 ? [...dates][0]! : null;
}
