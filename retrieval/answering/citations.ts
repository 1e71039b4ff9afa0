import type { Span } from "../../corpus/index.ts";
import type { Citation } from "../answer.ts";
import { type CorpusTable, headingOf, textAt } from "../corpus-table.ts";
import type { SentenceCandidate } from "../reading/sentences.ts";

/** What an answer stands on: a run of an article's text to quote, and the words in it that answer. Absolute positions. */
export interface Statement {
  sentence: SentenceCandidate;
  window: Span;
  answering: Span[];
  /** A later article says otherwise. */
  isEarlier?: boolean;
  /** Which of several things it is of, in words that the window and the question share. */
  of?: string;
}

/**
 * The citation of a statement, numbered `n`.
 *
 * @throws Error when the quote is not what stands in the article at these offsets: a fault of the code, never shown
 */
export function cite(table: CorpusTable, { sentence, window, answering }: Statement, n: number): Citation {
  const { article } = sentence;
  const { id, title, source, published, dated, url } = table.articles[article]!;
  const origin = table.articleStart[article]!;
  const { start, end } = visible(table, window);
  const quote = textAt(table, start, end);
  const body = textAt(table, origin, table.articleStart[article + 1]!);
  if (quote === "" || body.slice(start - origin, end - origin) !== quote)
    throw new Error(`quote of ${id} is not verbatim`);
  const marks = answering
    .map((span): [number, number] => [Math.max(start, span.start) - start, Math.min(end, span.end) - start])
    .filter(([from, to]) => from < to)
    .sort((a, b) => a[0] - b[0]);
  return {
    n,
    articleId: id,
    title,
    section: headingOf(table, sentence.sentence),
    source,
    published,
    dated,
    url,
    quote,
    start: start - origin,
    end: end - origin,
    marks: merged(marks),
  };
}

/** Without white space at either end. */
function visible(table: CorpusTable, { start, end }: Span): Span {
  const text = textAt(table, start, end);
  return { start: start + text.length - text.trimStart().length, end: end - (text.length - text.trimEnd().length) };
}

function merged(marks: [number, number][]): [number, number][] {
  const joined: [number, number][] = [];
  for (const [start, end] of marks) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}
