import { type Article, splitArticle } from "../../../corpus/index.ts";
import { fold, foldTables, SEPARATOR } from "../../../retrieval/normalise.ts";

/** Pairs of neighbouring characters of folded text, neither of them a separator, as the numbers of the index. */
export function obviousBigrams(text: string): number[] {
  const folded = fold(text);
  const { kind } = foldTables();
  const isTerm = (index: number) => kind[folded.charCodeAt(index)] !== SEPARATOR;
  return Array.from({ length: Math.max(0, folded.length - 1) }, (_, index) => index)
    .filter((index) => isTerm(index) && isTerm(index + 1))
    .map((index) => folded.charCodeAt(index) * 65_536 + folded.charCodeAt(index + 1));
}

export interface ObviousPassage {
  article: number;
  text: string;
  grams: number[];
}

/** Every passage with the bigrams of its text, its heading and its title; the title not where the passage begins with it. */
export function obviousPassages(articles: readonly Article[]): ObviousPassage[] {
  return articles.flatMap(({ body, title }, article) => {
    const { passages, sentences, sections } = splitArticle({ body });
    return passages.map(({ first, last }) => {
      const text = body.slice(sentences[first]!.start, sentences[last]!.end);
      const heading = sections[sentences[first]!.section]!.heading ?? "";
      const context = text.startsWith(title.slice(0, 20)) ? [heading] : [heading, title];
      return { article, text, grams: [text, ...context].flatMap(obviousBigrams) };
    });
  });
}

/** ln(1 + (N − df + .5) / (df + .5)), the idf of BM25 that is never negative (Lucene). */
function idf(documents: number[][], term: number): number {
  const frequency = documents.filter((terms) => terms.includes(term)).length;
  return Math.log(1 + (documents.length - frequency + 0.5) / (frequency + 0.5));
}

/** BM25 as the textbook writes it (Robertson and Zaragoza 2009), document by document, term by term. */
export function obviousBm25(
  documents: number[][],
  query: readonly { gram: number; weight: number }[],
  { k1, b }: { k1: number; b: number },
): number[] {
  const average = Math.max(1, documents.reduce((sum, terms) => sum + terms.length, 0) / documents.length);
  return documents.map((terms) =>
    query.reduce((score, { gram, weight }) => {
      const frequency = terms.filter((term) => term === gram).length;
      const norm = k1 * (1 - b + (b * terms.length) / average);
      return frequency === 0
        ? score
        : score + (weight * idf(documents, gram) * (k1 + 1) * frequency) / (frequency + norm);
    }, 0),
  );
}
