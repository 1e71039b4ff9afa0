import type { Span } from "../../corpus/index.ts";
import { type CorpusTable, textAt } from "../corpus-table.ts";
import { fold } from "../normalise.ts";
import type { Question } from "../question/question.ts";
import { FEW_ARTICLES } from "../reading/few-articles.ts";
import type { Reading } from "../reading/reader.ts";
import { scopeOf } from "../reading/scope.ts";
import type { SentenceCandidate } from "../reading/sentences.ts";
import type { ValueCandidate } from "../reading/value-ranking.ts";
import { isCompatible, isCounterOf, isOfScale, mayCount, unitOf } from "../reading/values.ts";
import type { Statement } from "./citations.ts";
import { rivalValues } from "./conflicts.ts";
import { latestFirst } from "./freshness.ts";
import { severalValues, valueStatement } from "./statements.ts";

/** A value in a sentence this much less likely than the best one is about something else. */
const VALUE_SENTENCE_SHARE = 0.03;

/** What the answers to the other parts of a message say of one. */
export interface OtherParts {
  /** Where their values start, which are not given again. */
  taken: ReadonlySet<number>;
  /** The sentence that answers the part before; null for none. */
  beside: number | null;
}

export const NO_OTHERS: OtherParts = { taken: new Set(), beside: null };

/** A value beside the answer to the part before may score this much less (log-odds) than the best one. */
const BESIDE_GAP = 4;

/** Whether a question goes on from another. */
function isFollowUp({ inherited }: Question): boolean {
  return inherited.concepts.length > 0 || inherited.places.length > 0;
}

/** What answers a question for a value. */
export interface ValueAnswer {
  statements: Statement[];
  conflict: boolean;
  /** The one value that answers; null where none does or several do. */
  value: ValueCandidate | null;
}

/**
 * The values that answer a question for one, with those that the sources give beside them; none where none fits.
 */
export function valueStatements(
  reading: Reading,
  admitted: readonly SentenceCandidate[],
  top: SentenceCandidate,
  table: CorpusTable,
  { taken, beside }: OtherParts,
): ValueAnswer {
  const { question } = reading.evidence;
  const values = reading.values.filter(
    (value) => !taken.has(value.start) && admitted.includes(value.sentence) && fits(question, table, value),
  );
  const mayAnswer = values.filter(
    ({ sentence, stated }) =>
      !stated && (sentence.probability >= VALUE_SENTENCE_SHARE * top.probability || sentence.sentence === beside),
  );
  // What goes on from the part before is mostly told in the same sentence.
  const near = isFollowUp(question) ? mayAnswer.find(({ sentence }) => sentence.sentence === beside) : undefined;
  const value = near !== undefined && near.score >= mayAnswer[0]!.score - BESIDE_GAP ? near : mayAnswer[0];
  if (value === undefined || isSaidInWords(value, reading, table))
    return { statements: [], conflict: false, value: null };
  if (question.distributive || question.objects.length > 1)
    return { statements: severalValues(value, values, reading, table), conflict: false, value: null };
  // Who names a day asks for what held then.
  const [latest, ...earlier] = question.numbers.some((number) => /[月日号]/.test(number))
    ? [value]
    : latestFirst(
        value,
        values,
        question.places.map(({ name }) => name),
        table,
      );
  const rivals = rivalValues(
    latest!,
    values.filter(({ sentence }) => sentence.article === latest!.sentence.article),
    table,
  );
  const differing = earlier.filter((one) => said(one, table) !== said(latest!, table));
  return {
    statements: [
      ...[latest!, ...rivals].map((one) => valueStatement(table, one, reading)),
      ...differing.map((one) => ({ ...valueStatement(table, one, reading), isEarlier: true })),
    ],
    conflict: rivals.length + differing.length > 0,
    value: latest!,
  };
}

/** A span that scores so much more than any that holds the value answers in its stead: 至疫情解除为止. */
const WORDS_MARGIN = 0.5;

/** Whether words answer rather than the value. Over few articles that rests on the value alone. */
function isSaidInWords({ start, end }: ValueCandidate, { spans }: Reading, table: CorpusTable): boolean {
  if (table.articles.length <= FEW_ARTICLES || spans.length === 0) return false;
  const holding = spans.find((span) => span.start <= start && span.end >= end);
  return holding === undefined || holding.score < spans[0]!.score - WORDS_MARGIN;
}

/** Whether a span holds a value of another of several things: words lend it no more than the value itself would. */
export function holdsOthersValue(span: Span, { values }: Reading): boolean {
  return values.some(({ isOthers, start, end }) => isOthers && start < span.end && end > span.start);
}

function said({ start, end }: ValueCandidate, table: CorpusTable): string {
  return fold(textAt(table, start, end));
}

function countsAsked(counter: string, { counted, countedHead, objects }: Question): boolean {
  if (!mayCount(counter, counted)) return false;
  // Of several things each has its own.
  return countedHead === null || objects.length > 1 || isCounterOf(counter, countedHead);
}

/** A year counts nothing. */
const YEAR = /^(?:19|20)\d{2}年$/u;

function fits(question: Question, table: CorpusTable, value: ValueCandidate): boolean {
  const { unit, clock, kind } = question;
  const { unitAsked, isOthers } = value;
  if (isOthers || !isAboutCounted(question, table, value) || isOfNoChange(question, value)) return false;
  const text = said(value, table);
  if (isCap(value, question, text) || isBeforeAsked(question, text)) return false;
  if (clock && !/[时点:]/.test(text)) return false;
  if (question.frequency && kind === "duration" && !isInterval(value)) return false;
  if (unitAsked) return true;
  const own = unitOf(text);
  if (unit === null) return kind !== "number" || (countsAsked(own, question) && !YEAR.test(text));
  if (kind === "duration") return isOfScale(own, unit);
  return isCompatible(own, unit) || (unit === "次" && isCompatible(own, "班次") && asksRuns(question));
}

