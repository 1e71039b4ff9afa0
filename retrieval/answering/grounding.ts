import { readFileSync } from "node:fs";
import type { CorpusTable } from "../corpus-table.ts";
import { distinctBigrams } from "../lexical/grams.ts";
import type { PlaceMention } from "../lexicon/lexicon.ts";
import type { Question } from "../question/question.ts";
import { type AnswerKind, INTERROGATIVES } from "../question/kind.ts";
import { subjectRuns } from "../question/subject-words.ts";
import type { LinearModel } from "../reading/models.ts";
import type { Reading } from "../reading/reader.ts";
import type { SentenceCandidate } from "../reading/sentences.ts";
import { isValueKind } from "../reading/values.ts";
import { scopeOf } from "./places.ts";

/** Up to so many articles, grounding decides on its own; with more, how far an article stands out says more. */
export const FEW_ARTICLES = 30;

/** What `npm run fit` writes: a logistic model fitted on gold questions. */
export const GROUNDING_FILE = new URL("grounding.json", import.meta.url);

let model: LinearModel | undefined;

/** The grounding model that ships, read on first use. */
export function groundingModel(): LinearModel {
  model ??= JSON.parse(readFileSync(GROUNDING_FILE, "utf8")) as LinearModel;
  return model;
}

/** What tells whether an answer rests on its text, where few articles make frequencies and margins meaningless. */
export const GROUNDING_FEATURES = [
  "ownSupport",
  "leastSupport",
  "missingConcepts",
  "missingRuns",
  "absentRuns",
  "askedMissing",
  "askedSupport",
  "formMissing",
  "unknownWords",
  "subjects",
  "ownCoverage",
  "spanScore",
  "valueScore",
  "isValue",
  "isYesNo",
  "isOpen",
  "isFollowUp",
  "crossesLanguages",
  // Products: a value needs other support than a sentence that is shown as a whole (AUROC .920 -> .936, by cross-validation).
  "valueOwnSupport",
  "valueLeastSupport",
  "valueMissingConcepts",
  "valueMissingRuns",
  "valueAskedMissing",
  "openSpanScore",
  "openMissingConcepts",
  "openAskedMissing",
  "ownSupportSquared",
  "unknownShare",
] as const;

/** A concept's word in the section but not in the sentence or beside it supports it this much. */
const NEAR = 0.8;
const SECTION = 0.5;
const PLACE_WEIGHT = 1.5;
/** What is said before the clause that asks counts this much. */
const ASIDE = 0.3;
/** A foreign word that the glossary does not know: what it means may be all that matters. */
const UNKNOWN_WEIGHT = 1.2;

interface Part {
  weight: number;
  /** 0 to 1: the sentence, what stands beside it, or its section shares it. */
  support: number;
  kind: "place" | "concept" | "run" | "unknown";
  /** Where it stands in the question. */
  start: number;
  end: number;
}

/** What asks, in three languages. */
const ASKING = new RegExp(
  `${INTERROGATIVES.source}|几|\\b(?:when|what|which|who|where|why|how(?: (?:many|much|long|often))?|is|are|do|does|did|can|will)\\b|언제|몇|얼마|어디|누가|누구|어떻게|무엇|무슨|어떤|왜|뭐`,
  "gu",
);
/** What stands so near to what asks, in code units, says what is asked of the thing: 有没有年龄限制. */
const BESIDE = 4;

/** Weight of the parts beside what asks. */
function askedBy(parts: readonly Part[], { folded }: Question, share: (part: Part) => number): number {
  const asking = Array.from(folded.matchAll(ASKING), ({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
  }));
  if (asking.length === 0) return 0;
  const isBeside = ({ start, end }: Part) =>
    asking.some((one) => start - one.end <= BESIDE && one.start - end <= BESIDE);
  return parts.filter(isBeside).reduce((sum, part) => sum + part.weight * share(part), 0);
}

/** The form that an answer of a kind takes in a text, for kinds without values. */
const FORMS: Partial<Record<AnswerKind, RegExp>> = {
  why: /由于|因|鉴于|受.{1,12}影响|为了|为[^,。]{2,14}[,。]|根据|随着/u,
  where: /在[^,。]{2,}|于[^,。]{2,}|[省市州县区镇乡村路街号楼站场处]/u,
  who: /公司|集团|[局厅委部院厂会校队站]|中心|银行|企业|人员|领导|药业|政府|单位|矿业|服饰|[\u4e00-\u9fff]{2,4}(?:先生|女士|主任|书记|市长|局长)/u,
  how: /通过|利用|采取|可|按|根据|协调|组织|严格|实行|提供|使用|须|应|要求|用/u,
};

