import type { Citation } from "../../retrieval/index.ts";
import { formatDate, type Translate } from "../interface-language.ts";

export interface FactsAgeOptions {
  /** The interface's words, in the language of the answer. */
  translate: Translate;
  /** BCP 47 tag by which dates are written. */
  locale: string;
  /** ISO date of today where the residents are. */
  today: string;
  /** Facts older than this many days get a warning. */
  oldAfterDays: number;
}

const DAY_MILLISECONDS = 86_400_000;

/** Dates without a year: 2月17日, February 17, 2월 17일. */
const DATE_WITHOUT_YEAR =
  /\d{1,2}月\d{1,2}[日号]|\d{1,2}월 ?\d{1,2}일|\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\b/u;
const YEAR = /(?:19|20)\d\d/;

/**
 * The line that says how old the cited facts are, by the oldest: when they hold if the article says so, else when it was
 * posted; with a warning when that is long ago, or when a date in a quote has no year.
 */
export function factsAge(citations: Citation[], options: FactsAgeOptions): string | undefined {
  if (citations.length === 0) return undefined;
  const { translate, locale, today, oldAfterDays } = options;
  const isYearMissing = citations.some(
    ({ dated, quote }) => dated === null && DATE_WITHOUT_YEAR.test(quote) && !YEAR.test(quote),
  );
  const known = citations.flatMap(({ dated, published }) => dated ?? published ?? []).sort();
  const [oldest] = known;
  if (oldest === undefined || known.length < citations.length) {
    return translate(isYearMissing ? "no-year-undated" : "undated");
  }
  const days = (Date.parse(today) - Date.parse(oldest)) / DAY_MILLISECONDS;
  const key = isYearMissing ? "no-year" : citations.every(({ dated }) => dated !== null) ? "as-of" : "posted";
  const date = formatDate(oldest, locale);
  return days > oldAfterDays ? translate(`${key}-old`, { date, ago: ago(days, locale) }) : translate(key, { date });
}

/** Made once for each language: making one takes a hundred times as long as using it. */
const relativeFormats = new Map<string, Intl.RelativeTimeFormat>();

/** In whole years, months or days, the largest of which there are at least one: 3 years ago. */
function ago(days: number, locale: string): string {
  const format = relativeFormats.get(locale) ?? new Intl.RelativeTimeFormat(locale);
  relativeFormats.set(locale, format);
  if (days >= 365) return format.format(-Math.floor(days / 365.25) || -1, "year");
  return days >= 31 ? format.format(-Math.floor(days / 30.5), "month") : format.format(-days, "day");
}
