import type { Answer, Citation } from "../../retrieval/index.ts";
import { answerLine } from "./answer-line.ts";
import { factsAge, type FactsAgeOptions } from "./facts-age.ts";
import { concatenate, joined, type FormattedText } from "./formatted-text.ts";
import { formatQuote } from "./quote.ts";
import { sourceLine } from "./source-line.ts";

export interface AnswerMessageOptions extends FactsAgeOptions {
  /** The URL of the server that has a page for each citation, if there is one. */
  publicUrl?: string;
}

/** What is nearest is no answer: more of it would only be longer. */
const NEAREST_SHOWN = 1;

/**
 * The message that a resident reads: the direct answer first, then each citation as a verbatim quote above the line
 * that says where it stands, then how old the facts are.
 */
export function composeAnswerMessage(answer: Answer, options: AnswerMessageOptions): FormattedText {
  const { translate } = options;
  const { line, isQuoted } = answerLine(answer, translate);
  const cited = answer.citations.map((citation) => {
    const quote = formatQuote(citation, isQuoted ? "answer" : "evidence");
    return citationBlock(quote, [`[${citation.n}] `, source(citation, options)]);
  });
  const blocks = [joined([line, ...cited.slice(0, 1)], "\n"), ...cited.slice(1)];
  const age = factsAge(answer.citations, options);
  if (age !== undefined) blocks.push(concatenate([age]));
  if (answer.citations.length === 0) {
    const nearest = answer.nearest.slice(0, NEAREST_SHOWN);
    for (const [index, citation] of nearest.entries()) {
      const block = citationBlock(formatQuote(citation), [source(citation, options)]);
      blocks.push(index === 0 ? joined([translate("nearest"), block], "\n") : block);
    }
  }
  return joined(blocks, "\n\n");
}

/** What is out of force says so before anything else. */
function source(citation: Citation, { translate, locale, publicUrl }: AnswerMessageOptions): FormattedText {
  const { standing } = citation;
  const mark = standing === undefined ? "" : `⚠️ ${translate(`standing-${standing}`)} · `;
  return concatenate([mark, sourceLine(citation, locale, publicUrl)]);
}

/** Telegram shows the quote as a block of its own, so one line end after it is enough. */
function citationBlock(quote: FormattedText, below: (string | FormattedText)[]): FormattedText {
  return joined([quote, concatenate(below)], "\n");
}
