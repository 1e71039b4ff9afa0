import type { Answer } from "../../../retrieval/answer.ts";

/** Ways to say, in the languages of the bot, that the corpus does not state something. */
const NOT_STATED = [
  /(没有?|沒有?|未|并未|並未|无法|無法|查不到|找不到)[^，。,.]{0,8}(提到|提及|说|說|写|寫|载|載|给出|給出|注明|註明|找到|查到|公布|相关|相關|明确|明確|信息|资料|資料)/,
  /(查不到|找不到|未提|没提|沒提|没说|沒說)/,
  /\b(not|n['’]t|no|nothing|never|without)\b.{0,40}\b(state|stated|say|says|said|mention|mentioned|mentions|give|given|found|find|information|cover|covered|contain)/i,
  /\b(state|say|mention|give|find|found)\w*\b.{0,20}\bnot(hing)?\b/i,
  /(없|않|못)/,
];

/** Whether the text says that the thing asked is not stated. */
export function saysNotStated(text: string): boolean {
  return NOT_STATED.some((pattern) => pattern.test(text));
}

/** Whether the bot declined: it offers nothing as an answer. */
export function isRefusal(answer: Pick<Answer, "status">): boolean {
  return answer.status === "not-found" || answer.status === "smalltalk";
}

/**
 * Whether a question that the corpus does not answer was turned down as it should be: refused with no citation offered
 * as an answer or, for a near miss, `partial` with words that say that the thing asked is not stated.
 */
export function rejectsRightly(answer: Pick<Answer, "status" | "answer" | "citations">, nearMiss: boolean): boolean {
  if (isRefusal(answer)) return answer.citations.length === 0;
  return nearMiss && answer.status === "partial" && saysNotStated(answer.answer);
}