const TOTAL_ASKED = /一共|总共|累计|合计|共有|共[放发贷给]|已经?[放发贷给]|\bin total\b|altogether|\bso far\b|모두|총/u;
const CAP = /(?:最高|最多|不超过|额度|单户|单笔|每人|每户|每家|每月|上限)[^,。;\d]{0,3}$/u;

/** 单户最高500万元 is not what was lent to all. */
function isCap({ before }: ValueCandidate, { folded, kind }: Question, said: string): boolean {
  if (kind !== "money" && kind !== "number") return false;
  // And who asks for the limit is not told what was given.
  if (kind === "money" && CAP_ASKED.test(folded)) return !CAP.test(before) && !LIMIT.test(said);
  if (!TOTAL_ASKED.test(folded) || /最|每|单|上限|at most|maximum|최대|최고/u.test(folded)) return false;
  return CAP.test(before) || /^(?:最高|最多)/u.test(said);
}

const CAP_ASKED = /最[多高](?:能|可以|可)?(?:贷|借|补|领|报|拿|给|发)|上限|\bat most\b|\bmaximum\b|최대/u;
const LIMIT = /^(?:最高|最多|不超过|不高于)|以[内下]$/u;

/** 2月9日放开以后什么时候又封: not before that day. */
const AFTER_DAY = /(\d{1,2})月(\d{1,2})[日号][^,。]{0,8}?(?:以后|之后|后)[^,。]{0,4}(?:什么时候|哪天|几号)/u;

function isBeforeAsked({ folded, kind }: Question, said: string): boolean {
  const asked = kind === "when" ? AFTER_DAY.exec(folded) : null;
  const day = /(\d{1,2})月(\d{1,2})日/u.exec(said);
  if (asked === null || day === null) return false;
  return 100 * Number(day[1]) + Number(day[2]) <= 100 * Number(asked[1]) + Number(asked[2]);
}

/** 每2小时一次, 行车间隔为8分钟. */
function isInterval({ before, after }: ValueCandidate): boolean {
  return /(?:每|隔)$/u.test(before) || (/间隔[^,。;]{0,8}$/u.test(before) && !/^[^,。;]{0,2}缩/u.test(after));
}

/** How many times something runs is told in runs: 10个班次. */
function asksRuns({ concepts, folded }: Question): boolean {
  return (
    concepts.some(({ chinese }) => chinese.includes("班次")) || /[跑开发](?:多少|几)次|(?:多少|几)次车/u.test(folded)
  );
}

/** A figure counts what is asked about only where that is named: in its sentence, or in the one before that it goes on. */
function isAboutCounted(
  { kind, countedThing, concepts }: Question,
  table: CorpusTable,
  value: ValueCandidate,
): boolean {
  const rates = kind === "percent" ? rateAsked(concepts) : [];
  const things = kind === "number" ? countedThing : rates;
  if (things.length === 0) return true;
  const { upTo } = scopeOf(table, value.sentence);
  const names = (text: string) => things.some((word) => text.includes(word));
  if (kind === "percent") return names(upTo);
  return names(upTo) && !isOfAnotherClause(value, names);
}

/** 减了多少班: what changed by how much, told beside a word for the change. */
const CHANGE_ASKED = /([减增裁砍涨降])[少加大低了掉]*(?:多少|几)/u;
const CHANGES: Record<string, RegExp> = {
  减: /减|降|缩|裁/u,
  增: /增|加|新|扩/u,
  裁: /裁|减/u,
  砍: /砍|减|停|取消/u,
  涨: /涨|升|提高|增/u,
  降: /降|减|缩|下调/u,
};

function isOfNoChange({ folded, kind }: Question, { before, after }: ValueCandidate): boolean {
  const change = kind === "number" || kind === "percent" ? CHANGE_ASKED.exec(folded)?.[1] : undefined;
  return change !== undefined && !CHANGES[change]!.test(before + after);
}

/** Words for the rate that is asked for, where it has a name: 复产率 is no 占比. */
function rateAsked(concepts: Question["concepts"]): string[] {
  return (
    concepts.find(({ concepts: names }) => names.some((name) => name.length >= 3 && name.endsWith("率")))?.chinese ?? []
  );
}

/** 商贸企业93户…,大型超市复业率达100%: where another clause names the thing, and the value's own names a thing before it, it counts that. */
function isOfAnotherClause({ sentence, start, end }: ValueCandidate, names: (text: string) => boolean): boolean {
  const { folded } = sentence;
  const [from, to] = [start - sentence.start, end - sentence.start];
  const clauseStart = Math.max(...[...",;。"].map((mark) => folded.lastIndexOf(mark, from - 1))) + 1;
  const clauseEnd = from + (/[,;。]/u.exec(folded.slice(from))?.index ?? folded.length - from);
  const own = folded.slice(clauseStart, Math.max(clauseEnd, to));
  const rest = folded.slice(0, clauseStart) + folded.slice(Math.max(clauseEnd, to));
  return COUNTED.test(folded.slice(clauseStart, from)) && !names(own) && names(rest);
}

/** What stands before a figure in its clause and may be counted by it. */
const COUNTED = /企业|公司|商户|单位|人员|职工|车辆|设备|项目|店|厂/u;

/** Whether only a value can answer: a date may also be said in words. */
export function needsValue({ kind, clock }: Question): boolean {
  return (
    clock || kind === "percent" || kind === "money" || kind === "duration" || kind === "telephone" || kind === "number"
  );
}
