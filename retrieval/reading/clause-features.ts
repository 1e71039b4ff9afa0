import type { CorpusTable } from "../corpus-table.ts";
import type { Question } from "../question/question.ts";
import { logOdds } from "./linear-model.ts";
import { formFeatures } from "./clause-forms.ts";
import { besideAsking, partsOf, type QuestionPart, rarityOf, shareIn, supportBy } from "./question-parts.ts";
import type { QuestionWeights } from "./question-weights.ts";
import { scopeOf, type TextScope } from "./scope.ts";
import type { SentenceCandidate } from "./sentences.ts";
import type { SpanCandidate } from "./spans.ts";

/** Features of a run of clauses in the order of its vector; 0 or 1 where nothing else is said. */
export const CLAUSE_FEATURES = [
  // Log-odds that the sentence answers; the share of the best spans that the run holds; the log of that per length.
  "sentence",
  "held",
  "density",
  // 0 to 1: share of what the question is about in the run, the sentence, the texts around it; by weight.
  "inRun",
  "inSentence",
  "inScope",
  // The same by how few of the sentences name it.
  "rareInRun",
  "rareInSentence",
  // In the clause right before the run, of what the run has not.
  "justBefore",
  // Of what stands beside the word that asks, in the run and in the sentence; 0.5 where nothing does.
  "askedInRun",
  "askedInSentence",
  // Share of the run's characters that the question has too.
  "said",
  // Logs of the length, and of how far it is beyond 60.
  "length",
  "beyond",
  "clauses",
  "startsSentence",
  "endsSentence",
  // Whether it has the form that its kind of answer takes.
  "who",
  "why",
  "how",
  "where",
  "when",
  "list",
  "names",
  "titles",
  "figures",
  "otherPolarity",
] as const;

/** One clause of a sentence or some that follow each other; absolute positions. */
export interface MeasuredRun {
  start: number;
  end: number;
  sentence: SentenceCandidate;
  features: number[];
}

/** Spans that vote, and how sharply their scores part them: softmax(score / .06). */
const VOTERS = 120;
const TEMPERATURE = 0.06;
/** Most clauses of a run, and its greatest length in code units unless it is one clause. */
const MOST_CLAUSES = 4;
const MOST_LENGTH = 140;
const SHORT = 60;

/** What of the question the features look at, computed once. */
export interface ClauseAsked {
  question: Question;
  parts: readonly QuestionPart[];
  /** Weights of the parts, and of those that stand beside the word that asks; null when none does. */
  plain: readonly number[];
  beside: readonly number[] | null;
  weights: QuestionWeights;
  /** The best spans, with the weight of each. */
  votes: readonly { start: number; end: number; weight: number }[];
}

export function clauseAsked(
  question: Question,
  weights: QuestionWeights,
  spans: readonly SpanCandidate[],
): ClauseAsked {
  const top = spans[0]?.score ?? 0;
  const votes = spans
    .slice(0, VOTERS)
    .map(({ start, end, score }) => ({ start, end, weight: Math.exp((score - top) / TEMPERATURE) }));
  const total = votes.reduce((sum, { weight }) => sum + weight, 0);
  for (const vote of votes) vote.weight /= total;
  const parts = partsOf(question).filter(({ alternatives }) => alternatives.length > 0);
  const isBeside = besideAsking(question.folded);
  const beside = parts.map((part) => (isBeside(part) ? part.weight : 0));
  return {
    question,
    weights,
    votes,
    parts,
    plain: parts.map(({ weight }) => weight),
    beside: beside.some((weight) => weight > 0) ? beside : null,
  };
}

/** The runs of clauses of sentences with their features. */
export function measureClauses(
  sentences: readonly SentenceCandidate[],
  all: readonly SentenceCandidate[],
  asked: ClauseAsked,
  table: CorpusTable,
): MeasuredRun[] {
  const { parts } = asked;
  const rarity = rarityOf(parts, all);
  return sentences.flatMap((sentence) => measureSentence(sentence, rarity, asked, table));
}

