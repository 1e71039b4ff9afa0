import stringWidth from "string-width";
import type { Citation } from "../../retrieval/index.ts";

/**
 * The label of a button holds about this many columns of a fixed-width font on a phone; a Chinese character takes two.
 * Latin letters are a little wider than one.
 */
const LONGEST_COLUMNS = { chinese: 46, other: 42 };
/** In characters: below this, a clause does not say what it is about. */
const SHORTEST_QUESTION = 9;
/** In other languages, fewer words than this do not. */
const FEWEST_WORDS = 2;

/** What asks for a value. Chinese asks where the value stands, in the same order. */
const ASKS = { when: "什么时候", "how-much": "多少", "how-many": "多少" };
type Asks = keyof typeof ASKS;

/** A value that a clause states, and what asks for it. */
const VALUES: [value: RegExp, asks: Asks][] = [
  [/(?:将?[于在])?(?:\d{4}年)?\d{1,2}月\d{1,2}[日号](?:\d{1,2}[时点])?/, "when"],
  [/\d+(?:\.\d+)?%/, "how-much"],
  [/\d[\d,.]*(?:余|多)?(?=[万亿]?(?:户|家|人|个|名|条|辆|台|元|吨|班|所|项))/, "how-many"],
];

/** When figures held, or why something is so: not what a clause states. */
const CIRCUMSTANCE = /^(?:截[至止]|由于|因|鉴于)/;

/** The mark of a heading, and words that lead back to an earlier sentence, which a question of its own does not have. */
const OPENING = /^(?:#+ +|[，,])?(?:(?:其中|目前|同时|另外|此外|现在|如今|该[局市县区州])[，,]?)?/;

/** The words of another language for what a Chinese clause is about, and the question for them. */
export interface OtherWords {
  gloss(clause: string): string[];
  ask(asks: Asks, words: string): string;
}

/**
 * Questions that quotes answer: each is a clause of a quote in which the value is asked for, such as
 * `复业率达44%` → `复业率达多少？`; with `other` in its words. Of articles in other languages than Chinese there are none.
 */
export function nearestQuestions(quotes: Pick<Citation, "quote">[], other?: OtherWords): string[] {
  const questions = quotes.flatMap(({ quote }) => {
    const clauses = quote.split(/[，；。！？;!?\n]|,(?!\d)/).map((clause) => clause.trim());
    return clauses.flatMap((clause, index) => askFor(clause, clauses[index - 1], other) ?? []);
  });
  return [...new Set(questions)];
}

function askFor(clause: string, before: string | undefined, other: OtherWords | undefined): string | undefined {
  if (CIRCUMSTANCE.test(clause)) return undefined;
  for (const [value, asks] of VALUES) {
    const last = [...clause.matchAll(new RegExp(value, "g"))].at(-1);
    if (!last) continue;
    // The day of something that the clause only mentions: 解除了2月1日封闭的出口.
    if (asks === "when" && clause.slice(last.index).includes("的")) return undefined;
    const asking = `${clause.slice(0, last.index)}${ASKS[asks]}${clause.slice(last.index + last[0].length)}？`;
    const needsSubject = asking.length < SHORTEST_QUESTION && before !== undefined && !CIRCUMSTANCE.test(before);
    const question = (needsSubject ? `${before}，${asking}` : asking).replace(OPENING, "");
    if (other !== undefined) return askInWords(asks, question, other);
    const fits = question.length >= SHORTEST_QUESTION && stringWidth(question) <= LONGEST_COLUMNS.chinese;
    return fits ? question : undefined;
  }
  return undefined;
}

/** As many of the words as a button holds; the last, which Chinese says what it is about with, in any case. */
function askInWords(asks: Asks, clause: string, { gloss, ask }: OtherWords): string | undefined {
  const words = gloss(clause);
  for (; words.length >= FEWEST_WORDS; words.splice(-2, 1)) {
    const question = ask(asks, words.join(", "));
    if (stringWidth(question) <= LONGEST_COLUMNS.other) return question;
  }
  return undefined;
}
