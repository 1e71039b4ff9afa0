import type { LexicalIndex } from "../corpus-index.ts";
import type { CorpusTable } from "../corpus-table.ts";
import { rankPassages } from "../lexical/rank.ts";
import { foldedTextOf } from "../normalise.ts";
import type { Question } from "../question/question.ts";
import type { Neighbour } from "../storage/vectors.ts";
import { type ArticleCandidate, candidateArticles, measureArticles } from "./articles.ts";
import type { CompiledForest } from "./forest.ts";
import { QuestionWeights } from "./question-weights.ts";
import { type ScoredPassage, type SentenceCandidate, sentenceCandidates } from "./sentences.ts";
import { type MeasuredSpans, spanCandidates } from "./spans.ts";

/** What the index offers for a question: articles, sentences and spans, judged stage by stage. */
export interface Evidence {
  question: Question;
  weights: QuestionWeights;
  /** Best first. */
  passages: ScoredPassage[];
  articles: ArticleCandidate[];
  /** In text order within each article. */
  sentences: SentenceCandidate[];
}

/** What the vectors propose, and what a similarity of 1 is worth: a share of the best lexical score. */
export interface DenseMatches {
  neighbours: readonly Neighbour[];
  weight: number;
}

/** Adds the vectors' neighbours to the lexical ranking: a complement, since either finds what the other cannot see. */
function fuse(ranked: ScoredPassage[], { neighbours, weight }: DenseMatches, table: CorpusTable): ScoredPassage[] {
  const unit = weight * (ranked[0]?.score ?? 1);
  const byPassage = new Map(ranked.map((one) => [one.passage, { ...one }]));
  for (const { row, similarity } of neighbours) {
    const known = byPassage.get(row);
    if (known === undefined)
      byPassage.set(row, { passage: row, article: table.passageArticle[row]!, score: unit * Math.max(0, similarity) });
    else known.score += unit * Math.max(0, similarity);
  }
  return [...byPassage.values()].sort((a, b) => b.score - a.score || a.passage - b.passage);
}

/** Collects the evidence for a question, not yet judged. `admits`: whether an article may be used. */
export function collectEvidence(
  { table, postings, scorer }: LexicalIndex,
  question: Question,
  admits: (article: number) => boolean,
  dense: DenseMatches | null = null,
): Evidence {
  const weights = new QuestionWeights(question.grams, postings);
  const units = weights.units;
  const scores = scorer.score(question.grams);
  const ranked = rankPassages(table, postings, scores, units, admits);
  const passages = dense === null ? ranked : fuse(ranked, dense, table);
  const articles = candidateArticles(passages);
  const { sentences, held } = sentenceCandidates({
    table,
    weights,
    kind: question.kind,
    numbers: question.numbers,
    passages,
    articles: articles.map(({ article }) => article),
  });
  measureArticles(articles, sentences, {
    held,
    table,
    postings,
    weights,
    scores,
    passages,
    places: question.places.map(({ name }) => name),
  });
  return { question, weights, passages, articles, sentences };
}

/** Of an article's log-probability in a span's score, unless one of the articles is chosen (article-choice.ts). */
const ARTICLE_WEIGHT = 0.1;

/** Sets the articles' probabilities, and what sentences and spans take from them. */
export function judgeArticles(evidence: Evidence, forest: CompiledForest): void {
  const logits = forest.evaluateAll(evidence.articles.map(({ features }) => features));
  const probabilities = logits.map(logistic);
  const total = probabilities.reduce((sum, probability) => sum + probability, 0);
  for (const [index, candidate] of evidence.articles.entries()) {
    candidate.probability = probabilities[index]!;
    candidate.share = candidate.probability / total;
    candidate.standing = ARTICLE_WEIGHT * Math.log(candidate.probability + 0.02);
  }
  passDown(evidence);
}

/** Fills in the sentences' features that depend on their article's probability. */
function passDown({ articles, sentences }: Evidence): void {
  const best = Math.max(0, ...articles.map(({ probability }) => probability));
  const byArticle = new Map(articles.map(({ article, probability }) => [article, probability]));
  for (const { article, features } of sentences) {
    const probability = byArticle.get(article) ?? 0;
    features[13] = probability;
    features[14] = best - probability;
  }
}

export function judgeSentences(evidence: Evidence, forest: CompiledForest): void {
  const logits = forest.evaluateAll(evidence.sentences.map(({ features }) => features));
  for (const [index, sentence] of evidence.sentences.entries()) sentence.probability = logistic(logits[index]!);
}

/** The spans, not yet judged. */
export function listSpans({ question, weights, sentences }: Evidence, table: CorpusTable): MeasuredSpans {
  const input = { weights, kind: question.kind, question: question.folded, unit: question.unit };
  return spanCandidates(input, sentences, (start, end) => foldedTextOf(table.text, start, end));
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
