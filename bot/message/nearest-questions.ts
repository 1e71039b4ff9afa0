import type { Citation } from "../../retrieval/index.ts";

/** The label of a button holds about this many Chinese characters on a phone. */
const LONGEST_QUESTION = 30;
/** Below this, a clause does not say what it is about. */
const SHORTEST_QUESTION = 9;

/** A value that a clause states, and the words that ask for it. Chinese asks where the value stands, in the same order. */
const VALUES: [value: RegExp, asks: string][] = [
  [/(?:将?[于在])?(?:\d{4}年)?\d{1,2}月\d{1,2}[日号](?:\d{1,2}[时点])?/, "什么时候"],
  [/\d+(?:\.\d+)?%/, "多少"],
  [/\d[\d,.]*(?:余|多)?(?=[万亿]?(?:户|家|人|个|名|条|辆|台|元|吨|班|所|项))/, "多少"],
];

/** When figures held, not what a clause states. */
const AS_OF = /^截[至止]/;

/** The mark of a heading, and words that lead back to an earlier sentence, which a question of its own does not have. */
const OPENING = /^(?:#+ +|[，,])?(?:(?:其中|目前|同时|另外|此外|现在|如今|该[局市县区州])[，,]?)?/;

/**
 * Questions that quotes answer: each is a clause of a quote in which the value is asked for, such as
 * `复业率达44%` → `复业率达多少？`. In the language of the article, which is Chinese or there are none.
 */
export function nearestQuestions(quotes: Pick<Citation, "quote">[]): string[] {
  const questions = quotes.flatMap(({ quote }) => {
    const clauses = quote.split(/[，；。！？;!?\n]|,(?!\d)/).map((clause) => clause.trim());
    return clauses.flatMap((clause, index) => askFor(clause, clauses[index - 1]) ?? []);
  });
  return [...new Set(questions)];
}

function askFor(clause: string, before: string | undefined): string | undefined {
  if (AS_OF.test(clause)) return undefined;
  for (const [value, asks] of VALUES) {
    const last = [...clause.matchAll(new RegExp(value, "g"))].at(-1);
    if (!last) continue;
    const asking = `${clause.slice(0, last.index)}${asks}${clause.slice(last.index + last[0].length)}？`;
    const needsSubject = asking.length < SHORTEST_QUESTION && before !== undefined && !AS_OF.test(before);
    const question = (needsSubject ? `${before}，${asking}` : asking).replace(OPENING, "");
    const fits = question.length >= SHORTEST_QUESTION && question.length <= LONGEST_QUESTION;
    return fits ? question : undefined;
  }
  return undefined;
}
