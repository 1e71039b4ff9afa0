import type { CorpusTable } from "../corpus-table.ts";
import type { Question } from "../question/question.ts";
import { isValueKind } from "../reading/values.ts";
import type { TextScope } from "../reading/scope.ts";

const DATE = /(?:(\d{1,2})月)(\d{1,2})[日号]/gu;
/** A month without a day, or a third of one: 4月份, 3月底. */
const MONTH = /(?<!\d)(\d{1,2})月(?:([底末]|下旬)|(初|上旬)|(中旬))?(?!\d)/gu;
/** The days of a month's last, first and second third. */
const THIRDS = [
  [21, 31],
  [1, 10],
  [11, 20],
] as const;

/** Whether a question names a day or a month. */
export function statesDate({ folded }: Question): boolean {
  return [DATE, MONTH].some((date) => folded.search(date) >= 0);
}

/** Dates that stand nowhere in the section, neither as 2月17日 nor as 17日, and months of which it has no day; those of the article itself are met. */
export function unmetDates(table: CorpusTable, question: Question, scope: TextScope): string[] {
  const { published, dated } = table.articles[scope.article]!;
  const own = [published, dated].flatMap((day) => (day === null ? [] : [day.slice(5).split("-").map(Number)]));
  const months = Array.from(question.folded.matchAll(MONTH))
    .filter(([text, month, ...thirds]) => {
      // A figure of the middle of a month is not one of its end; what was done then may be told of the month.
      const third = isValueKind(question.kind) ? thirds.findIndex((one) => one !== undefined) : -1;
      const [first, last] = THIRDS[third] ?? [0, 31];
      const days = Array.from(scope.section.matchAll(new RegExp(`(?<!\\d)0?${Number(month)}月(\\d{0,2})`, "gu")));
      if (own.some(([m, d]) => m === Number(month) && d! >= first && d! <= last)) return false;
      return !scope.section.includes(text) && !days.some(([, day]) => Number(day) >= first && Number(day) <= last);
    })
    .map(([text]) => text);
  const days = Array.from(question.folded.matchAll(DATE))
    .filter(([, month, day]) => {
      if (own.some(([m, d]) => m === Number(month) && d === Number(day))) return false;
      const written = new RegExp(
        `(?:(?<!\\d)0?${Number(month)}月|(?<![\\d月]))0?${Number(day)}[日号](?![线楼门院])`,
        "u",
      );
      return !written.test(scope.section);
    })
    .map(([text]) => text);
  return [...days, ...months];
}
