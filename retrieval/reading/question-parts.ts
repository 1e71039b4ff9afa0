import { distinctBigrams } from "../lexical/grams.ts";
import { isFunctionWord } from "../lexicon/function-words.ts";
import type { PlaceMention } from "../lexicon/lexicon.ts";
import type { Question } from "../question/question.ts";
import { INTERROGATIVES, interrogativesOf } from "../question/kind.ts";
import { subjectRuns } from "../question/subject-words.ts";
import type { TextScope } from "./scope.ts";

const PLACE_WEIGHT = 1.5;
/** What is said before the clause that asks counts this much, and the sort of thing that is asked for, and general verbs. */
const ASIDE = 0.3;
/** A foreign word that the glossary does not know: what it means may be all that matters. */
const UNKNOWN_WEIGHT = 1.2;
/** A word beside the sentence supports a part this much, and one elsewhere in its section. */
const NEAR = 0.8;
const SECTION = 0.5;

/** Concepts of how a figure is counted. */
const MANNER = new Set(["总共", "百分之", "最大", "最高"]);

const ASKED_NUMBER = /几|多少|多久|^(?:[人户]数|数量|总数|个数)$/u;
const HALF = /半|half|절반/u;

/** One of the things that a question is about. */
export interface QuestionPart {
  kind: "place" | "concept" | "run" | "unknown";
  weight: number;
  /** Words of which any stands for it; of a run of characters each pair. None for an unknown word. */
  alternatives: readonly (readonly string[])[];
  /** Where it stands in the question. */
  start: number;
  end: number;
}

/** What a question is about: its places, the words that the glossary knows, and the rest of its content. */
export function partsOf(question: Question): QuestionPart[] {
  const { inherited, folded } = question;
  const parts: QuestionPart[] = inherited.places.length > 0 ? [] : question.places.map(placePart);
  const asking = interrogativesOf(folded);
  for (const { start, end, chinese, concepts } of question.concepts) {
    // 在哪里 and 多少钱 ask; 一共 says how it is counted: the text need not say any of them.
    if (asking.some((one) => start < one.end && end > one.start) || concepts.every((name) => MANNER.has(name)))
      continue;
    // 一天几班 asks as a whole, and 人数 among keywords.
    if (ASKED_NUMBER.test(folded.slice(start, end))) continue;
    // Whether it is more than half is told by the share.
    if (question.kind === "percent" && HALF.test(folded.slice(start, end))) continue;
    const said = folded.slice(start, end);
    // Must, need, go to: a text seldom says them.
    const isGeneral = said.split(" ").every(isFunctionWord);
    const weight = isGeneral ? ASIDE : 1;
    parts.push({ kind: "concept", weight, alternatives: [[...chinese, said]], start, end });
  }
  for (const { text, start } of subjectRuns(question)) {
    if (ASKED_NUMBER.test(text)) continue;
    const pairs = distinctBigrams(text).map((gram) => [String.fromCharCode(gram >>> 16, gram & 0xffff)]);
    const weight = Math.min(2, pairs.length / 2 + 0.5);
    parts.push({ kind: "run", weight, alternatives: pairs, start, end: start + text.length });
  }
  const isSortAsked = sortAsked(folded);
  for (const part of parts) if (part.start < question.askedFrom || isSortAsked(part)) part.weight *= ASIDE;
  for (const word of question.unknownWords) {
    const start = folded.indexOf(word);
    parts.push({ kind: "unknown", weight: UNKNOWN_WEIGHT, alternatives: [], start, end: start + word.length });
  }
  // A follow-up with no subject of its own has that of the question before, if only of another place.
  if (parts.some(({ kind }) => kind !== "place")) return parts;
  const weight = parts.length > 0 ? ASIDE : 1;
  return [
    ...parts,
    ...inherited.places.map(placePart),
    ...inherited.concepts.map(({ chinese }): QuestionPart => ({
      kind: "concept",
      weight,
      alternatives: [chinese],
      start: 0,
      end: 0,
    })),
  ];
}

/** Asks for one of a sort: 哪些材料, which app. */
const OF_A_SORT =
  /(?:哪(?:[一两几些个家种位项类])*|什么|\b(?:which|what)(?: (?:two|three|kind of|sort of))?|어느|어떤|무슨) ?$/u;

/** Whether a part of a folded question is the sort of thing asked for, which an answer names by what is of that sort. */
function sortAsked(folded: string): (part: Pick<QuestionPart, "start">) => boolean {
  return ({ start }) => OF_A_SORT.test(folded.slice(0, start));
}

function placePart({ name, start, end }: PlaceMention): QuestionPart {
  return { kind: "place", weight: PLACE_WEIGHT, alternatives: [[name]], start, end };
}

/** 0 to 1: how much of a part a text holds. */
export function shareIn(text: string, { alternatives }: QuestionPart): number {
  return alternatives.filter((words) => words.some((word) => text.includes(word))).length / alternatives.length;
}

/** The weight of each part by how few of the texts hold all of it. */
export function rarityOf(parts: readonly QuestionPart[], texts: readonly { folded: string }[]): number[] {
  return parts.map((part) => {
    const holding = texts.filter(({ folded }) => shareIn(folded, part) === 1).length;
    return part.weight * Math.log((texts.length + 1) / (holding + 0.5));
  });
}

/** 全州已开工企业141户, under a heading that says which: it names the place as surely. */
const ALL_OF_IT = /全[省市州区县]|[我本][省市州区县]/u;

/** 0 to 1: how far the texts around a sentence share a part; 1 when the sentence itself does. */
export function supportBy(scope: TextScope, { kind, alternatives }: QuestionPart): number {
  if (alternatives.length === 0) return 0;
  if (
    kind === "place" &&
    ALL_OF_IT.test(scope.own) &&
    alternatives.some((words) => words.some((word) => scope.near.includes(word)))
  )
    return 1;
  let sum = 0;
  for (const words of alternatives) sum += supportOf(words, scope);
  return sum / alternatives.length;
}

/** The same of one of its alternatives. */
function supportOf(words: readonly string[], scope: TextScope): number {
  if (words.some((word) => scope.own.includes(word))) return 1;
  if (words.some((word) => scope.near.includes(word))) return NEAR;
  return words.some((word) => scope.section.includes(word)) ? SECTION : 0;
}

/** What asks, in three languages. */
const ASKING = new RegExp(
  `${INTERROGATIVES.source}|几|\\b(?:when|what|which|who|where|why|how(?: (?:many|much|long|often))?|is|are|do|does|did|can|will)\\b|언제|몇|얼마|어디|누가|누구|어떻게|무엇|무슨|어떤|왜|뭐`,
  "gu",
);
/** What stands so near to what asks, in code units, says what is asked of the thing: 有没有年龄限制. */
const BESIDE = 4;

/** Whether a part stands beside what asks in a folded question. */
export function besideAsking(folded: string): (part: Pick<QuestionPart, "start" | "end">) => boolean {
  const asking = Array.from(folded.matchAll(ASKING), ({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
  }));
  return ({ start, end }) => asking.some((one) => start - one.end <= BESIDE && one.start - end <= BESIDE);
}
