import type { Article } from "../../../corpus/index.ts";
import { fold, foldQuestion } from "../../../retrieval/normalise.ts";
import { ANSWER_KINDS, type AnswerKind, answerKind } from "../../../retrieval/question/kind.ts";
import {
  type BigramWeights,
  distinctPairs,
  type FittedStyle,
  pairAt,
} from "../../../retrieval/reading/answer-style.ts";

/** A question and its answer, whose article is not known. */
export interface QuestionAnswer {
  question: string;
  answer: string;
}

/** Rarer bigrams are left out. */
const LEAST_QUESTIONS = 20;
const LEAST_EDGES = 12;
const LEAST_SENTENCES = 12;
/** Log-odds nearer to 0 than this say nothing. */
const LEAST_ODDS = 0.2;
/** L2 penalties of the regression of lengths, and answers' worth of the background in the odds of edges. */
const PENALTY = 20;
const PRIOR = 5;
const SENTENCE_PRIOR = 8;
/** Rounds of coordinate descent: converged to three digits. */
const ROUNDS = 40;
const SENTENCE_END = /[。;!?\n]/u;
const CLAUSE_END = /[,;:。!?\n、]/u;

/** Learns how long answers are, and what stands in them, at their begin and at their end, beside other texts of articles. */
export function fitStyle(pairs: readonly QuestionAnswer[], articles: readonly Article[]): FittedStyle {
  const answers = pairs.map(({ answer }) =>
    fold(answer)
      .replace(/\s+/gu, "")
      .replace(/[。;,!?]+$/u, ""),
  );
  const clauses = articles.flatMap(({ body }) => fold(body).split(CLAUSE_END)).filter((clause) => clause.length >= 4);
  return {
    length: fitLengths(pairs),
    starts: edgeOdds(answers, clauses, (text) => [text.charCodeAt(0), pairAt(text, 0)]),
    inside: insideOdds(
      pairs.map(({ answer }) => answer),
      articles.map(({ body }) => body),
    ),
    ends: edgeOdds(answers, clauses, (text) => [text.charCodeAt(text.length - 1), pairAt(text, text.length - 2)]),
  };
}

/** Ridge regression of ln(length) on the kind of answer and the bigrams of the question. */
function fitLengths(pairs: readonly QuestionAnswer[]): FittedStyle["length"] {
  const examples = pairs.map(({ question, answer }) => {
    const folded = foldQuestion(question);
    const length = answer.replace(/\s+/gu, "").length;
    return { kind: answerKind(folded), bigrams: distinctPairs(folded), target: Math.log(Math.max(1, length)) };
  });
  const usual = examples.reduce((sum, { target }) => sum + target, 0) / examples.length;
  const kinds: Partial<Record<AnswerKind, number>> = {};
  for (const kind of ANSWER_KINDS) {
    const own = examples.filter((example) => example.kind === kind);
    kinds[kind] = own.reduce((sum, { target }) => sum + target, PRIOR * usual) / (own.length + PRIOR);
  }
  const rest = examples.map(({ kind, target }) => target - kinds[kind]!);
  const holders = new Map<number, number[]>();
  for (const [index, { bigrams }] of examples.entries())
    for (const bigram of bigrams) holders.set(bigram, [...(holders.get(bigram) ?? []), index]);
  const columns = [...holders].filter(([, rows]) => rows.length >= LEAST_QUESTIONS);
  const weights = columns.map(() => 0);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, [, rows]] of columns.entries()) {
      const sum = rows.reduce((total, row) => total + rest[row]!, 0);
      const change = (sum + rows.length * weights[at]!) / (rows.length + PENALTY) - weights[at]!;
      weights[at]! += change;
      for (const row of rows) rest[row]! -= change;
    }
  }
  return { kinds, usual, bigrams: columns.map(([bigram]) => bigram), weights };
}

function edgeOdds(
  answers: readonly string[],
  clauses: readonly string[],
  edgeOf: (text: string) => [unit: number, pair: number],
): FittedStyle["starts"] {
  const [own, other] = [answers.map(edgeOf), clauses.map(edgeOf)];
  return { units: oddsOf(own, other, 0), pairs: oddsOf(own, other, 1) };
}

/** Each bigram counts once in a sentence. */
function insideOdds(answers: readonly string[], bodies: readonly string[]): BigramWeights {
  const count = (texts: readonly string[]) => {
    const sentences = texts
      .flatMap((text) => fold(text).split(SENTENCE_END))
      .map((sentence) => sentence.replace(/\s+/gu, ""))
      .filter((sentence) => sentence.length >= 4);
    const counts = new Map<number, number>();
    for (const sentence of sentences)
      for (const pair of distinctPairs(sentence)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
    return { counts, sentences: sentences.length };
  };
  const [own, other] = [count(answers), count(bodies)];
  const rows = [...new Set([...own.counts.keys(), ...other.counts.keys()])].flatMap((bigram): [number, number][] => {
    const found = own.counts.get(bigram) ?? 0;
    const expected = (((other.counts.get(bigram) ?? 0) + 0.5) / other.sentences) * own.sentences;
    if (Math.max(found, expected) < LEAST_SENTENCES) return [];
    const odds = Math.log((found + SENTENCE_PRIOR) / (expected + SENTENCE_PRIOR));
    return Math.abs(odds) < LEAST_ODDS ? [] : [[bigram, odds]];
  });
  return { bigrams: rows.map(([bigram]) => bigram), weights: rows.map(([, odds]) => odds) };
}

function oddsOf(own: readonly number[][], other: readonly number[][], which: number): BigramWeights {
  const count = (edges: readonly number[][]) => {
    const counts = new Map<number, number>();
    for (const edge of edges) counts.set(edge[which]!, (counts.get(edge[which]!) ?? 0) + 1);
    return counts;
  };
  const [ours, theirs] = [count(own), count(other)];
  const grams = [...new Set([...ours.keys(), ...theirs.keys()])].filter(
    (gram) => Math.max(ours.get(gram) ?? 0, ((theirs.get(gram) ?? 0) * own.length) / other.length) >= LEAST_EDGES,
  );
  const weights = grams.map((gram) => {
    const usual = ((theirs.get(gram) ?? 0) + 0.5) / other.length;
    const expected = usual * own.length;
    return Math.log(((ours.get(gram) ?? 0) + PRIOR) / (expected + PRIOR));
  });
  return { bigrams: grams, weights };
}
