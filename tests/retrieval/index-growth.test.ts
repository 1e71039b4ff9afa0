import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indexArticles } from "../../retrieval/corpus-index.ts";
import { appendCorpusTable } from "../../retrieval/corpus-table.ts";
import { appendPostings } from "../../retrieval/lexical/append-postings.ts";
import { VectorIndex } from "../../retrieval/storage/vectors.ts";
import { article } from "../evaluation/fakes.ts";

const words = fc.constantFrom(
  "吉林",
  "桦甸",
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
const articles = fc
  .array(fc.array(words, { maxLength: 300 }), { maxLength: 5 })
  .map((bodies) => bodies.map((parts, index) => article(`a${index}`, `文${parts.join("")}。`)));

/** Columns as text, which is compared a thousand times faster than number by number. */
function written(columns: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [
      name,
      name === "articles" ? JSON.stringify(column) : String(column),
    ]),
  );
}

describe("An index that has grown", () => {
  test("has the table and the postings of one that was built of all articles at once", () => {
    fc.assert(
      fc.property(articles, articles, (before, added) => {
        const whole = indexArticles([...before, ...added]);
        const [one, other] = [indexArticles(before), indexArticles(added)];
        const table = appendCorpusTable(one.table, other.table);
        expect(written(table)).toEqual(written(whole.table));
        expect(written(appendPostings(one.postings, other.postings))).toEqual(written(whole.postings));
      }),
      { numRuns: 30 },
    );
  });

  test("finds the rows added to its vectors beside those before, none that is zero", () => {
    const layout = {
      dimension: 2,
      count: 2,
      graphSizes: new Uint32Array(0),
      rowOfPoint: new Int32Array(0),
      pointKeys: new Uint8Array(0),
      restRows: Uint32Array.of(1),
      rest: Float32Array.of(1, 0),
    };
    const grown = new VectorIndex(layout, []).withRows([
      [0, 0],
      [0.6, 0.8],
    ]);
    expect(grown.count).toBe(4);
    expect(grown.search([0, 1], 5).map(({ row }) => row)).toEqual([3, 1]);
  });
});
