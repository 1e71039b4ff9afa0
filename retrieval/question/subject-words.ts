import { COUNTER } from "../reading/values.ts";
import { INTERROGATIVES } from "./kind.ts";
import type { Question } from "./question.ts";

/** Words of a question that say nothing of its subject. Between others they only part them. */
const FILLERS =
  /听人说|原来|原先|本来|我家|咱家|听说|据说|突然|忽然|一下子|我们|你们|他们|咱们|我想|想要|需要|可以|现在|目前|已经|之前|以后|后来|听说|到底|大概|大约|一共|总共|总的|那边|那个|这个|那天|这阵子|还有|还能|有没有|是不是|开始|进行|情况|方面|相关|有关|具体|主要|的话|还(?=[有能没可要在是会剩不未开])|[我你您他她它的了着过么吧啊呀呢吗嘛哦啦是在有和与及或就也都又再被把给让为从到至去来往要会能得地将个些那这其于由向对跟按用以所等各每最更很太已正想请问]/gu;
/** 几年, 多少页: a number asked for, with its counter. */
const ASKED_NUMBER = new RegExp(`(?:几|多少)(?:万|亿)?(?:个)?(?:${COUNTER}|[年月日点分号时])?`, "gu");

export interface SubjectRun {
  text: string;
  /** Where it stands in the folded question. */
  start: number;
}

/** Of the question last asked about: a map by questions would keep each past its time in young memory. */
let known: { question: object; runs: SubjectRun[] } | undefined;

/** Runs of ideographs that neither places nor the glossary cover, without fillers; at least two characters. Sought once for each question. */
export function subjectRuns(question: Pick<Question, "folded" | "places" | "concepts">): SubjectRun[] {
  if (known?.question !== question) known = { question, runs: seekRuns(question) };
  return known.runs;
}

function seekRuns({ folded, places, concepts }: Pick<Question, "folded" | "places" | "concepts">): SubjectRun[] {
  const characters = Array.from({ length: folded.length }, (_, index) => folded[index]!);
  for (const { start, end } of [...places, ...concepts]) characters.fill("\n", start, end);
  const blank = (found: string) => "\n".repeat(found.length);
  const rest = characters.join("").replace(ASKED_NUMBER, blank).replace(INTERROGATIVES, blank).replace(FILLERS, blank);
  return Array.from(rest.matchAll(/[\u4e00-\u9fff]{2,}/gu), ({ 0: text, index }) => ({ text, start: index }));
}
