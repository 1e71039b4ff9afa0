import stringWidth from "string-width";
import type { Citation } from "../../retrieval/index.ts";
import { formatDate } from "../interface-language.ts";
import { articleUrl } from "../server/articles.ts";
import { concatenate, formatted, type FormattedText } from "./formatted-text.ts";
import { inert } from "./live-text.ts";

/** Columns of a fixed-width font; a Chinese character takes two. A phone has about forty in a line. */
const LONGEST_TITLE_COLUMNS = 32;
/** What is left of a title that is cut between clauses says at least so much. */
const SHORTEST_TITLE_COLUMNS = 8;

/** Browsers take more, but a message holds its addresses once per citation, and Telegram takes 32 KiB in all. */
const LONGEST_URL = 2048;

/**
 * Source, date and section of a citation, linked; the title stands in for what the article lacks of these.
 * @param publicUrl the URL of the server that has a page for each citation, if there is one
 */
export function sourceLine(citation: Citation, locale: string, publicUrl: string | undefined): FormattedText {
  const { title, source, published, section } = citation;
  // The page shows the quote where it stands and links to the source; the source alone has to be searched.
  const url = publicUrl === undefined ? citation.url : articleUrl(publicUrl, citation);
  const parts = [source ?? shortened(title), published && formatDate(published, locale, "medium")];
  parts.push(section ? shortened(section) : source && shortened(title));
  const line = parts.filter((part) => part).join(" · ");
  return url && url.length <= LONGEST_URL ? formatted(concatenate([line]), { type: "link", url }) : inert(line);
}

/** Titles and headings as they were shortened: measuring is slow, and the same few are cited again and again. */
const known = new Map<string, string>();
const MOST_KNOWN = 1_000;

function shortened(text: string): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size === MOST_KNOWN) known.clear();
  const line = shorten(text);
  known.set(text, line);
  return line;
}

/** A title or heading in less than a line of a phone, cut between its clauses where it has some. */
function shorten(text: string): string {
  // Measuring is slow; what is longer than this in characters is too wide.
  if (text.length <= 2 * LONGEST_TITLE_COLUMNS && stringWidth(text) <= LONGEST_TITLE_COLUMNS) return text;
  let columns = 0;
  let kept = "";
  let clause = "";
  for (const character of text) {
    columns += stringWidth(character);
    if (columns > LONGEST_TITLE_COLUMNS) break;
    if (columns > SHORTEST_TITLE_COLUMNS && /[\s:：,，;；、—-]/u.test(character)) clause = kept;
    kept += character;
  }
  return `${(clause || kept).trimEnd()}…`;
}
