import type { Language } from "../question/language.ts";

const MONTHS = "January February March April May June July August September October November December".split(" ");
const WRITTEN_DATE = /^(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]/u;

/** A figure of a Chinese text: about, the number, its myriads, the rest of its words. */
const FIGURE =
  /^(近|约|超过|超|逾|不少于|不低于|不超过|最高|最多|至少)?(\d[\d,]*(?:\.\d+)?)([万亿]?)(余|多)?([^\d]{0,4})$/u;
const MYRIADS: Record<string, number> = { "": 1, 万: 1e4, 亿: 1e8 };
/** Marks that are the same in every language: 60% needs no words. */
const COMMON_UNIT = /^[%℃]$/u;

/**
 * A value as the asker writes it, with the source's words: February 17 (2月17日), 280,000,000 (2.8亿方). Others, and all
 * values for those who read Chinese, as they stand. Nothing is added, neither a year nor a unit.
 */
export function valueInWords(value: string, language: Language): string {
  if (language === "zh" || language === "zh-Hant") return value;
  const words = dateInWords(value, language) ?? figureInWords(value, language);
  return words === undefined || words === value ? value : `${words} (${value})`;
}

/** A Chinese date as written in English or Korean: `February 17`; undefined when it is none. */
function dateInWords(value: string, language: Language): string | undefined {
  const match = WRITTEN_DATE.exec(value.normalize("NFKC"));
  if (match === null) return undefined;
  const [, year, month, day] = match;
  if (language === "ko") return `${year === undefined ? "" : `${year}년 `}${Number(month)}월 ${Number(day)}일`;
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? undefined : `${name} ${Number(day)}${year === undefined ? "" : `, ${year}`}`;
}

function figureInWords(value: string, language: Language): string | undefined {
  const match = FIGURE.exec(value.normalize("NFKC"));
  if (match === null) return undefined;
  const [, about, number = "", myriad = "", more, unit = ""] = match;
  // What the figure is at least or at most is said by the source's words alone.
  if (about !== undefined || more !== undefined || COMMON_UNIT.test(unit)) return undefined;
  const amount = Math.round(Number(number.replaceAll(",", "")) * (MYRIADS[myriad] ?? 1) * 1e6) / 1e6;
  return new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(amount);
}

const AS_OF = /截[至止]到?[^,，。;；]{2,16}?[日时]/u;

/** The words of a sentence that say when its figures held (截至2月14日), or null. */
export function asOfWords(sentence: string): string | null {
  return AS_OF.exec(sentence)?.[0] ?? null;
}

/** Such words as the asker writes their date; as they stand when they hold none. */
export function asOfDate(words: string, language: Language): string {
  if (language === "zh" || language === "zh-Hant") return words;
  return dateInWords(words.replace(/^截[至止]到?/u, ""), language) ?? words;
}