/** 0 to 1: how much of each part of the question a text holds. What a section says is of the place that its heading names. */
function sharesIn(text: string, parts: readonly QuestionPart[], { section }: TextScope): number[] {
  return parts.map((part) => shareIn(part.kind === "place" ? section : text, part));
}

function measureSentence(
  sentence: SentenceCandidate,
  rarity: readonly number[],
  asked: ClauseAsked,
  table: CorpusTable,
): MeasuredRun[] {
  const { folded, start: origin } = sentence;
  const { parts, question } = asked;
  const clauses = clausesOf(folded);
  const { plain, beside } = asked;
  const scope = scopeOf(table, sentence);
  const logit = logOdds(sentence.probability);
  const inSentence = sharesIn(folded, parts, scope);
  const around = [
    share(inSentence, plain),
    share(
      parts.map((part) => supportBy(scope, part)),
      plain,
    ),
  ];
  const besideInSentence = beside === null ? 0.5 : share(inSentence, beside);
  const rareInSentence = share(inSentence, rarity);
  const [held, said] = sums(sentence, asked);
  const sharesOf = (from: number, to: number) => sharesIn(folded.slice(from, to), parts, scope);
  const runs: MeasuredRun[] = [];
  for (const [first, { start }] of clauses.entries()) {
    const before = first === 0 ? null : sharesOf(clauses[first - 1]!.start, start);
    for (let last = first; last < Math.min(clauses.length, first + MOST_CLAUSES); last++) {
      const { end } = clauses[last]!;
      const length = end - start;
      if (last > first && length > MOST_LENGTH) break;
      const text = folded.slice(start, end);
      const inRun = sharesOf(start, end);
      const inside = held[end]! - held[start]!;
      const features = [
        logit,
        inside,
        Math.log(0.01 + (inside * SHORT) / length),
        share(inRun, plain),
        ...around,
        share(inRun, rarity),
        rareInSentence,
        before === null
          ? 0
          : share(
              before.map((one, part) => Math.max(0, one - inRun[part]!)),
              plain,
            ),
        beside === null ? 0.5 : share(inRun, beside),
        besideInSentence,
        (said[end]! - said[start]!) / length,
        Math.log(length),
        Math.max(0, Math.log(length / SHORT)),
        last - first,
        Number(first === 0),
        Number(last === clauses.length - 1),
        ...formFeatures(text, question),
      ];
      runs.push({ start: origin + start, end: origin + end, sentence, features });
    }
  }
  return runs;
}

/** The share of the weights that goes to what is there. */
function share(there: readonly number[], weights: readonly number[]): number {
  let [sum, total] = [0, 1e-6];
  for (const [at, weight] of weights.entries()) {
    sum += there[at]! * weight;
    total += weight;
  }
  return sum / total;
}

const CLAUSE_END = /[,;。!?:]/u;

/** The clauses of a sentence, without the mark that ends each. */
function clausesOf(folded: string): { start: number; end: number }[] {
  const clauses: { start: number; end: number }[] = [];
  for (let at = 0, start = 0; at <= folded.length; at++) {
    if (at < folded.length && !CLAUSE_END.test(folded[at]!)) continue;
    if (at > start) clauses.push({ start, end: at });
    start = at + 1;
  }
  return clauses;
}

/** Running sums over a sentence: of the votes of spans, and of characters that the question has too. */
function sums({ folded, start: origin }: SentenceCandidate, { votes, weights }: ClauseAsked) {
  const slopes = new Float64Array(folded.length + 1);
  for (const { start, end, weight } of votes) {
    const [from, to] = [Math.max(0, start - origin), Math.min(folded.length, end - origin)];
    if (from >= to) continue;
    slopes[from]! += weight / (end - start);
    slopes[to]! -= weight / (end - start);
  }
  const held = new Float64Array(folded.length + 1);
  const said = new Uint16Array(folded.length + 1);
  for (let at = 0, slope = 0; at < folded.length; at++) {
    slope += slopes[at]!;
    held[at + 1] = held[at]! + slope;
    said[at + 1] = said[at]! + (weights.rankOf(folded.charCodeAt(at)) === 0 ? 0 : 1);
  }
  return [held, said] as const;
}
