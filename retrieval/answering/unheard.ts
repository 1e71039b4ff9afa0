import type { Question } from "../question/question.ts";
import { interrogativesOf } from "../question/kind.ts";
import type { SentenceCandidate } from "../reading/sentences.ts";

/** Whether any of the sentences says a word. */
export type Heard = (word: string) => boolean;

/** What sentences say, each word sought once. */
export function heardIn(sentences: readonly SentenceCandidate[]): Heard {
  const known = new Map<string, boolean>();
  return (word) => {
    const heard = known.get(word) ?? sentences.some(({ folded }) => folded.includes(word));
    known.set(word, heard);
    return heard;
  };
}

/** How many pairs of ideographs, beside places, words of the glossary and what asks, no text says: 颜色, 押金, 华为. */
export function unheardPairs({ folded, concepts, places }: Question, heard: Heard): number {
  const covered = [...concepts, ...places, ...interrogativesOf(folded)];
  let count = 0;
  for (let at = 0; at + 1 < folded.length; at++) {
    if (covered.some(({ start, end }) => at < end && at + 2 > start)) continue;
    const pair = folded.slice(at, at + 2);
    if (/^[\u4e00-\u9fff]{2}$/u.test(pair) && !heard(pair)) count++;
  }
  return count;
}

/** A number of one digit is in any text. */
const TELLING_DIGITS = 2;

/** How many numbers that the question states no sentence has, whatever their unit: «18户企业想贷多少» where none counts 18. */
export function unheardNumbers({ numbers }: Question, sentences: readonly SentenceCandidate[]): number {
  const digits = numbers.map((number) => number.replace(/\D+$/u, "")).filter(({ length }) => length >= TELLING_DIGITS);
  return digits.filter((number) => {
    const whole = new RegExp(`(?<![\\d.])${number.replaceAll(".", "\\.")}(?!\\d)`, "u");
    return !sentences.some(({ folded }) => whole.test(folded));
  }).length;
}
