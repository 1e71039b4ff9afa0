import type { Language } from "../question/language.ts";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const WRITTEN_DATE = /^(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]/u;

/** A date as the asker writes it, with the source's words: February 17 (2月17日). Other values as they stand. No year is added. */
export function valueInWords(value: string, language: Language): string {
  const match = WRITTEN_DATE.exec(value.normalize("NFKC"));
  if (match === null || language === "zh" || language === "zh-Hant") return value;
  const [, year, month, day] = match;
  if (language === "ko")
    return `${year === undefined ? "" : `${year}년 `}${Number(month)}월 ${Number(day)}일 (${value})`;
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? value : `${name} ${Number(day)}${year === undefined ? "" : `, ${year}`} (${value})`;
}

const AS_OF = /截[至止]到?[^,，。;；]{2,16}?[日时]/u;

/** The words of a sentence that say when its figures held (截至2月14日), or null. */
export function asOfWords(sentence: string): string | null {
  return AS_OF.exec(sentence)?.[0] ?? null;
}
