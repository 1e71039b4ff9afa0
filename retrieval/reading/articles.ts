import type { CorpusTable } from "../corpus-table.ts";
import { distinctBigrams, unitsOf } from "../lexical/grams.ts";
import { DIGIT, fold, foldTables, LETTER } from "../normalise.ts";
import type { Postings } from "../lexical/postings.ts";
import type { LexicalScores } from "../lexical/bm25.ts";
import { GramCounter, type GramCounts } from "./gram-counter.ts";
import type { QuestionWeights } from "./question-weights.ts";
import type { ScoredPassage, SentenceCandidate } from "./sentences.ts";

/** An article that may hold the answer. */
export interface ArticleCandidate {
  article: number;
  best: ScoredPassage;
  features: Float32Array;
  /** Estimated probability that it holds the answer. */
  probability: number;
  /** Estimated probability that it, of the candidates, is the one that answers: 1 over all of them. */
  share: number;
  /** What it adds to the score of its spans. */
  standing: number;
}

export const ARTICLE_FEATURES = [
  "passageShare",
  "passageMargin",
  "articleShare",
  "articleMargin",
  "passageNorm",
  "articleCoverage",
  "passageCoverage",
  "unitCoverage",
  "rarestMissing",
  "numberCoverage",
  "secondPassage",
  "length",
  "rank",
  "questionLength",
  "bestSentence",
  "bestSentenceCoverage",
  "bestContextCoverage",
  "longestRun",
  "coverageMargin",
  "corpusSize",
  "placesFound",
  "placesInTitle",
  "titleCoverage",
  "titleCoverageMargin",
] as const;

/** How many articles are compared; the right one is among the first five for 96 % of the policy questions. */
const MOST_ARTICLES = 6;

export interface ArticleInput {
  /** Short names of the places that the question names. */
  places: readonly string[];
  table: CorpusTable;
  postings: Postings;
  weights: QuestionWeights;
  /** Of each candidate, which bigrams of the question it holds: not 0. */
  held: readonly GramCounts[];
  scores: LexicalScores;
  /** Best first. */
  passages: ScoredPassage[];
}

/** The articles of the best passages, best first. */
export function candidateArticles(passages: ScoredPassage[]): ArticleCandidate[] {
  const candidates = new Map<number, ArticleCandidate>();
  for (const best of passages) {
    if (candidates.has(best.article)) continue;
    candidates.set(best.article, {
      article: best.article,
      best,
      features: new Float32Array(ARTICLE_FEATURES.length),
      probability: 0,
      share: 0,
      standing: 0,
    });
    if (candidates.size === MOST_ARTICLES) break;
  }
  return [...candidates.values()];
}

/** Computes the candidates' features in place; `sentences` are those of all candidates. */
export function measureArticles(
  candidates: ArticleCandidate[],
  sentences: SentenceCandidate[],
  input: ArticleInput,
): void {
  const { scores, passages, weights, table, postings } = input;
  const bestScore = passages[0]?.score ?? 1;
  const bestArticle = Math.max(1e-6, ...candidates.map(({ article }) => scores.article[article]!));
  for (const [rank, candidate] of candidates.entries()) {
    const { article, best, features: f } = candidate;
    const other = passages.find((passage) => passage.article !== article)?.score ?? 0;
    const second = passages.find((passage) => passage.article === article && passage.passage !== best.passage);
    const otherArticle = Math.max(
      0,
      ...candidates.filter((one) => one !== candidate).map((one) => scores.article[one.article]!),
    );
    const held = input.held[rank]!;
    const coverage = coverageOf(input, held, best.passage);
    f[0] = best.score / bestScore;
    f[1] = (best.score - other) / Math.max(1e-6, best.score);
    f[2] = scores.article[article]! / bestArticle;
    f[3] = (scores.article[article]! - otherArticle) / bestArticle;
    f[4] = best.score / Math.max(1e-6, 2 * weights.bigramTotal);
    f[5] = coverage.article;
    f[6] = coverage.passage;
    f[7] = unitCoverage(input, best.passage);
    f[8] = coverage.rarestMissing;
    f[9] = coverage.numbers;
    f[10] = second === undefined ? 0 : second.score / best.score;
    f[11] = Math.log(postings.articleLength[article]! + 1);
    f[12] = rank;
    f[13] = weights.grams.length;
    f[19] = Math.log(table.passageArticle.length);
    const { title } = table.articles[article]!;
    f[20] = shareOf(input.places, (place) => holdsAll(weights, held, place));
    f[21] = shareOf(input.places, (place) => fold(title).includes(place));
    f[22] = titleCoverage(title, weights);
  }
  measureSentences(candidates, sentences);
  for (const { features: f } of candidates) {
    const others = candidates.filter((one) => one.features !== f).map((one) => one.features[5]!);
    f[18] = f[5]! - Math.max(0, ...others);
    f[23] = f[22]! - Math.max(0, ...candidates.filter((one) => one.features !== f).map((one) => one.features[22]!));
  }
}

