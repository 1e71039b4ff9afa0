import type { Evidence } from "./evidence.ts";
import { logOdds } from "./linear-model.ts";

/** What tells which of the articles answers, once their sentences have been judged. */
export const CHOICE_FEATURES = [
  // Log-odds that it holds the answer, and ln of how many of its sentences are expected to.
  "articleLogit",
  "sentences",
  // Scores of its best passage and of itself, as shares of the best.
  "passageShare",
  "articleShare",
] as const;

/** What an article's log-probability adds to the estimated F1 of its spans: so much that hardly any span outweighs it. */
const CHOICE_WEIGHT = 0.4;

/** The features of each article, in the order of the evidence. */
export function choiceFeatures({ articles, sentences }: Evidence): number[][] {
  const expected = new Map<number, number>();
  for (const { article, probability } of sentences) expected.set(article, (expected.get(article) ?? 0) + probability);
  return articles.map(({ article, probability, features }) => [
    logOdds(probability),
    Math.log(1e-3 + (expected.get(article) ?? 0)),
    features[0]!,
    features[2]!,
  ]);
}

/**
 * Decides between the articles by a conditional logit, before spans are: judged one by one, a good-looking span of a wrong
 * article won too often (right article first .832, then .847 of 660 policy questions, cross-validated).
 *
 * @param weights of CHOICE_FEATURES
 */
export function chooseArticle(evidence: Evidence, weights: readonly number[]): void {
  const scores = choiceFeatures(evidence).map((features) =>
    features.reduce((sum, value, at) => sum + value * weights[at]!, 0),
  );
  const top = Math.max(...scores);
  const total = scores.reduce((sum, score) => sum + Math.exp(score - top), 0);
  for (const [at, article] of evidence.articles.entries()) {
    article.share = Math.exp(scores[at]! - top) / total;
    article.standing = CHOICE_WEIGHT * Math.log(article.share + 0.02);
  }
}
