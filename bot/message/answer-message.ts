import stringWidth from "string-width";
import type { Answer, Citation } from "../../retrieval/index.ts";
import { formatDate, type Translate } from "../interface-language.ts";
import { articleUrl } from "../server/articles.ts";
import { answerLine } from "./answer-line.ts";
import { concatenate, formatted, joined, type FormattedText } from "./formatted-text.ts";
import { formatQuote } from "./quote.ts";

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

/** Columns of a fixed-width font; a Chinese character takes two. */
const LONGEST_TITLE_COLUMNS = 40;

/** Browsers take more, but a message holds its addresses once per citation, and Telegram takes 32 KiB in all. */
const LONGEST_URL = 2048;

const DAY_MILLISECONDS = 86_400_000;

/**
 * The message that a resident reads: the direct answer first, then each citation as a verbatim quote above the line
 * that says where it stands, then how old the facts are.
 */
export function composeAnswerMessage(answer: Answer, options: AnswerMessageOptions): FormattedText {
  const blocks: (string | FormattedText)[] = [answerLine(answer)];
  for (const citation of answer.citations) blocks.push(citationBlock(citation, options));
  const age = ageLine(answer, options);
  if (age) blocks.push(age);
  if (answer.citations.length === 0 && answer.nearest.length > 0) {
    const [first, ...rest] = answer.nearest.map((citation) => citationBlock(citation, options));
    blocks.push(joined([options.translate("nearest"), first ?? ""], "\n"), ...rest);
  }
  return joined(blocks, "\n\n");
}

/** Telegram shows the quote as a block of its own, so one line end after it is enough. */
function citationBlock(citation: Citation, options: AnswerMessageOptions): FormattedText {
  return joined([formatQuote(citation), sourceLine(citation, options)], "\n");
}

/** Source, date and section; the title stands in for what the article lacks of these. */
function sourceLine(citation: Citation, { locale, publicUrl }: AnswerMessageOptions): FormattedText {
  const { n, title, source, published, section } = citation;
  // The page shows the quote where it stands and links to the source; the source alone has to be searched.
  const url = publicUrl === undefined ? citation.url : articleUrl(publicUrl, citation);
  const parts = [source ?? shortened(title), published && formatDate(published, locale)];
  parts.push(section ? shortened(section) : source && shortened(title));
  const line = parts.filter((part) => part).join(" · ");
  return concatenate([`[${n}] `, url && url.length <= LONGEST_URL ? formatted(line, { type: "link", url }) : line]);
}

/** A title or heading in about one line of a phone. */
function shortened(text: string): string {
  let columns = 0;
  let kept = "";
  for (const character of text) {
    columns += stringWidth(character);
    if (columns > LONGEST_TITLE_COLUMNS) return `${kept.trimEnd()}…`;
    kept += character;
  }
  return kept;
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
