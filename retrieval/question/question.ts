import { distinctBigrams } from "../lexical/grams.ts";
import type { WeightedGram } from "../lexical/bm25.ts";
import { ordinalsOf } from "../reading/ordinals.ts";
import { COUNTER } from "../reading/values.ts";
import { answerKind, INTERROGATIVES, type AnswerKind } from "./kind.ts";
import type { ConceptMention, PlaceMention } from "../lexicon/lexicon.ts";

/** One question that asks one thing, ready to be searched for. */
export interface Question {
  /** As searched: folded (nothing of a question is ever quoted). */
  folded: string;
  kind: AnswerKind;
  /** The counter of the things asked for (户, 条, 辆 …), or null. */
  unit: string | null;
  /** The words right before and right after the one that asks, which stand in like places around the answer. */
  focus: { before: string; after: string };
  /** The things counted: 口罩 and 体温计 in «多少口罩和体温计». */
  objects: string[];
  /** Chinese words for what is counted, any of which may stand beside the figure. */
  counted: string[];
  /** All words for the thing counted, where the glossary knows it; else none. */
  countedThing: string[];
  /** Names of the corpus that words in letters or Hangul spell: 拉波尼 for Laboni. */
  spelt: string[];
  /** The very noun that is counted, whose counter a figure has to have, in Chinese; null where that is not sure. */
  countedHead: string | null;
  /** One answer for each of several things is asked for (各, 分别, respectively). */
  distributive: boolean;
  /** Numbers and dates that the question itself states. */
  numbers: string[];
  /** Words for the things that it asks about, as articles may write them: places, and what neither asks nor fills. */
  names: string[];
  /** Places that it names. */
  places: PlaceMention[];
  /** A time of day is asked for, not only a day. */
  clock: boolean;
  /** How often something happens: told by what lies between, or by how many times. */
  frequency: boolean;
  /** What a follow-up takes over from the question before it. */
  inherited: { places: PlaceMention[]; concepts: ConceptMention[] };
  /** Words of it that the glossary knows. */
  concepts: ConceptMention[];
  /** Where the clause that asks begins; what stands before it says why it is asked. 0 when it names nothing itself. */
  askedFrom: number;
  /** What to look for in the texts. */
  grams: WeightedGram[];
  /** Words that no article can hold: not Chinese, and not in the glossary. */
  unknownWords: string[];
}

/** A counter right after the word that asks for a number. */
const UNIT_ASKED = new RegExp(`(?:多少|几)(?:万|亿)?(?:个(?=[人月]|小时|工作日|班次|岗位))?(${COUNTER})`, "u");
const STATED_NUMBER = /\d[\d.]*[%年月日号时点万亿]*/gu;

/** What the words of a folded question say of the answer. */
export function outline(
  folded: string,
): Pick<
  Question,
  | "folded"
  | "kind"
  | "unit"
  | "numbers"
  | "focus"
  | "objects"
  | "counted"
  | "distributive"
  | "clock"
  | "frequency"
  | "inherited"
> {
  const asking = ASKING.exec(folded);
  const [from, to] = asking === null ? [folded.length, folded.length] : [asking.index, asking.index + asking[0].length];
  const isFrequency = FREQUENCY.test(folded);
  return {
    folded,
    frequency: isFrequency,
    kind: isFrequency ? "duration" : answerKind(folded),
    unit: isFrequency ? null : unitAsked(folded),
    numbers: folded.match(STATED_NUMBER) ?? [],
    focus: { before: folded.slice(Math.max(0, from - FOCUS_LENGTH), from), after: folded.slice(to, to + FOCUS_LENGTH) },
    objects: objectsOf(folded),
    counted: objectsOf(folded),
    clock: /几点|几时|首班|末班|what time|몇 ?시(?!간)/u.test(folded),
    inherited: { places: [], concepts: [] },
    distributive: /各|分别|从几.*到几|respectively|\beach\b|각각/u.test(folded),
  };
}

const FREQUENCY =
  /(?:多久|多长时间|隔多长时间|几分钟|几小时|几天)[^,。?]{0,6}一?(?:次|趟|班|回|遍)|隔多久|\bhow (?:often|frequent(?:ly)?)\b|얼마나 자주|몇 ?(?:분|시간|일)마다/u;