function hasForm({ kind }: Question, { folded }: SentenceCandidate): boolean {
  return FORMS[kind]?.test(folded) ?? true;
}

/** The features of an answer cited from `sentence`; `value`: the score of the value that answers, or null. */
export function groundingFeatures(
  { evidence, spans }: Reading,
  table: CorpusTable,
  sentence: SentenceCandidate,
  value: number | null,
): number[] {
  const { question } = evidence;
  const parts = partsOf(table, question, sentence);
  const weight = Math.max(
    1e-6,
    parts.reduce((sum, part) => sum + part.weight, 0),
  );
  const sum = (of: (part: Part) => number) => parts.reduce((total, part) => total + of(part), 0);
  const missing = (kind: Part["kind"]) => sum((part) => (part.kind === kind ? part.weight * (1 - part.support) : 0));
  const asksValue = isValueKind(question.kind);
  const ownSupport = sum(({ weight: w, support }) => (support === 1 ? w : 0)) / weight;
  const leastSupport = parts.length === 0 ? 0 : Math.min(...parts.map(({ support }) => support));
  const missingConcepts = Math.min(3, missing("concept"));
  const missingRuns = Math.min(3, missing("run"));
  const askedMissing = Math.min(
    3,
    askedBy(parts, question, ({ support }) => 1 - support),
  );
  const spanScore = spans[0]?.score ?? 0;
  const unknown = Math.min(3, question.unknownWords.length);
  const isValue = asksValue && value !== null ? 1 : 0;
  const isOpen = asksValue ? 0 : 1;
  return [
    ownSupport,
    leastSupport,
    missingConcepts,
    missingRuns,
    Math.min(3, parts.filter(({ kind, support }) => kind === "run" && support === 0).length),
    askedMissing,
    Math.min(
      3,
      askedBy(parts, question, ({ support }) => support),
    ),
    hasForm(question, sentence) ? 0 : 1,
    unknown,
    Math.min(6, parts.length),
    sentence.features[5]!,
    spanScore,
    value === null ? 0 : Math.max(-5, Math.min(6, value)),
    isValue,
    question.kind === "yesno" ? 1 : 0,
    isOpen,
    question.inherited.concepts.length + question.inherited.places.length > 0 ? 1 : 0,
    /[\u4e00-\u9fff]/u.test(question.folded) ? 0 : 1,
    isValue * ownSupport,
    isValue * leastSupport,
    isValue * missingConcepts,
    isValue * missingRuns,
    isValue * askedMissing,
    isOpen * spanScore,
    isOpen * missingConcepts,
    isOpen * askedMissing,
    ownSupport ** 2,
    unknown / Math.max(1, parts.length),
  ];
}

/** What a question is about, and how far the text around a sentence shares it. */
function partsOf(table: CorpusTable, question: Question, sentence: SentenceCandidate): Part[] {
  const { own, near, section } = scopeOf(table, sentence);
  const inText = (words: string[]) => {
    if (words.some((word) => own.includes(word))) return 1;
    if (words.some((word) => near.includes(word))) return NEAR;
    return words.some((word) => section.includes(word)) ? SECTION : 0;
  };
  const place = ({ name, start, end }: PlaceMention): Part => ({
    kind: "place",
    weight: PLACE_WEIGHT,
    support: inText([name]),
    start,
    end,
  });
  const parts: Part[] = question.inherited.places.length > 0 ? [] : question.places.map(place);
  for (const { start, end, chinese } of question.concepts)
    parts.push({
      kind: "concept",
      weight: 1,
      support: inText([...chinese, question.folded.slice(start, end)]),
      start,
      end,
    });
  for (const { text, start } of subjectRuns(question)) {
    const bigrams = distinctBigrams(text).map((gram) => String.fromCharCode(gram >>> 16, gram & 0xffff));
    const support = bigrams.reduce((sum, bigram) => sum + inText([bigram]), 0) / bigrams.length;
    parts.push({
      kind: "run",
      weight: Math.min(2, bigrams.length / 2 + 0.5),
      support,
      start,
      end: start + text.length,
    });
  }
  for (const part of parts) if (part.start < question.askedFrom) part.weight *= ASIDE;
  for (const word of question.unknownWords) {
    const start = question.folded.indexOf(word);
    parts.push({ kind: "unknown", weight: UNKNOWN_WEIGHT, support: 0, start, end: start + word.length });
  }
  // A follow-up with no subject of its own has that of the question before.
  if (parts.length === 0) {
    parts.push(...question.inherited.places.map(place));
    for (const { chinese } of question.inherited.concepts)
      parts.push({ kind: "concept", weight: 1, support: inText(chinese), start: 0, end: 0 });
  }
  return parts;
}
