import type { CorpusTable } from "../corpus-table.ts";
import { foldedTextOf, foldTables, UnitClass } from "../normalise.ts";
import type { AnswerKind } from "../question/kind.ts";
import { type GramCounts, GramCounter } from "./gram-counter.ts";
import { LocalCoverage } from "./local-coverage.ts";
import { SentenceContext } from "./sentence-context.ts";
import type { QuestionWeights } from "./question-weights.ts";
import { compareWithinArticles, describe, SENTENCE_FEATURES } from "./sentence-features.ts";

/** A sentence that may hold the answer. */
export interface SentenceCandidate {
  /** Row in the corpus table. */
  sentence: number;
  article: number;
  /** Row of its section: what answers never runs on under the next heading. */
  section: number;
  /** Absolute positions. */
  start: number;
  end: number;
  folded: string;
  /** Score of its passage divided by the best passage's. */
  passageShare: number;
  features: Float32Array;
  /** Estimated probability that it holds the answer or a good part of it. */
  probability: number;
}

/** A passage that reached the reader, with its retrieval score. */
export interface ScoredPassage {
  passage: number;
  article: number;
  score: number;
}

/** How many sentences go on to the model: more add time and no recall (70 hold 98 % of the answers within five articles). */
const MOST_CANDIDATES = 70;

export interface ReadingInput {
  table: CorpusTable;
  weights: QuestionWeights;
  kind: AnswerKind;
  /** Numbers and dates of the folded question. */
  numbers: string[];
  /** Best first. */
  passages: ScoredPassage[];
  /** Article rows, best first. */
  articles: number[];
}

/** The candidates, and what their articles hold of the question. */
export interface CountedSentences {
  sentences: SentenceCandidate[];
  /** For each article given, which bigrams of the question stand in it, its title and headings included: not 0. */
  held: GramCounts[];
}

/**
 * All sentences of the articles given, the most promising first kept, with their features. Hundreds are looked at for
 * each question: they are measured where they stand in the corpus, and only those kept become texts and objects.
 */
export function sentenceCandidates(input: ReadingInput): CountedSentences {
  const all: MeasuredSentence[] = [];
  const passageRank = new Map(input.passages.map(({ passage }, rank) => [passage, rank]));
  const held = input.articles.map((article) => measureArticle(input, article, passageRank, all));
  normalise(all);
  compareWithinArticles(all);
  // In the order of the articles given, and in text order within each.
  return { sentences: mostPromising(all).map((measured) => candidateOf(measured, input)), held };
}

/** A sentence that has been measured, with its features so far. */
interface MeasuredSentence {
  sentence: number;
  article: number;
  passageShare: number;
  /** BM25 of the sentence alone, and with its title and heading. */
  own: number;
  inContext: number;
  features: Float32Array;
}

/** Used for one question after the other: made anew for each, they would be a sixth of its garbage. */
const pool: MeasuredSentence[] = [];

/** One of the pool, with what it measured last. */
function measuredAt(index: number): MeasuredSentence {
  if (index === pool.length) {
    const features = new Float32Array(SENTENCE_FEATURES.length);
    pool.push({ sentence: 0, article: 0, passageShare: 0.5, own: 0.5, inContext: 0.5, features });
  }
  return pool[index]!;
}

function measureArticle(
  input: ReadingInput,
  article: number,
  passageRank: ReadonlyMap<number, number>,
  all: MeasuredSentence[],
): GramCounts {
  const { table, weights, passages } = input;
  const { text, sentenceStart, sentenceEnd, sentenceSection } = table;
  const from = all.length;
  const best = passages[0]?.score ?? 1;
  const counter = new GramCounter(weights);
  const context = new SentenceContext(table, article, counter);
  let clause = { at: 0, coverage: 0 };
  let section = -1;
  let [own, previous] = [counter.none(), counter.none()];
  const held = counter.none();
  const local = new LocalCoverage(weights, sentenceCount(table, article));
  for (let passage = table.firstPassage[article]!; passage < table.firstPassage[article + 1]!; passage++) {
    const rank = passageRank.get(passage);
    const passageShare = rank === undefined ? 0 : passages[rank]!.score / best;
    for (let sentence = table.passageFirst[passage]!; sentence <= table.passageLast[passage]!; sentence++) {
      if (sentenceSection[sentence] !== section) {
        section = sentenceSection[sentence]!;
        clause = { at: sentence, coverage: 0 };
        context.enterSection(section);
      }
      const [start, end] = [sentenceStart[sentence]!, sentenceEnd[sentence]!];
      own.fill(0);
      counter.count(own, text, start, end);
      const measured = measuredAt(all.length);
      const f = measured.features;
      for (let gram = 0; gram < held.length; gram++) held[gram]! |= own[gram]! | context.counts[gram]!;
      const shared = counter.measure({ counts: own, length: end - start }, context, previous);
      f[0] = passageShare;
      f[5] = shared.coverage;
      f[6] = shared.contextCoverage;
      f[21] = Math.min(50, rank ?? 50);
      f[22] = shared.neighbourCoverage;
      f[34] = shared.novelCoverage;
      local.add(own);
      f[23] = clause.coverage;
      f[24] = Math.min(20, sentence - clause.at);
      if (isClauseHeading(table, start, end)) {
        clause = { at: sentence, coverage: f[5] };
        context.enterClause(start, end);
        f[25] = 1;
      } else f[25] = 0;
      measured.sentence = sentence;
      measured.article = article;
      measured.passageShare = passageShare;
      measured.own = shared.own;
      measured.inContext = shared.inContext;
      all.push(measured);
      [own, previous] = [previous, own];
    }
  }
  linkNeighbours(table, all, from);
  local.forEach(({ own: share, near, ofBest }, at) => {
    const f = all[from + at]!.features;
    f[31] = share;
    f[32] = near;
    f[33] = ofBest;
  });
  return held;
}

