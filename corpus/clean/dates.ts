const DAY = 86_400_000;
/** A dateline without a year is of the year of posting when it lies at most so many days before it. */
const DAYS_FROM_EVENT_TO_POSTING = 14;

const FULL_DATE = /(?<!\d)(?<year>(?:19|20)\d{2})\s*[-/.年]\s*(?<month>\d{1,2})\s*[-/.月]\s*(?<day>\d{1,2})(?!\d)/u;
const CHINESE_DATE =
  /(?<year>[〇○零一二三四五六七八九]{4})年(?<month>[一二三四五六七八九十]{1,2})月(?<day>[一二三四五六七八九十]{1,3})日/u;
const DATELINE = /^[^。！？]{0,24}?(?:(?<year>\d{4})年)?(?<month>\d{1,2})月(?<day>\d{1,2})日(?:电|讯|消息)/u;
const CHINESE_DIGITS = "〇一二三四五六七八九";

/** The first whole date of a text, as an ISO date: 2023-8-1, 2020/02/15, 2020年2月15日, 二〇二〇年二月十五日. */
export function findDate(text: string): string | null {
  const digits = FULL_DATE.exec(text)?.groups;
  if (digits) return isoDate(Number(digits.year), Number(digits.month), Number(digits.day));
  const characters = CHINESE_DATE.exec(text)?.groups;
  if (!characters) return null;
  const year = Number([...characters.year!].map(digitOf).join(""));
  return isoDate(year, numberOf(characters.month!), numberOf(characters.day!));
}

/** The date of a signed document: a line that holds a whole date and nothing else. */
export function signatureDate(line: string): string | null {
  const isDate = (pattern: RegExp) => line.replace(pattern, "").replace(/[日\s]/g, "") === "";
  return isDate(FULL_DATE) || isDate(CHINESE_DATE) ? findDate(line) : null;
}

/** The date of a dateline such as 新华社武汉2月15日电, or null where there is none or its year is not certain. */
export function datelineDate(paragraph: string, published: string | null): string | null {
  const found = DATELINE.exec(paragraph)?.groups;
  if (!found) return null;
  const [month, day] = [Number(found.month), Number(found.day)];
  if (found.year !== undefined) return isoDate(Number(found.year), month, day);
  if (published === null) return null;
  const year = Number(published.slice(0, 4));
  const near = [year, year - 1].map((candidate) => isoDate(candidate, month, day));
  return near.find((date) => date !== null && isJustBefore(date, published)) ?? null;
}

function isJustBefore(date: string, published: string): boolean {
  const days = (Date.parse(published) - Date.parse(date)) / DAY;
  return days >= 0 && days <= DAYS_FROM_EVENT_TO_POSTING;
}

function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

function digitOf(character: string): number {
  return Math.max(0, CHINESE_DIGITS.indexOf(character));
}

/** 一 to 九十九. */
function numberOf(characters: string): number {
  const [tens, units] = characters.includes("十") ? characters.split("十") : ["0", characters];
  const ten = tens === "0" ? 0 : tens === "" ? 1 : digitOf(tens!);
  return ten * 10 + (units === "" ? 0 : digitOf(units!));
}
