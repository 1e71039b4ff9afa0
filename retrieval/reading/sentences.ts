import { type CorpusTable, textAt } from "../corpus-table.ts";
import { fold } from "../normalise.ts";
import type { AnswerKind } from "../question/kind.ts";
import { GramCounter } from "./gram-counter.ts";
import type { QuestionWeights } from "./question-weights.ts";
import { describe, SENTENCE_FEATURES } from "./sentence-features.ts";

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
  /** BM25 of the sentence alone, and with its title and heading. */
  own: number;
  inContext: number;
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

/** All sentences of the articles given, the most promising first kept, with their features. */
export function sentenceCandidates(input: ReadingInput): SentenceCandidate[] {
  const { table } = input;
  const passageRank = new Map(input.passages.map(({ passage }, rank) => [passage, rank]));
  const best = input.passages[0]?.score ?? 1;
  const all: SentenceCandidate[] = [];
  for (const article of input.articles) {
    const from = all.length;
    const title = fold(table.articles[article]!.title);
    const inTitle = new GramCounter(input.weights).count(title);
    let heading = { section: -1, folded: "" };
    let clause = { folded: "", at: 0, coverage: 0 };
    let context = contextOf(heading.folded, clause.folded, inTitle, input);
    let previous = new GramCounter(input.weights);
    for (let passage = table.firstPassage[article]!; passage < table.firstPassage[article + 1]!; passage++) {
      const rank = passageRank.get(passage);
      const share = rank === undefined ? 0 : input.passages[rank]!.score / best;
      for (let sentence = table.passageFirst[passage]!; sentence <= table.passageLast[passage]!; sentence++) {
        const section = table.sentenceSection[sentence]!;
        if (section !== heading.section) {
          heading = { section, folded: fold(textAt(table, table.headingStart[section]!, table.headingEnd[section]!)) };
          clause = { folded: "", at: sentence, coverage: 0 };
          context = contextOf(heading.folded, clause.folded, inTitle, input);
        }
        const candidate = newCandidate(table, article, sentence, share);
        const counted = measure(candidate, input, context);
        const f = candidate.features;
        f[22] = new GramCounter(input.weights, previous).add(counted).coverage();
        f[23] = clause.coverage;
        f[24] = Math.min(20, sentence - clause.at);
        previous = counted;
        if (isClauseHeading(candidate.folded)) {
          clause = { folded: candidate.folded, at: sentence, coverage: f[5]! };
          context = contextOf(heading.folded, clause.folded, inTitle, input);
          f[25] = 1;
        }
        f[21] = Math.min(50, rank ?? 50);
        all.push(candidate);
      }
    }
    linkNeighbours(all, from);
  }
  normalise(all);
  const kept = all.sort((a, b) => promise(b) - promise(a) || a.sentence - b.sentence).slice(0, MOST_CANDIDATES);
  for (const candidate of kept) describe(candidate.folded, candidate.features, input);
  return kept.sort(
    (a, b) => input.articles.indexOf(a.article) - input.articles.indexOf(b.article) || a.sentence - b.sentence,
  );
}

/** Title, heading and clause heading over a sentence, counted once for all that follow. */
function contextOf(heading: string, clause: string, inTitle: GramCounter, { weights }: ReadingInput) {
  const folded = heading + "\n" + clause;
  return { counter: new GramCounter(weights, inTitle).count(folded), length: folded.length };
}

function promise(candidate: SentenceCandidate): number {
  const [share, own, inContext, previous] = candidate.features;
  return own! + inContext! + 0.5 * previous! + share!;
}

function newCandidate(table: CorpusTable, article: number, sentence: number, passageShare: number): SentenceCandidate {
  const start = table.sentenceStart[sentence]!;
  const end = table.sentenceEnd[sentence]!;
  const folded = fold(textAt(table, start, end));
  const features = new Float32Array(SENTENCE_FEATURES.length);
  const section = table.sentenceSection[sentence]!;
  return {
    sentence,
    article,
    section,
    start,
    end,
    folded,
    passageShare,
    own: 0,
    inContext: 0,
    features,
    probability: 0,
  };
}

/** 一、… (二)… 3.… 第四条: a short line that heads the clauses after it. */
const CLAUSE_HEADING = /^(第?[一二三四五六七八九十]+[、条章.]|\(?[一二三四五六七八九十\d]{1,3}[)、.])/;
/** Longest clause heading, and longest line without a stop that is taken for one, in code units. */
const HEADING_LENGTH = 60;
const BARE_HEADING_LENGTH = 30;

function isClauseHeading(folded: string): boolean {
  if (folded.length > HEADING_LENGTH) return false;
  return CLAUSE_HEADING.test(folded) || (folded.length <= BARE_HEADING_LENGTH && !/[。!?;,]$/.test(folded));
}

function measure(
  candidate: SentenceCandidate,
  input: ReadingInput,
  context: { counter: GramCounter; length: number },
): GramCounter {
  const { folded, features: f } = candidate;
  const { weights } = input;
  const own = new GramCounter(weights).count(folded);
  const inContext = new GramCounter(weights, context.counter).add(own);
  candidate.own = own.bm25(folded.length);
  candidate.inContext = inContext.bm25(folded.length + context.length);
  f[0] = candidate.passageShare;
  f[5] = own.coverage();
  f[6] = inContext.coverage();
  return own;
}

function linkNeighbours(all: SentenceCandidate[], from: number): void {
  const count = all.length - from;
  for (let index = from; index < all.length; index++) {
    const f = all[index]!.features;
    const before = index > from ? all[index - 1]! : undefined;
    f[3] = before?.own ?? 0;
    f[4] = all[index + 1]?.own ?? 0;
    f[11] = (index - from) / count;
    f[12] = index === from ? 1 : 0;
    f[17] = before !== undefined && /[::]$/.test(before.folded) ? 1 : 0;
  }
}

/** Scores become shares of the question's best, comparable between questions. */
function normalise(all: SentenceCandidate[]): void {
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
