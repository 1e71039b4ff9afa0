import type { CorpusTable } from "../corpus-table.ts";
import type { Question } from "../question/question.ts";
import type { LinearModel } from "../reading/linear-model.ts";
import type { Reading } from "../reading/reader.ts";
import type { SentenceCandidate } from "../reading/sentences.ts";
import type { ValueCandidate } from "../reading/value-ranking.ts";
import { isValueKind } from "../reading/values.ts";
import type { Statement } from "./citations.ts";
import { type Constraint, unmetConstraints } from "./constraints.ts";
import { confidenceFeatures, confidenceOf } from "./confidence.ts";
import { latestLike } from "./freshness.ts";
import { groundingFeatures } from "./grounding.ts";
import { nearestSentences } from "./nearest.ts";
import { FORMS } from "../reading/clause-forms.ts";
import { rankClauses } from "../reading/clause-ranking.ts";
import { FEW_ARTICLES } from "../reading/few-articles.ts";
import type { PlaceFinder } from "../reading/scope.ts";
import { evidenceWindows } from "../reading/window.ts";
import { CAUSE, saying, spanStatement, wholeSentence, widen } from "./statements.ts";
import { holdsOthersValue, needsValue, NO_OTHERS, type OtherParts, valueStatements } from "./value-answers.ts";

/** What was found for one part of a question. */
export interface Finding {
  question: Question;
  status: "answered" | "partial" | "not-found";
  /** 0 to 1: how sure it is that the corpus answers. */
  confidence: number;
  /** What answers; more than one when the sources give different figures. For `not-found`, what is nearest. */
  statements: Statement[];
  /** Where it is not answered: what else is near, the likeliest first. */
  nearest: Statement[];
  /** Where it is answered: what is quoted beside, since it may answer too. */
  further: Statement[];
  conflict: boolean;
  /** What the question states and the nearest text does not share. */
  unmet: Constraint[];
  /** The one value that answers; null where none does or several do. */
  value: ValueCandidate | null;
  /** What the value is of, said before it; null where the question says it. */
  label: string | null;
}

/** A sentence that shares what the question states may be this much less likely than one that does not. */
const ADMITTED_SHARE = 0.01;
/** And one that has the asked form, a street or names, this much. */
const ADMITTED_FORM_SHARE = 0.3;
/** A general sentence is offered for a near miss when it is at least this likely, or, where the question names a thing, speaks of that. */
const GENERAL_SENTENCE = 0.05;

/** How findings are judged. */
export interface Judgement {
  /** Of the confidence, over many articles and over few. */
  model: LinearModel;
  grounding: LinearModel;
  /** Finds the places of texts, to compare with those asked about. */
  places: PlaceFinder;
  /** 0 to 1: below this confidence nothing is offered as an answer. */
  threshold: number;
}

/** The answer to one part of a question, or what is nearest to one. */
export function findAnswer(
  reading: Reading,
  table: CorpusTable,
  judgement: Judgement,
  others: OtherParts = NO_OTHERS,
): Finding {
  const finding = judged(reading, table, judgement, others);
  if (finding.status === "answered") return quoted(finding, reading, table, judgement.places);
  return { ...finding, nearest: nearestSentences(finding.statements, reading.evidence.sentences) };
}

/**
 * With what is quoted for an answer in words, and beside it. A value answers alone, and so does what was chosen among few
 * articles, where every sentence is on the subject.
 */
function quoted(finding: Finding, { evidence, spans }: Reading, table: CorpusTable, places: PlaceFinder): Finding {
  const [statement, ...others] = finding.statements;
  if (statement === undefined || others.length > 0 || finding.value !== null || table.articles.length <= FEW_ARTICLES)
    return finding;
  const { sentence, answering } = statement;
  // What another article says of another place, day or thing is not quoted beside it.
  const judgedSentences = new Set(spans.map((span) => span.sentence));
  const foreign = [...judgedSentences].filter(
    (one) => one.article !== sentence.article && unmetConstraints(table, evidence.question, one, places).length > 0,
  );
  const voting = spans.filter((span) => !foreign.includes(span.sentence));
  const [first, ...beside] = evidenceWindows(table, { ...answering[0]!, sentence }, { evidence, spans: voting });
  const statements = [{ ...statement, window: { start: first.start, end: first.end } }];
  const further = beside.map(({ sentence, start, end }) => ({ sentence, window: { start, end }, answering: [] }));
  return { ...finding, statements, further };
}

function judged(
  reading: Reading,
  table: CorpusTable,
  { model, grounding, threshold, places }: Judgement,
  others: OtherParts,
): Finding {
  const finding = seek(reading, table, places, others);
  const statement = finding.statements[0];
  if (statement === undefined) return finding;
  const confidence =
    table.articles.length <= FEW_ARTICLES
      ? confidenceOf(groundingFeatures(reading, table, statement, answeringValue(finding, reading)), grounding)
      : confidenceOf(confidenceFeatures(reading, table, statement.sentence), model);
  if (finding.status === "not-found")
    return { ...finding, confidence: Math.min(confidence, UNMET_CONFIDENCE * threshold) };
  // A near miss says itself that the thing asked is not stated.
  if (confidence >= threshold || finding.status === "partial") return { ...finding, confidence };
  const nearest = finding.statements.slice(0, 1).map((statement) => wholeSentence(statement.sentence));
  return { ...finding, status: "not-found", confidence, statements: nearest, conflict: false };
}

