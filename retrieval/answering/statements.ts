import { fold } from "../normalise.ts";
import { type CorpusTable, textAt } from "../corpus-table.ts";
import type { Question } from "../question/question.ts";
import type { Reading } from "../reading/reader.ts";
import type { SentenceCandidate } from "../reading/sentences.ts";
import type { Span } from "../../corpus/index.ts";
import type { SpanCandidate } from "../reading/spans.ts";
import { FEW_ARTICLES } from "../reading/few-articles.ts";
import { unitOf } from "../reading/values.ts";
import { objectPull } from "../reading/value-pulls.ts";
import type { ValueCandidate } from "../reading/value-ranking.ts";
import { evidenceWindow, WINDOW_LENGTH } from "../reading/window.ts";
import type { Statement } from "./citations.ts";

/** A sentence shown as what is nearest: nothing in it answers. */
export function wholeSentence(sentence: SentenceCandidate): Statement {
  return { sentence, window: { start: sentence.start, end: sentence.end }, answering: [] };
}

/** A run of text that answers, and nothing around it. */
export function saying(sentence: SentenceCandidate, { start, end }: Span): Statement {
  return { sentence, window: { start, end }, answering: [{ start, end }] };
}

/** The span with the run of text around it that is expected to hold the rest of the answer. */
export function spanStatement(
  table: CorpusTable,
  span: Pick<SpanCandidate, "start" | "end" | "sentence">,
  reading: Reading,
): Statement {
  const window = evidenceWindow(table, span, reading.spans);
  return { sentence: span.sentence, window, answering: [{ start: span.start, end: span.end }] };
}

/** A sentence up to this long answers «who» as a whole: the subject may stand anywhere in it. */
const WHO_LENGTH = 60;
/** What introduces a cause. */
export const CAUSE = /由于|因为|鉴于|受.{1,12}影响|根据.{2,14}(?:情况|变化|需求)/u;
/** What names an actor, by its last characters. */
const ACTOR =
  /公司|集团|[局厅委部院厂队社]|中心|银行|协会|工会|企业|药业|纺织|制衣|服饰|矿业|水产|医疗器械|政府|单位|人员|领导|医生|老师|干部/u;

/**
 * Widens a span where its kind or language makes the model's edges unreliable: to the subject of a short sentence or to
 * the clause that names an actor, to the cause, or to whole clauses for a question in another language, whose words do not
 * show where the answer begins.
 */
export function widen(span: SpanCandidate, { kind, folded }: Question, table: CorpusTable): void {
  const { sentence } = span;
  const text = sentence.folded;
  const end = Math.max(span.end, sentence.end - (/[。!?;]$/.test(text) ? 1 : 0));
  const whole = { start: sentence.start, end };
  if (kind === "who" && text.length <= WHO_LENGTH) Object.assign(span, whole);
  const cause = kind === "why" ? text.search(CAUSE) : -1;
  if (cause >= 0) span.start = Math.min(span.start, sentence.start + cause);
  if (kind === "who" || !/[\u4e00-\u9fff]/u.test(folded)) wholeClauses(span, table);
  if (kind === "who") {
    const names = (from: number, to: number) => ACTOR.test(fold(textAt(table, from, to)));
    // Whoever does it is named before what is done.
    while (span.start > sentence.start && !names(span.start, span.end)) {
      span.start--;
      wholeClauses(span, table);
    }
  }
  completeClause(span, table);
}

function wholeClauses(span: SpanCandidate, table: CorpusTable): void {
  const { sentence } = span;
  while (span.start > sentence.start && !isClauseEnd(table, span.start - 1)) span.start--;
  while (span.end < sentence.end && !isClauseEnd(table, span.end)) span.end++;
}

/** A span that stops so few code units short of its clause's end has cut it by chance: 陆续|恢复运营. */
const CLAUSE_REST = 14;

function completeClause(span: SpanCandidate, table: CorpusTable): void {
  let end = span.end;
  const limit = Math.min(end + CLAUSE_REST, table.articleStart[span.sentence.article + 1]!);
  while (end < limit && !isClauseEnd(table, end) && !/[\n]/.test(textAt(table, end, end + 1))) end++;
  if (end < limit && !isClauseEnd(table, span.end - 1)) span.end = end;
}

function isClauseEnd(table: CorpusTable, at: number): boolean {
  return ",;:。!?".includes(fold(textAt(table, at, at + 1)));
}