function sentenceCount({ firstPassage, passageFirst, passageLast }: CorpusTable, article: number): number {
  const [first, next] = [firstPassage[article]!, firstPassage[article + 1]!];
  return first === next ? 0 : passageLast[next - 1]! - passageFirst[first]! + 1;
}

/** Those that go on, in the order given; of equals at the bar, the first of the corpus. */
function mostPromising(all: readonly MeasuredSentence[]): readonly MeasuredSentence[] {
  if (all.length <= MOST_CANDIDATES) return all;
  const promises = new Float64Array(all.length);
  for (let at = 0; at < all.length; at++) {
    const f = all[at]!.features;
    promises[at] = f[1]! + f[2]! + 0.5 * f[3]! + f[0]!;
  }
  // Numbers sort ten times faster without a function that compares.
  const bar = promises.toSorted()[all.length - MOST_CANDIDATES]!;
  const above = all.filter((_, at) => promises[at]! > bar);
  const equal = all.filter((_, at) => promises[at] === bar).toSorted((one, other) => one.sentence - other.sentence);
  const kept = new Set([...above, ...equal.slice(0, MOST_CANDIDATES - above.length)]);
  return all.filter((measured) => kept.has(measured));
}

function candidateOf(measured: MeasuredSentence, input: ReadingInput) {
  const { sentence, article, passageShare } = measured;
  const features = measured.features.slice();
  const { table } = input;
  const start = table.sentenceStart[sentence]!;
  const end = table.sentenceEnd[sentence]!;
  const folded = foldedTextOf(table.text, start, end);
  const section = table.sentenceSection[sentence]!;
  describe(folded, features, input);
  return { sentence, article, section, start, end, folded, passageShare, features, probability: 0 };
}

/** 一、… (二)… 3.… 第四条: a short line that heads the clauses after it. */
const CLAUSE_HEADING = /^(第?[一二三四五六七八九十]+[、条章.]|\(?[一二三四五六七八九十\d]{1,3}[)、.])/;
const CLAUSE_HEADING_FIRST = new UnitClass(/[第一二三四五六七八九十(\d]/u);
/** Longest clause heading, and longest line without a stop that is taken for one, in code units. */
const HEADING_LENGTH = 60;
const BARE_HEADING_LENGTH = 30;
const STOPS = new UnitClass(/[。!?;,]/u);
const COLON = ":".charCodeAt(0);

function isClauseHeading({ text }: CorpusTable, start: number, end: number): boolean {
  const length = end - start;
  if (length > HEADING_LENGTH) return false;
  const { fold: folding } = foldTables();
  if (length <= BARE_HEADING_LENGTH && !STOPS.has(folding[text[end - 1]!]!)) return true;
  // Few begin like one: a string is made for those only.
  return CLAUSE_HEADING_FIRST.has(folding[text[start]!]!) && CLAUSE_HEADING.test(foldedTextOf(text, start, end));
}

function linkNeighbours({ text, sentenceEnd }: CorpusTable, all: MeasuredSentence[], from: number): void {
  const { fold: folding } = foldTables();
  const count = all.length - from;
  for (let index = from; index < all.length; index++) {
    const f = all[index]!.features;
    const before = index > from ? all[index - 1]! : undefined;
    f[3] = before?.own ?? 0;
    f[4] = all[index + 1]?.own ?? 0;
    f[11] = (index - from) / count;
    f[12] = index === from ? 1 : 0;
    f[17] = before !== undefined && folding[text[sentenceEnd[before.sentence]! - 1]!] === COLON ? 1 : 0;
  }
}

/** Scores become shares of the question's best, comparable between questions. */
function normalise(all: MeasuredSentence[]): void {
  let own = 1e-6;
  let inContext = 1e-6;
  for (const candidate of all) {
    own = Math.max(own, candidate.own);
    inContext = Math.max(inContext, candidate.inContext);
  }
  for (const candidate of all) {
    const f = candidate.features;
    f[1] = candidate.own / own;
    f[2] = candidate.inContext / inContext;
    f[3]! /= own;
    f[4]! /= own;
  }
}
