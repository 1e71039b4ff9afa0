import { readFileSync } from "node:fs";
import type { CorpusTable } from "../corpus-table.ts";
import { foldedTextOf } from "../normalise.ts";
import type { Question } from "../question/question.ts";
import { ANSWER_FORMS, answerForms, asksPlace } from "../reading/answer-forms.ts";
import { FORMS } from "../reading/clause-forms.ts";
import type { LinearModel } from "../reading/linear-model.ts";
import { besideAsking, partsOf, type QuestionPart, supportBy } from "../reading/question-parts.ts";
import type { Reading } from "../reading/reader.ts";
import { scopeOf } from "../reading/scope.ts";
import type { SentenceCandidate } from "../reading/sentences.ts";
import { VALUE_FEATURES } from "../reading/value-features.ts";
import type { ValueCandidate } from "../reading/value-ranking.ts";
import { isValueKind } from "../reading/values.ts";
import type { Statement } from "./citations.ts";

/** What `npm run fit:grounding` writes: a logistic model fitted on gold questions. */
export const GROUNDING_FILE = new URL("grounding.json", import.meta.url);

let model: LinearModel | undefined;

/** The grounding model that ships, read on first use. */
export function groundingModel(): LinearModel {
  model ??= JSON.parse(readFileSync(GROUNDING_FILE, "utf8")) as LinearModel;
  return model;
}

/** What of a value's own features tells whether it is the one that was asked for. */
const VALUE_SIGNS = [
  "alignment",
  "clauseSupport",
  "clausePrecision",
  "nearness",
  "object",
  "otherCounter",
  "overPart",
  "numbersShared",
  "otherDate",
  "support",
] as const;
const SIGNS_AT = VALUE_SIGNS.map((name) => VALUE_FEATURES.indexOf(name));

/** What tells whether an answer rests on its text, where few articles make frequencies and margins meaningless. */
export const GROUNDING_FEATURES = [
  "ownSupport",
  "leastSupport",
  "missingConcepts",
  "missingRuns",
  "askedMissing",
  "formMissing",
  "subjects",
  "ownCoverage",
  "spanScore",
  "valueScore",
  "isValue",
  "isYesNo",
  "isOpen",
  "isFollowUp",
  "crossesLanguages",
  "numbersInSentence",
  "givesCause",
  // Products: a value needs other support than a sentence that is shown as a whole (AUROC .920 -> .936, by cross-validation).
  "valueOwnSupport",
  "valueLeastSupport",
  "valueMissingConcepts",
  "valueMissingRuns",
  "valueAskedMissing",
  "openSpanScore",
  "openMissingConcepts",
  "unknownShare",
  // Of Korean: particles and endings make more of its words unknown.
  "unknownKorean",
  // A question that names a place is answered only where the text is of it.
  "namesNoPlace",
  "allMatched",
  // How many things that the question is about the sentence has, where no value answers.
  "openMatched",
  // By how much the value is better than any other.
  "margin",
  // Of what answers in words, see answer-forms.ts.
  ...ANSWER_FORMS,
  // Of the value that answers; 0 where none does.
  ...VALUE_SIGNS,
] as const;

/** A part of the question with what the texts around a sentence share of it. */
interface SupportedPart extends QuestionPart {
  /** 0 to 1. */
  support: number;
}

/** Weight of what of the parts beside the word that asks is not supported. */
function askedMissingOf(parts: readonly SupportedPart[], { folded }: Question): number {
  return parts.filter(besideAsking(folded)).reduce((sum, { weight, support }) => sum + weight * (1 - support), 0);
}

function hasForm(question: Question, { folded }: SentenceCandidate): boolean {
  // Where, of several: 哪些地方.
  return asksPlace(question) || (FORMS[question.kind]?.test(folded) ?? true);
}

/** By how much a value is better than any other, within bounds; 0 where it is none or the only one. */
function marginOf(value: ValueCandidate | null, values: readonly ValueCandidate[]): number {
  const others = values.filter((other) => other !== value).map(({ score }) => score);
  return value === null || others.length === 0 ? 0 : Math.max(-3, Math.min(5, value.score - Math.max(...others)));
}

/** The words that answer, folded. */
function foldedAnswer(table: CorpusTable, { sentence, answering }: Statement): string {
  const { start, end } = answering[0] ?? sentence;
  return foldedTextOf(table.text, start, end);
}

/** The features of an answer by a statement; `value`: the value that answers, or null. */
export function groundingFeatures(
  { evidence, spans, values }: Reading,
  table: CorpusTable,
  statement: Statement,
  value: ValueCandidate | null,
): number[] {
  const { question } = evidence;
  const { sentence } = statement;
  const scope = scopeOf(table, sentence);
  const parts = partsOf(question).map((part) => ({ ...part, support: supportBy(scope, part) }));
  const weight = Math.max(
    1e-6,
    parts.reduce((sum, part) => sum + part.weight, 0),
  );
  const sum = (of: (part: SupportedPart) => number) => parts.reduce((total, part) => total + of(part), 0);
  const missing = (kind: QuestionPart["kind"]) =>
    sum((part) => (part.kind === kind ? part.weight * (1 - part.support) : 0));
  const asksValue = isValueKind(question.kind);
  const ownSupport = sum(({ weight: w, support }) => (support === 1 ? w : 0)) / weight;
  const leastSupport = parts.length === 0 ? 0 : Math.min(...parts.map(({ support }) => support));
  const missingConcepts = Math.min(3, missing("concept"));
  const missingRuns = Math.min(3, missing("run"));
  const askedMissing = Math.min(3, askedMissingOf(parts, question));
  const spanScore = spans[0]?.score ?? 0;
  const unknown = Math.min(3, question.unknownWords.length);
  const isValue = asksValue && value !== null ? 1 : 0;
  const isOpen = asksValue ? 0 : 1;
  return [
    ownSupport,
    leastSupport,
    missingConcepts,
    missingRuns,
    askedMissing,
    (asksValue && value !== null) || hasForm(question, sentence) ? 0 : 1,
    Math.min(6, parts.length),
    sentence.features[5]!,
    spanScore,
    value === null ? 0 : Math.max(-3, Math.min(14, value.score)),
    isValue,
    question.kind === "yesno" ? 1 : 0,
    isOpen,
    question.inherited.concepts.length + question.inherited.places.length > 0 ? 1 : 0,
    /[\u4e00-\u9fff]/u.test(question.folded) ? 0 : 1,
    sentence.features[15]!,
    question.kind === "why" && hasForm(question, sentence) ? 1 : 0,
    isValue * ownSupport,
    isValue * leastSupport,
    isValue * missingConcepts,
    isValue * missingRuns,
    isValue * askedMissing,
    isOpen * spanScore,
    isOpen * missingConcepts,
    unknown / Math.max(1, parts.length),
    Math.min(2, question.unknownWords.filter((word) => /[가-힣]/u.test(word)).length),
    question.places.length === 0 ? 1 : 0,
    leastSupport === 1 || parts.length === 0 ? 1 : 0,
    (1 - isValue) * parts.filter(({ support }) => support === 1).length,
    marginOf(value, values),
    ...(value === null ? answerForms(foldedAnswer(table, statement), question) : ANSWER_FORMS.map(() => 0)),
    ...SIGNS_AT.map((at) => value?.features[at] ?? 0),
  ];
}
