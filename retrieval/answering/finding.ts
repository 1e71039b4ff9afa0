import type { CorpusTable } from "../corpus-table.ts";
import { fold } from "../normalise.ts";
import { textAt } from "../corpus-table.ts";
import type { Question } from "../question/question.ts";
import type { LinearModel } from "../reading/models.ts";
import type { Reading } from "../reading/reader.ts";
import type { SentenceCandidate } from "../reading/sentences.ts";
import type { Span } from "../../corpus/index.ts";
import type { SpanCandidate } from "../reading/spans.ts";
import { isValueKind } from "../reading/values.ts";
import { objectPull, type ValueCandidate } from "../reading/value-ranking.ts";
import { isUnit, unitOf } from "../reading/values.ts";
import { evidenceWindow, WINDOW_LENGTH } from "../reading/window.ts";
import type { Statement } from "./citations.ts";
import { type Constraint, unmetConstraints } from "./constraints.ts";
import { confidenceFeatures, confidenceOf } from "./confidence.ts";
import { rivalValues } from "./conflicts.ts";
import type { PlaceFinder } from "./places.ts";

/** What was found for one part of a question. */
export interface Finding {
  question: Question;
  status: "answered" | "partial" | "not-found";
  /** 0 to 1: how sure it is that the corpus answers. */
  confidence: number;
  /** What answers; more than one when the sources give different figures. For `not-found`, what is nearest. */
  statements: Statement[];
  conflict: boolean;
  /** What the question states and the nearest text does not share. */
  unmet: Constraint[];
}

/** A value in a sentence this much less likely than the best one is about something else. */
const VALUE_SENTENCE_SHARE = 0.1;
/** A sentence that shares what the question states may be this much less likely than one that does not. */
const ADMITTED_SHARE = 0.01;
/** A general sentence is offered for a near miss when it is at least this likely, or speaks of the same kind of thing. */
const GENERAL_SENTENCE = 0.05;

/** How findings are judged. */
export interface Judgement {
  model: LinearModel;
  /** Finds the places of texts, to compare with those asked about. */
  places: PlaceFinder;
  /** 0 to 1: below this confidence nothing is offered as an answer. */
  threshold: number;
}

/** The answer to one part of a question, or what is nearest to one. */
export function findAnswer(reading: Reading, table: CorpusTable, { model, threshold, places }: Judgement): Finding {
  const finding = seek(reading, table, places);
  const sentence = finding.statements[0]?.sentence;
  if (sentence === undefined) return finding;
  const confidence = confidenceOf(confidenceFeatures(reading, table, sentence), model);
  if (finding.status === "not-found")
    return { ...finding, confidence: Math.min(confidence, UNMET_CONFIDENCE * threshold) };
  // A near miss says itself that the thing asked is not stated.
  if (confidence >= threshold || finding.status === "partial") return { ...finding, confidence };
  const nearest = finding.statements.slice(0, 1).map((statement) => wholeSentence(statement.sentence));
  return { ...finding, status: "not-found", confidence, statements: nearest, conflict: false };
}

/** Refused because what was asked is not stated, whatever else is: as sure as this share of the threshold at most. */
const UNMET_CONFIDENCE = 0.9;

function seek(reading: Reading, table: CorpusTable, places: PlaceFinder): Finding {
  const { question, sentences } = reading.evidence;
  const best = bestSentence(sentences);
  const found = (
    status: Finding["status"],
    statements: Statement[],
    unmet: Constraint[] = [],
    conflict = false,
  ): Finding => ({ question, status, confidence: 0, statements, unmet, conflict });
  if (best === undefined) return found("not-found", []);
  const admitted = sentences.filter((sentence) => unmetConstraints(table, question, sentence, places).length === 0);
  const top = bestSentence(admitted);
  if (top === undefined || top.probability < ADMITTED_SHARE * best.probability)
    return nearMiss(reading, table, best, places, found);
  if (isValueKind(question.kind)) {
    const values = reading.values.filter((value) => admitted.includes(value.sentence) && fits(question, table, value));
    const value = values.find(
      ({ sentence, stated }) => !stated && sentence.probability >= VALUE_SENTENCE_SHARE * top.probability,
    );
    if (value !== undefined && (question.distributive || question.objects.length > 1)) {
      return found("answered", severalValues(value, values, reading, table));
    }
    if (value !== undefined) {
      const rivals = rivalValues(value, values, table);
      return found(
        "answered",
        [value, ...rivals].map((one) => valueStatement(table, one, reading)),
        [],
        rivals.length > 0,
      );
    }
    if (needsValue(question)) return found("not-found", [wholeSentence(top)], [{ kind: "value", text: "" }]);
  }
  const span = reading.spans.find(({ sentence }) => admitted.includes(sentence));
  if (span !== undefined) widen(span, question, table);
  if (span === undefined) return found("not-found", [wholeSentence(top)]);
  return found("answered", [spanStatement(table, span, reading)]);
}

function bestSentence(sentences: SentenceCandidate[]): SentenceCandidate | undefined {
  return sentences.reduce<SentenceCandidate | undefined>(
    (best, one) => (best === undefined || one.probability > best.probability ? one : best),
    undefined,
  );
}

