const MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const ENGLISH_MONTH =
  /\b(?:in|of|by|until|during|since|last|this|next|early|mid|late|end of)[ -](january|february|march|april|may|june|july|august|september|october|november|december)\b/gu;
const ENGLISH_DATE =
  /\b(?:(\d{1,2})(?:st|nd|rd|th)? (?:of )?)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?\b/gu;

const CHINESE_DATE = /([一二三四五六七八九十]{1,3})月([一二三四五六七八九十廿]{1,3})[日号]/gu;
const CHINESE_DIGITS = "一二三四五六七八九";

/** 二十七, 廿七, 十七, 七 as a number. */
function chineseNumber(written: string): number {
  const [tens, units] = written.includes("十") ? written.split("十") : ["零", written];
  const digit = (character: string | undefined) => CHINESE_DIGITS.indexOf(character || "零") + 1;
  return 10 * (tens === "" ? 1 : digit(tens)) + digit(units);
}

/** Dates as Chinese texts write them: February 17, 17 Feb and 2월 17일 become 2月17日. */
export function inChineseDates(folded: string): string {
  return folded
    .replace(
      CHINESE_DATE,
      (_, month: string, day: string) => `${chineseNumber(month)}月${chineseNumber(day.replace("廿", "二十"))}日`,
    )
    .replace(/(\d{1,2})월 ?(\d{1,2})일/gu, "$1月$2日 ")
    .replace(/(\d{1,2})월(?!요)/gu, "$1月 ")
    .replace(ENGLISH_DATE, (whole: string, before: string | undefined, month: string, after: string | undefined) => {
      const day = before ?? after;
      return day === undefined ? whole : `${MONTH_NAMES.indexOf(month) + 1}月${day}日`;
    })
    .replace(
      ENGLISH_MONTH,
      (whole: string, month: string) => `${whole} ${MONTH_NAMES.indexOf(month.slice(0, 3)) + 1}月`,
    );
}