function shareOf(items: readonly string[], holds: (item: string) => boolean): number {
  return items.length === 0 ? 0.5 : items.filter(holds).length / items.length;
}

/** How often the question's bigrams stand in a passage with its title and heading, as it is indexed. */
function countPassage({ table, weights }: ArticleInput, passage: number): GramCounts {
  const counter = new GramCounter(weights);
  const counts = counter.none();
  const first = table.passageFirst[passage]!;
  const section = table.sentenceSection[first]!;
  counter.count(counts, table.text, table.sentenceStart[first], table.sentenceEnd[table.passageLast[passage]!]);
  counter.count(counts, table.text, table.headingStart[section], table.headingEnd[section]);
  counter.count(counts, unitsOf(table.articles[table.passageArticle[passage]!]!.title));
  return counts;
}

/** Whether every bigram of a word that the question names was counted. */
function holdsAll(weights: QuestionWeights, held: GramCounts, word: string): boolean {
  return distinctBigrams(word).every((gram) => {
    const rank = weights.bigramAfter(weights.rankOf(gram >>> 16), gram & 0xffff);
    return rank >= 0 && held[rank]! > 0;
  });
}

function titleCoverage(title: string, weights: QuestionWeights): number {
  const counter = new GramCounter(weights);
  const held = counter.none();
  counter.count(held, unitsOf(title));
  let covered = 0;
  for (let rank = 0; rank < held.length; rank++) if (held[rank]! > 0) covered += weights.worths[rank]!;
  return covered / Math.max(1e-6, weights.bigramTotal);
}

function measureSentences(candidates: ArticleCandidate[], sentences: SentenceCandidate[]): void {
  const byArticle = new Map(candidates.map((candidate) => [candidate.article, candidate.features]));
  for (const { article, features } of sentences) {
    const f = byArticle.get(article);
    if (f === undefined) continue;
    f[14] = Math.max(f[14]!, features[2]!);
    f[15] = Math.max(f[15]!, features[5]!);
    f[16] = Math.max(f[16]!, features[6]!);
    f[17] = Math.max(f[17]!, features[7]!);
  }
}

/** Shares of the question's idf that stand in the article and in its best passage, title and headings included. */
function coverageOf(input: ArticleInput, held: GramCounts, best: number) {
  const { weights } = input;
  const { kind } = foldTables();
  const inBest = countPassage(input, best);
  let [inArticle, inPassage, missing, numbers, numbersFound, rarest] = [0, 0, 0, 0, 0, 1e-6];
  for (const [rank, gram] of weights.grams.entries()) {
    const worth = weights.worths[rank]!;
    const found = held[rank]! > 0;
    const isNumber = [gram >>> 16, gram & 0xffff].some((unit) => kind[unit] === DIGIT || kind[unit] === LETTER);
    if (isNumber) numbers += worth;
    if (isNumber && found) numbersFound += worth;
    rarest = Math.max(rarest, worth);
    if (!found) missing = Math.max(missing, worth);
    else inArticle += worth;
    if (inBest[rank]! > 0) inPassage += worth;
  }
  const total = Math.max(1e-6, weights.bigramTotal);
  return {
    article: inArticle / total,
    passage: inPassage / total,
    rarestMissing: missing / rarest,
    numbers: numbers === 0 ? 0.5 : numbersFound / numbers,
  };
}

function unitCoverage({ table, weights }: ArticleInput, passage: number): number {
  const { fold } = foldTables();
  const seen = new Uint8Array(weights.unitWorths.length);
  const end = table.sentenceEnd[table.passageLast[passage]!]!;
  let covered = 0;
  for (let index = table.sentenceStart[table.passageFirst[passage]!]!; index < end; index++) {
    const rank = weights.rankOf(fold[table.text[index]!]!);
    if (rank === 0 || seen[rank] === 1) continue;
    seen[rank] = 1;
    covered += weights.unitWorths[rank]!;
  }
  return covered / Math.max(1e-6, weights.unitTotal);
}
