import type { Answer, Citation } from "../../retrieval/index.ts";
import { formatDate, type Translate } from "../interface-language.ts";
import { articleUrl } from "../server/articles.ts";
import { concatenate, formatted, joined, type FormattedText } from "./formatted-text.ts";
import { emphasise, formatQuote } from "./quote.ts";

export interface AnswerMessageOptions {
  /** The interface's words, in the language of the answer. */
  translate: Translate;
  /** BCP 47 tag by which dates are written. */
  locale: string;
  /** ISO date of today where the residents are. */
  today: string;
  /** Facts older than this many days get a warning. */
  oldAfterDays: number;
  /** The URL of the server that has a page for each citation, if there is one. */
  publicUrl?: string;
}

const DAY_MILLISECONDS = 86_400_000;

/**
 * The message that a resident reads: the direct answer first, then each citation as a verbatim quote above the line
 * that says where it stands, then how old the facts are.
 */
export function composeAnswerMessage(answer: Answer, options: AnswerMessageOptions): FormattedText {
  const { translate } = options;
  const blocks: (string | FormattedText)[] = [emphasise(withNumbers(answer), answer.citations)];
  if (answer.conflict) blocks.push(translate("conflict"));
  for (const citation of answer.citations) blocks.push(citationBlock(citation, options));
  const age = ageLine(answer, options);
  if (age) blocks.push(age);
  if (answer.citations.length === 0 && answer.nearest.length > 0) {
    blocks.push(translate("nearest"));
    for (const citation of answer.nearest) blocks.push(citationBlock(citation, options));
  }
  return joined(blocks, "\n\n");
}

/** Telegram shows the quote as a block of its own, so one line end after it is enough. */
function citationBlock(citation: Citation, options: AnswerMessageOptions): FormattedText {
  return joined([formatQuote(citation), sourceLine(citation, options)], "\n");
}

function sourceLine(citation: Citation, options: AnswerMessageOptions): FormattedText {
  const { translate, locale, publicUrl } = options;
  // The page shows the quote where it stands and links to the source; the source alone has to be searched.
  const url = publicUrl === undefined ? citation.url : articleUrl(publicUrl, citation);
  const title = translate("title", { title: citation.title });
  const parts: (string | FormattedText)[] = [url ? formatted(title, { type: "link", url }) : title];
  if (citation.section) parts.push(citation.section);
  if (citation.source) parts.push(citation.source);
  if (citation.published) parts.push(formatDate(citation.published, locale));
  return concatenate([`[${citation.n}] `, joined(parts, " · ")]);
}

function ageLine({ asOf, citations }: Answer, options: AnswerMessageOptions): string | undefined {
  if (citations.length === 0) return undefined;
  const { translate, locale, today, oldAfterDays } = options;
  if (asOf) {
    const ageInDays = (Date.parse(today) - Date.parse(asOf)) / DAY_MILLISECONDS;
    return translate(ageInDays > oldAfterDays ? "as-of-old" : "as-of", {
      date: formatDate(asOf, locale),
    });
  }
  const published = citations.flatMap((citation) => citation.published ?? []).sort()[0];
  return published ? translate("no-year-published", { date: formatDate(published, locale) }) : translate("no-year");
}

/** The answer with the numbers of the citations that it does not mention itself. */
function withNumbers({ answer, citations }: Answer): string {
  const missing = citations.map((citation) => `[${citation.n}]`).filter((number) => !answer.includes(number));
  return missing.length === 0 ? answer : `${answer} ${missing.join("")}`;
}