/** Counters of other languages, and of speech, as articles write them. */
const COUNTERS_SAID: [RegExp, string][] = [
  [
    /몇 ?(?:번|회) ?(?:운행|다니|출발|왕복)|how many (?:times|trips)[^?]{0,30}\b(?:run|runs|operate|operates|depart)\b/u,
    "班次",
  ],
  [/(几|多少)[回遍]|몇 ?(번|회|차례)|how many times/u, "次"],
  [/(?<!(?:率|比例|比重|占比)[^,。?]{0,3})多(?:远|高|宽)|how (?:far|tall|wide)/u, "米"],
  [/多重|how heavy/u, "斤"],
  [/몇 ?편/u, "班"],
  [/몇 ?벌/u, "套"],
  [/몇 ?대(?![로신학회부중])/u, "辆"],
  [/몇 ?명|how many (?:\w+ )?(?:people|persons|staff|workers|employees|cadres|passengers|residents)\b/u, "人"],
  [/몇 ?톤|how many (?:tons|tonnes)/u, "吨"],
  [/몇 ?세트/u, "套"],
];

/** Among keywords: 定制公交 每天 班次. */
const COUNTER_ALONE = /^(?=.* )(?!.*(?:几|多少|什么|哪)).* (班次|车次|人次)[?。!]*$/u;

/** The counter of the things asked for. */
function unitAsked(folded: string): string | null {
  const unit = UNIT_ASKED.exec(folded)?.[1];
  // 多少万 asks for a size, whatever its unit.
  if (unit !== undefined && /^[万亿%]$/u.test(unit)) return null;
  // 多少万方 asks for 方, of which there may be more or fewer.
  if (unit !== undefined) return unit.replace(/^[万亿](?=.)/u, "");
  return COUNTERS_SAID.find(([said]) => said.test(folded))?.[1] ?? COUNTER_ALONE.exec(folded)?.[1] ?? null;
}

/** Bigrams of a folded question, the words that only ask left out. */
export function contentBigrams(folded: string): number[] {
  return distinctBigrams(folded.replace(INTERROGATIVES, "\n"));
}

/** The word that asks, with its counter. */
const ASKING = new RegExp(
  `什么时候|啥时候|何时|哪天|哪一天|几号|几月几日|多久|多长时间|百分之几|几成|(?:多少|几)(?:万|亿)?(?:个)?(?:${COUNTER})?`,
  "u",
);
const FOCUS_LENGTH = 6;
const CONJUNCTION = /[和与及同跟、]/u;
/** 多少口罩、消毒液同体温计: the things after the word that asks, in a list or not. */
const COUNTED = new RegExp(
  `(?:多少|几)(?:万|亿)?(?:${COUNTER})?((?:(?!${CONJUNCTION.source})[\\u4e00-\\u9fff]){2,6}(?:${CONJUNCTION.source}(?:(?!${CONJUNCTION.source})[\\u4e00-\\u9fff]){2,6})*)`,
  "gu",
);
/** The list before 各 or 分别: 国道、省道、县道各有… */
const LISTED = /([\u4e00-\u9fff、]+)(?:各|分别)/u;
const SCHOOL_YEAR = /[初高][一二三]/gu;
const OBJECT_LENGTH = 6;

/** The several things asked about: nouns after «how many» and those joined to them, or the list before 各 and 分别. */
function objectsOf(folded: string): string[] {
  const objects: string[] = [];
  for (const match of folded.matchAll(COUNTED)) objects.push(...match[1]!.split(CONJUNCTION));
  const joined = /(?:多少|几)[^,?;]*?[和与及、]([\u4e00-\u9fff]{2,6}?)[?。]*$/u.exec(folded)?.[1];
  if (joined !== undefined && !/多少|几/.test(joined)) objects.push(joined);
  // 老大高三、老二初一,各是哪天: their numbers tell them apart.
  const ordinals = /各|分别/u.test(folded)
    ? [...new Set([...ordinalsOf(folded), ...(folded.match(SCHOOL_YEAR) ?? [])])]
    : [];
  if (ordinals.length > 1) return ordinals;
  const listed = LISTED.exec(folded)?.[1]?.split(CONJUNCTION) ?? [];
  if (listed.length > 1) {
    const lastIndex = listed.length - 1;
    return listed
      .map((item) => item.replace(/(每天|每日|一共|总共|共)$/u, ""))
      .map((item, index) =>
        (index === lastIndex ? item.split("的")[0]! : item.split("的").at(-1)!).slice(-OBJECT_LENGTH),
      );
  }
  const unit = unitAsked(folded);
  return [...new Set(objects.filter((object) => object.length >= 2 && !(unit !== null && object.startsWith(unit))))];
}