/** Offers what the text says in general (其他客运班线…陆续恢复) where the very thing asked is not stated. */
function nearMiss(
  reading: Reading,
  table: CorpusTable,
  best: SentenceCandidate,
  places: PlaceFinder,
  found: (status: Finding["status"], statements: Statement[], unmet: Constraint[]) => Finding,
): Finding {
  const { question, sentences } = reading.evidence;
  const unmet = unmetConstraints(table, question, best, places);
  const general = unmet.some(({ kind }) => kind === "thing")
    ? undefined
    : bestSentence(
        sentences.filter(
          ({ folded, probability }) =>
            /其他|其它|其余|各地|所有|全部/.test(folded) &&
            (probability >= GENERAL_SENTENCE ||
              question.concepts.some(({ chinese }) => chinese.some((word) => folded.includes(word)))),
        ),
      );
  if (general !== undefined) return found("partial", [wholeSentence(general)], unmet);
  return found("not-found", [wholeSentence(best)], unmet);
}

function wholeSentence(sentence: SentenceCandidate): Statement {
  return { sentence, window: { start: sentence.start, end: sentence.end }, answering: [] };
}

function spanStatement(table: CorpusTable, span: SpanCandidate, reading: Reading): Statement {
  const window = evidenceWindow(table, span, reading.spans, reading.evidence.sentences);
  return { sentence: span.sentence, window, answering: [{ start: span.start, end: span.end }] };
}

/** A sentence up to this long answers «who» as a whole: the subject may stand anywhere in it. */
const WHO_LENGTH = 60;
const CAUSE = /由于|因为|鉴于|受.{1,12}影响/u;

/**
 * Widens a span where its kind or language makes the model's edges unreliable: to the subject of a short sentence, to the
 * cause, or to whole clauses for a question in another language, whose words do not show where the answer begins.
 */
function widen(span: SpanCandidate, { kind, folded }: Question, table: CorpusTable): void {
  const { sentence } = span;
  const text = sentence.folded;
  const whole = { start: sentence.start, end: Math.max(span.end, sentence.end - (/[。!?;]$/.test(text) ? 1 : 0)) };
  if (kind === "who" && text.length <= WHO_LENGTH) Object.assign(span, whole);
  const cause = kind === "why" ? text.search(CAUSE) : -1;
  if (cause >= 0) span.start = Math.min(span.start, sentence.start + cause);
  if (kind === "who" || !/[\u4e00-\u9fff]/u.test(folded)) {
    while (span.start > sentence.start && !isClauseEnd(table, span.start - 1)) span.start--;
    while (span.end < sentence.end && !isClauseEnd(table, span.end)) span.end++;
  }
}

function isClauseEnd(table: CorpusTable, at: number): boolean {
  return ",;:。!?".includes(fold(textAt(table, at, at + 1)));
}

/** The value with the run of text around it that is expected to hold the rest of the answer. */
function valueStatement(table: CorpusTable, { sentence, start, end }: ValueCandidate, reading: Reading): Statement {
  const { spans, evidence } = reading;
  const whole = { start: sentence.start, end: sentence.end };
  const window =
    sentence.end - sentence.start <= WHOLE_LENGTH
      ? whole
      : evidenceWindow(table, { sentence, start, end }, spans, evidence.sentences);
  return { sentence, window, answering: [changeAround(sentence, { start, end }) ?? { start, end }] };
}

const CHANGE = /[由从]\D{0,2}\d[^,。;]{1,16}?[为到至]\D{0,2}\d[\d.]*(?:%|[\u4e00-\u9fff])/gu;

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
/** What fitting one of the things asked about adds to a value's score. */
const OBJECT_PULL = 8;

/**
 * The values that answer for each of several things. Where the things are named, the best value for each; otherwise those
 * in the best value's sentence.
 */
function severalValues(
  best: ValueCandidate,
  values: ValueCandidate[],
  reading: Reading,
  table: CorpusTable,
): Statement[] {
  const { objects } = reading.evidence.question;
  const free = values.filter(({ stated }) => !stated);
  const chosen = new Set<ValueCandidate>();
  for (const object of objects.length > 1 ? objects : []) {
    const pull = (value: ValueCandidate) =>
      Math.max(objectPull(value, object), subjectShare(value, values, object) / 2);
    const score = (value: ValueCandidate) => value.score + OBJECT_PULL * pull(value);
    const fitting = free.filter((value) => !chosen.has(value) && pull(value) > 0.3).sort((a, b) => score(b) - score(a));
    if (fitting[0] !== undefined) chosen.add(fitting[0]);
  }
  if (chosen.size < 2) for (const value of free) if (value.sentence === best.sentence) chosen.add(value);
  const ordered = [...chosen].slice(0, MOST_VALUES).sort((a, b) => a.start - b.start);
  return ordered.map((value) => valueStatement(table, value, reading));
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

/** Counters that count the same things. */
const UNIT_GROUPS = [
  "户 家 个 所",
  "辆 台 个",
  "人 名 位 个 人次",
  "处 个 座 所",
  "次",
  "趟 班 班次 个班次 车次",
  "张 个 份",
  "张 个 床位",
  "条 个",
  "天 日",
  "种 类 项 个",
  "套 件",
  "件 个",
  "只 个",
  "间 座 个",
].map((group) => group.split(" "));

function fits({ unit, clock, kind }: Question, table: CorpusTable, { start, end, unitAsked }: ValueCandidate): boolean {
  if (clock && !/[时点:]/.test(fold(textAt(table, start, end)))) return false;
  if (unit === null || unitAsked || kind === "duration") return true;
  const counter = unitOf(fold(textAt(table, start, end)));
  return UNIT_GROUPS.some((group) => group.includes(unit) && group.some((one) => isUnit(counter, one)));
}

/** Whether only a value can answer: a date may also be said in words. */
function needsValue({ kind, unit, clock }: Question): boolean {
  return (
    clock ||
    kind === "percent" ||
    kind === "money" ||
    kind === "duration" ||
    kind === "telephone" ||
    (kind === "number" && unit !== null)
  );
}