/** The value that a finding answers with, or null. */
export function answeringValue({ statements }: Finding, { values }: Reading): ValueCandidate | null {
  const answering = statements[0]?.answering[0];
  if (answering === undefined) return null;
  return values.find(({ start, end }) => start >= answering.start && end <= answering.end) ?? null;
}

/** Refused because what was asked is not stated, whatever else is: as sure as this share of the threshold at most. */
const UNMET_CONFIDENCE = 0.9;

function seek(reading: Reading, table: CorpusTable, places: PlaceFinder, others: OtherParts): Finding {
  const { question, sentences } = reading.evidence;
  const best = bestSentence(sentences);
  const found = (
    status: Finding["status"],
    statements: Statement[],
    unmet: Constraint[] = [],
    conflict = false,
  ): Finding => ({
    question,
    status,
    confidence: 0,
    statements,
    nearest: [],
    further: [],
    unmet,
    conflict,
    value: null,
    label: null,
  });
  if (best === undefined) return found("not-found", []);
  const admitted = sentences.filter((sentence) => unmetConstraints(table, question, sentence, places).length === 0);
  const top = bestSentence(admitted);
  // A form of answer that the best sentence has not is no less asked of it than of a worse one.
  const asksForm = unmetConstraints(table, question, best, places).some(({ kind }) => kind === "value");
  const share = asksForm ? ADMITTED_FORM_SHARE : ADMITTED_SHARE;
  if (top === undefined || top.probability < share * best.probability)
    return nearMiss(reading, table, best, places, found);
  if (isValueKind(question.kind)) {
    const { statements, conflict, value } = valueStatements(reading, admitted, top, table, others);
    if (statements.length > 0) return { ...found("answered", statements, [], conflict), value };
    // Among many articles a span may say it in other words, as surely as the confidence says.
    if (needsValue(question) && table.articles.length <= FEW_ARTICLES)
      return found("not-found", [wholeSentence(top)], [{ kind: "value", text: "" }]);
  }
  if (table.articles.length <= FEW_ARTICLES) {
    const mayAnswer = question.kind === "when" ? admitted.filter(({ folded }) => FORMS.when!.test(folded)) : admitted;
    if (mayAnswer.length === 0) return found("not-found", [wholeSentence(top)], [{ kind: "value", text: "" }]);
    const runs = rankClauses(reading.evidence, reading.spans, table).filter((run) => mayAnswer.includes(run.sentence));
    const latest = runs[0] && latestLike(runs[0].sentence, admitted, table);
    const run = runs.find((one) => one.sentence === latest) ?? runs[0];
    if (run === undefined) return found("not-found", [wholeSentence(top)]);
    return found("answered", [spanStatement(table, run, reading)]);
  }
  const causes = question.kind === "why" ? causesAmong(admitted, top) : admitted;
  const offered = reading.spans.filter((one) => !holdsOthersValue(one, reading));
  const first = offered.find((one) => causes.includes(one.sentence));
  const sentence = first && latestLike(first.sentence, admitted, table);
  const span = offered.find((one) => one.sentence === sentence) ?? first;
  if (span !== undefined) widen(span, question, table);
  if (needsValue(question) && holdsOthersValue(span ?? top, reading))
    return found("not-found", [wholeSentence(top)], [{ kind: "value", text: "" }]);
  // No span was sought in a sentence that others outranked which are of another place: it answers as a whole.
  return found("answered", [span === undefined ? saying(top, top) : saying(span.sentence, span)]);
}

/** A sentence that gives a cause answers «why» before others, when it is at least this likely beside the best. */
const CAUSE_SHARE = 0.1;

function causesAmong(sentences: SentenceCandidate[], top: SentenceCandidate): SentenceCandidate[] {
  const causes = sentences.filter(
    ({ folded, probability }) => CAUSE.test(folded) && probability >= CAUSE_SHARE * top.probability,
  );
  return causes.length > 0 ? causes : sentences;
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
  const asked = question.concepts.length > 0 ? question.concepts : question.inherited.concepts;
  // A general sentence speaks for other places, not for other things.
  const missing = (sentence: SentenceCandidate) => unmetConstraints(table, question, sentence, places);
  const general = bestSentence(
    sentences.filter(
      (sentence) =>
        speaksOfOthers(sentence, asked) && missing(sentence).every(({ kind }) => kind === "place" || kind === "date"),
    ),
  );
  if (general !== undefined) return found("partial", [wholeSentence(general)], unmet);
  return found("not-found", [wholeSentence(best)], unmet);
}

/** What a sentence says of others: 其他客运班线. */
const OTHERS = /(?:其他|其它|其余|各地|所有|全部)[^,。;]{0,10}/gu;

/** Whether it speaks of others of the things asked about; where none is known, whether it is likely at all. */
function speaksOfOthers({ folded, probability }: SentenceCandidate, asked: Question["concepts"]): boolean {
  const others = folded.match(OTHERS) ?? [];
  if (asked.length === 0) return others.length > 0 && probability >= GENERAL_SENTENCE;
  return others.some((text) => asked.some(({ chinese }) => chinese.some((word) => text.includes(word))));
}
