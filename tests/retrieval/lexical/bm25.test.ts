import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indexArticles } from "../../../retrieval/corpus-index.ts";
import { distinctBigrams } from "../../../retrieval/lexical/grams.ts";
import { PostingListBuilder, type PostingLists, walkPostings } from "../../../retrieval/lexical/posting-lists.ts";
import { decodePostings, encodePostings, findTerm } from "../../../retrieval/lexical/postings.ts";
import { rankPassages } from "../../../retrieval/lexical/rank.ts";
import { fold } from "../../../retrieval/normalise.ts";
import { article } from "../../evaluation/fakes.ts";
import { codeUnits, hostileText } from "../hostile-text.ts";
import { obviousBigrams, obviousBm25, obviousPassages } from "./obvious-bm25.ts";

/** Few words, so that they meet; long paragraphs, so that an article has several passages. */
const words = fc.constantFrom(
  "吉林",
  "桦甸",
  "樺甸",
  "班车",
  "恢复",
  "2月17日",
  "60%",
  "。",
  ",",
  "\n\n",
  "\n\n## 交通\n\n",
  "a",
);
const body = fc.array(words, { minLength: 1, maxLength: 400 }).map((parts) => `文${parts.join("")}。`);
const title = fc.constantFrom("吉林班车恢复", "文吉林", "桦甸");
const articles = fc
  .array(fc.tuple(title, body), { minLength: 1, maxLength: 4 })
  .map((list) => list.map(([name, text], index) => ({ ...article(`a${index}`, text), title: name })));
const query = fc
  .array(fc.tuple(words, fc.constantFrom(1, 0.6, 0.3)), { minLength: 1, maxLength: 6 })
  .map((list) => list.flatMap(([word, weight]) => distinctBigrams(fold(word + "吉")).map((gram) => ({ gram, weight }))))
  .map((grams) => [...new Map(grams.map((one) => [one.gram, one])).values()]);

const everyone = () => true;

function listOf(lists: PostingLists, term: number): [row: number, frequency: number][] {
  const list: [number, number][] = [];
  walkPostings(lists, term, (row, frequency) => list.push([row, frequency]));
  return list;
}

describe("Terms", () => {
  test("are the pairs of neighbours that an obvious loop finds, each once, in any text", () => {
    fc.assert(
      fc.property(fc.oneof(codeUnits, hostileText(30)), (text) => {
        expect(distinctBigrams(fold(text))).toEqual([...new Set(obviousBigrams(text))]);
      }),
    );
  });

  test("never cross punctuation, white space or half a character", () => {
    for (const text of ["吉。林", "吉 林", "吉\ud83d林", "吉\n林", "", "吉"]) expect(distinctBigrams(text)).toEqual([]);
    expect(distinctBigrams("60%")).toHaveLength(2);
  });
});

describe("The inverted index", () => {
  test("holds each term with the passages that have it, how often, and nothing else", () => {
    fc.assert(
      fc.property(articles, (corpus) => {
        const { postings } = indexArticles(corpus);
        const passages = obviousPassages(corpus);
        const terms = [...new Set(passages.flatMap(({ grams }) => grams))].sort((a, b) => a - b);
        expect(Array.from(postings.terms)).toEqual(terms);
        expect(Array.from(postings.passageLength)).toEqual(passages.map(({ grams }) => grams.length));
        for (const [row, term] of terms.entries()) {
          expect(findTerm(postings, term)).toBe(row);
          const list = passages.flatMap(({ grams }, passage) => {
            const frequency = grams.filter((gram) => gram === term).length;
            return frequency === 0 ? [] : [[passage, frequency]];
          });
          expect(listOf(postings.passages, row)).toEqual(list);
          expect(postings.passageFrequency[row]).toBe(list.length);
        }
      }),
      { numRuns: 25 },
    );
  });

  test("counts a term however often it stands in a passage", () => {
    const { postings } = indexArticles([article("a", `${"吉".repeat(390)}。`)]);
    expect(listOf(postings.passages, findTerm(postings, distinctBigrams("吉吉")[0]!))).toEqual([[0, 389]]);
  });

  test("packs any rows and frequencies and gives them back", () => {
    const row = fc.oneof(fc.nat(5_000), fc.nat(0x7fff_ffff));
    const frequency = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 65_535 }));
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(row, frequency), { selector: ([at]) => at }), (list) => {
        const ascending = list.toSorted(([one], [other]) => one - other);
        const builder = new PostingListBuilder();
        builder.add(0, 7, 3);
        builder.begin();
        for (const [at, times] of ascending) builder.add(1, at, times);
        const lists = builder.build([1, 0]);
        expect(listOf(lists, 0)).toEqual(ascending);
        expect(listOf(lists, 1)).toEqual([[7, 3]]);
      }),
    );
  });

  test("does not find a term that no passage has", () => {
    const { postings } = indexArticles([article("a", "吉林班车。")]);
    for (const gram of [0, 0xffff_ffff, ...distinctBigrams("火车")]) expect(findTerm(postings, gram)).toBe(-1);
  });

  test("comes back from its file as it was", () => {
    const { postings } = indexArticles([
      article("a", "吉林至桦甸班车将于2月17日恢复。"),
      article("b", "其他班车陆续恢复。"),
    ]);
    expect(decodePostings(encodePostings(postings))).toEqual(postings);
  });
});