/** The value with the run of text around it that is expected to hold the rest of the answer. */
export function valueStatement(
  table: CorpusTable,
  { sentence, start, end }: ValueCandidate,
  reading: Reading,
): Statement {
  const { spans } = reading;
  const whole = { start: sentence.start, end: sentence.end };
  const isWhole = sentence.end - sentence.start <= WHOLE_LENGTH && !goesOn(table, sentence);
  const window = isWhole ? whole : evidenceWindow(table, { sentence, start, end }, spans);
  return { sentence, window, answering: [changeAround(sentence, { start, end }) ?? { start, end }] };
}

/** Among many articles a line of a list (省本级:…; 长沙:…) is shown with its neighbours, which may be what was meant. */
function goesOn(table: CorpusTable, { folded }: SentenceCandidate): boolean {
  return table.articles.length > FEW_ARTICLES && !/[。!?]$/u.test(folded);
}

const CHANGE =
  /[由从]\D{0,2}\d[^,。;]{1,16}?[为到至]\D{0,2}\d[\d.]*(?:%|[万亿个]?(?:小时|分钟|工作日|个月|[\u4e00-\u9fff]))/gu;

/** 由10天缩短为3天: a change is told whole, whichever end of it was asked for. */
function changeAround({ folded, start: origin }: SentenceCandidate, { start, end }: Span): Span | undefined {
  return Array.from(folded.matchAll(CHANGE), (match) => ({
    start: origin + match.index,
    end: origin + match.index + match[0].length,
  })).find((change) => change.start <= start && change.end >= end && /缩|减|降|增|升|提|延|调/u.test(folded));
}

/** A sentence up to this long is quoted whole, and alone. */
const WHOLE_LENGTH = WINDOW_LENGTH;
/** Most values of one distributive answer. */
const MOST_VALUES = 6;
/** What standing in the sentence of the best value adds: things asked of together are told of together. */
const SAME_SENTENCE = 3;
/** What fitting one of the things asked about adds to a value's score. */
const OBJECT_PULL = 8;

/**
 * The values that answer for each of several things. Where the things are named, the best value for each; otherwise those
 * in the best value's sentence.
 */
export function severalValues(
  best: ValueCandidate,
  values: ValueCandidate[],
  reading: Reading,
  table: CorpusTable,
): Statement[] {
  const { objects } = reading.evidence.question;
  const free = values.filter(({ stated }) => !stated);
  const chosen = new Map<ValueCandidate, string | null>();
  for (const object of objects.length > 1 ? objects : []) {
    const pull = (value: ValueCandidate) =>
      Math.max(objectPull(value, object), subjectShare(value, values, object) / 2);
    const score = (value: ValueCandidate) =>
      value.score + OBJECT_PULL * pull(value) + (value.sentence === best.sentence ? SAME_SENTENCE : 0);
    const fitting = free.filter((value) => !chosen.has(value) && pull(value) > 0.3).sort((a, b) => score(b) - score(a));
    if (fitting[0] !== undefined) chosen.set(fitting[0], object);
  }
  // Things of one list are counted alike.
  const unitOfValue = ({ start, end }: ValueCandidate) => unitOf(fold(textAt(table, start, end)));
  const unit = unitOfValue(best);
  if (chosen.size < 2)
    for (const value of free)
      if (value.sentence === best.sentence && unitOfValue(value) === unit) chosen.set(value, null);
  const listed = [...chosen].slice(0, MOST_VALUES);
  // Named as they were asked for, in that order: 省道：9条；国道：6条.
  if (chosen.size === objects.length && listed.every(([, object]) => object !== null))
    return listed.map(([value, object]) => {
      const statement = valueStatement(table, value, reading);
      const { start, end } = statement.window;
      return fold(textAt(table, start, end)).includes(object!) ? { ...statement, of: object! } : statement;
    });
  return listed
    .map(([value]) => valueStatement(table, value, reading))
    .sort((a, b) => a.answering[0]!.start - b.answering[0]!.start);
}

/** How much of a thing's name stands in the sentence between the value before and this one: 商贸企业…41户,复业率达44%. */
function subjectShare({ sentence, start }: ValueCandidate, values: ValueCandidate[], object: string): number {
  const from = Math.max(
    sentence.start,
    ...values.filter((other) => other.sentence === sentence && other.end <= start).map(({ end }) => end),
  );
  const before = sentence.folded.slice(from - sentence.start, start - sentence.start);
  const bigrams = Array.from({ length: object.length - 1 }, (_, index) => object.slice(index, index + 2));
  return bigrams.filter((bigram) => before.includes(bigram)).length / bigrams.length;
}
