import { COUNTER } from "../reading/values.ts";
import { INTERROGATIVES } from "./kind.ts";

/** English and Korean words that ask. */
const ASKING = /\b(when|what|which|who|where|why|how)\b|언제|몇|누구|누가|어디|왜|어떻게|얼마|무엇|어느/u;
/** 哪天封哪天开 */
const ASKED_TWICE = /(哪天|几号|几点|多少)([\u4e00-\u9fff]{1,3})(?=\1)/gu;
const HOW_MANY = `(?:多少|几)(?:个(?=班次|岗位|工作日))?(?:${COUNTER})`;
/** 包车几辆专列几趟, and 几条国道几条县道: the thing before its number, or after it. */
const COUNTED_BEFORE = new RegExp(
  `([\\u4e00-\\u9fff]{2,6}${HOW_MANY})(?=[\\u4e00-\\u9fff]{2,6}${HOW_MANY}(?:[,?。;]|$))`,
  "gu",
);
const COUNTED_AFTER = new RegExp(`(${HOW_MANY}(?:(?!多少|几)[\\u4e00-\\u9fff]){1,6})(?=${HOW_MANY})`, "gu");
/** A question has at most so many parts; the rest of a longer message is left. */
const MOST_PARTS = 4;

/**
 * Cuts a folded message that asks several things into its parts: at question marks and semicolons, and at commas or «and»
 * between clauses that each ask. A clause that asks nothing stays with the one before it, or after it when it is the first.
 */
export function splitParts(folded: string): string[] {
  const clauses = folded
    .replace(ASKED_TWICE, "$1$2,")
    .replace(COUNTED_BEFORE, "$1,")
    .replace(COUNTED_AFTER, "$1,")
    .split(
      /(?<=[?;。!\n])|,|(?:、|以及|还有)(?=(?:什么时候|何时|哪天|几号|多少|几|怎么|如何|哪))|(?<=고) (?=.*(?:언제|어디|몇|얼마|어떻게|누가|왜))|(?<=(?:多少|几)[\u4e00-\u9fff]{1,3}) (?=[\u4e00-\u9fff]{0,8}(?:多少|几)[\u4e00-\u9fff])|\band\b(?= (?:(?:at|to|from|in|on|by|for) )?(?:when|what|which|who|where|why|how)\b)/u,
    )
    .filter((clause) => clause !== undefined)
    .flatMap(splitListed)
    .flatMap(splitJoined);
  const parts: string[] = [];
  let waiting = "";
  for (const clause of clauses) {
    if (!/[\p{L}\p{N}]/u.test(clause)) continue;
    const last = parts.at(-1);
    const ended = last === undefined || /[?;。!\n]$/u.test(last);
    if (asks(clause) || (ended && clause.endsWith("?"))) {
      parts.push((waiting === "" ? clause : `${waiting},${clause}`).trim());
      waiting = "";
    } else if (ended) waiting = waiting === "" ? clause : `${waiting},${clause}`;
    else parts[parts.length - 1] = `${last},${clause}`;
  }
  if (waiting !== "") {
    if (parts.length === 0) parts.push(waiting.trim());
    // What follows a question without asking says why it is asked.
    else if (!/[?。!\n]$/u.test(parts.at(-1)!)) parts[parts.length - 1] += `,${waiting}`;
  }
  return parts.slice(0, MOST_PARTS);
}

/** 复业多少户、复业率多少: what stands on either side of a comma of enumeration asks for itself. */
function splitListed(clause: string): string[] {
  const items = clause.split(/(?<=、)/u);
  return items.length > 1 && items.every(asks) ? items : [clause];
}

/** A word that joins two questions; one that begins what asks belongs to it: 跟哪个组织一起. */
const JOINING =
  /(?:和|跟|(?<![一共合相不])同|(?<!参)与|(?<![涉普提波危触以])及)(?=(?:什么时候|何时|哪天|几号|多少|几|怎么|如何|哪))/u;

/** 哪天开和多少钱: what stands on either side of a word that joins asks for itself. */
function splitJoined(clause: string): string[] {
  const items = clause.split(JOINING);
  return items.length > 1 && items.every(asks) ? items : [clause];
}

function asks(clause: string): boolean {
  return (
    new RegExp(INTERROGATIVES.source, "u").test(clause) ||
    ASKING.test(clause) ||
    /几|多少|[\u4e00-\u9fff](?:不|没|没有)[?。!]*$|([\u4e00-\u9fff])[不没]\1/u.test(clause)
  );
}