describe("BM25 over posting lists", () => {
  test("is what the textbook's formula gives for every passage and every article", () => {
    fc.assert(
      fc.property(articles, query, (corpus, grams) => {
        const { scorer } = indexArticles(corpus);
        const passages = obviousPassages(corpus);
        const scores = scorer.score(grams);
        const expected = obviousBm25(
          passages.map((passage) => passage.grams),
          grams,
          { k1: 0.6, b: 0.4 },
        );
        const whole = corpus.map((_, at) => passages.filter((one) => one.article === at).flatMap((one) => one.grams));
        const expectedWhole = obviousBm25(whole, grams, { k1: 1.2, b: 0.75 });
        for (const [at, score] of expected.entries()) expect(scores.passage[at]).toBeCloseTo(score, 3);
        for (const [at, score] of expectedWhole.entries()) expect(scores.article[at]).toBeCloseTo(score, 3);
      }),
      { numRuns: 40 },
    );
  });

  test("keeps nothing of the question before", () => {
    const { scorer } = indexArticles([article("a", "吉林班车恢复。"), article("b", "口罩日产八万个。")]);
    const grams = (text: string) => distinctBigrams(text).map((gram) => ({ gram, weight: 1 }));
    const ask = (text: string) => {
      const { passage, article: whole } = scorer.score(grams(text));
      return [...passage, ...whole];
    };
    const first = ask("班车恢复");
    ask("口罩八万");
    expect(ask("班车恢复")).toEqual(first);
    expect(ask("")).toEqual([0, 0, 0, 0]);
  });
});

describe("The ranking of passages", () => {
  const bodies = Array.from({ length: 300 }, (_, index) => `${"班车".repeat((index * 7) % 90)}恢复${index}。`);
  const corpus = bodies.map((text, index) => ({ ...article(`a${index}`, text), title: "文" }));
  const { table, postings, scorer } = indexArticles(corpus);
  const grams = distinctBigrams("班车恢复").map((gram) => ({ gram, weight: 1 }));

  test("gives the hundred best of a large corpus, as sorting all of them does", () => {
    const passages = obviousPassages(corpus).map(({ grams: own }) => own);
    const scores = obviousBm25(passages, grams, { k1: 0.6, b: 0.4 });
    const whole = obviousBm25(passages, grams, { k1: 1.2, b: 0.75 });
    const best = scores
      .map((score, passage) => ({ passage, score: score + 0.7 * whole[passage]! }))
      .sort((a, b) => b.score - a.score)
      .slice(0, 100);
    const ranked = rankPassages(table, postings, scorer.score(grams), [], everyone);
    expect(ranked).toHaveLength(100);
    for (const [at, { score }] of ranked.entries()) expect(score).toBeCloseTo(best[at]!.score, 3);
  });

  test("takes only articles that may be used, and the next best in their place", () => {
    const even = (row: number) => row % 2 === 0;
    const ranked = rankPassages(table, postings, scorer.score(grams), [], even);
    expect(ranked).toHaveLength(100);
    expect(ranked.every((passage) => even(passage.article))).toBe(true);
  });

  test("prefers among equals the passage that shares more characters with the question", () => {
    const equals = indexArticles([article("a", "班车恢复甲乙丙。"), article("b", "班车恢复桦吉林。")]);
    const characters = Array.from("桦吉", (character) => character.charCodeAt(0));
    const ranked = rankPassages(equals.table, equals.postings, equals.scorer.score(grams), characters, everyone);
    expect(ranked.map((passage) => passage.article)).toEqual([1, 0]);
  });
});
