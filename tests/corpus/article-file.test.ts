import fc from "fast-check";
import { expect, it } from "vitest";
import { type Article, frontMatterSchema } from "../../corpus/article.ts";
import { ArticleFileError, formatArticleFile, parseArticleFile } from "../../corpus/article-file.ts";

const HEAD = "---\nid: a\ntitle: 题\n---\n\n";

const isoDate = fc
  .date({ min: new Date("1950-01-01"), max: new Date("2049-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const text = fc.string({ unit: "grapheme" });
const article: fc.Arbitrary<Article> = fc.record({
  id: fc.stringMatching(/^[a-z0-9吉林][a-z0-9._吉-]{0,30}$/),
  title: fc.string({ unit: "grapheme", minLength: 1 }),
  source: fc.option(fc.string({ unit: "grapheme", minLength: 1 })),
  url: fc.option(fc.webUrl()),
  published: fc.option(isoDate),
  dated: fc.option(isoDate),
  language: fc.constantFrom("zh", "zh-Hant", "en", "ko"),
  supersedes: fc.array(text),
  bylines: fc.array(text),
  body: fc.string({
    unit: fc.constantFrom("吉", "林", "a", "\n", "\r\n", "\r", "---", " ", "\u3000", "\uFEFF", "🚌", "#", "\0"),
  }),
});

function faultOf(file: string): ArticleFileError {
  try {
    parseArticleFile(file, "corpus/articles/a.md");
  } catch (error) {
    expect(error).toBeInstanceOf(ArticleFileError);
    return error as ArticleFileError;
  }
  throw new Error("the file was taken");
}

it("gives back every article that it formats, to the last code unit of the body", () => {
  fc.assert(
    fc.property(article, (original) => {
      expect(parseArticleFile(formatArticleFile(original), "a.md")).toEqual(original);
    }),
  );
});

it("keeps the body of a file edited elsewhere as it is, carriage returns included", () => {
  const { body, title } = parseArticleFile("---\r\nid: a\r\ntitle: 题\r\n---\r\n\r\n第一段\r\n\r\n第二段", "a.md");
  expect([title, body]).toEqual(["题", "第一段\r\n\r\n第二段"]);
});

it("takes an article that ends with its front matter", () => {
  expect(parseArticleFile("---\nid: a\ntitle: 题\n---", "a.md").body).toBe("");
});

it("leaves a line of dashes inside the body alone", () => {
  expect(parseArticleFile(`${HEAD}上\n---\n下\n`, "a.md").body).toBe("上\n---\n下");
});

it.each([
  ["no front matter", "长春二道区\n", 1, null, "start the file with a line ---"],
  ["an unclosed front matter", "---\nid: a\n", 1, null, "another line ---"],
  ["a date that is none", "---\nid: a\ntitle: 题\npublished: 2020-2-16\n---\n", 4, "published", "ISO date"],
  ["a day that does not exist", "---\nid: a\ntitle: 题\ndated: 2023-02-30\n---\n", 4, "dated", "ISO date"],
  ["a missing title", "---\nid: a\n---\n", 2, "title", "write the article's title"],
  ["a title that YAML takes for a number", "---\nid: a\ntitle: 2020\n---\n", 3, "title", "in quotes"],
  ["an id that leads elsewhere", "---\nid: ../a\ntitle: 题\n---\n", 2, "id", "letters"],
  ["an id that no file system takes", `---\nid: ${"吉".repeat(80)}\ntitle: 题\n---\n`, 2, "id", "200 bytes"],
  ["a field that does not exist", "---\nid: a\ntitle: 题\nauthor: 某\n---\n", 4, "author", "the fields are id, title"],
  ["an address without a scheme", "---\nid: a\ntitle: 题\nurl: example.org\n---\n", 4, "url", "https://"],
  ["what is not YAML", "---\nid: a\ntitle: [题\n---\n", 4, null, "correct the line"],
  ["a list instead of fields", "---\n- a\n---\n", 2, null, "such as title:"],
])("names file, line, field and cure for %s", (_, file, line, field, cure) => {
  const fault = faultOf(file);
  expect([fault.line, fault.field]).toEqual([line, field]);
  expect(fault.cure).toContain(cure);
  expect(fault.message).toMatch(new RegExp(`^corpus/articles/a\\.md:${line}: .*$`));
});

it("refuses to write what it could not read back", () => {
  const plain: Article = { ...frontMatterSchema.parse({ id: "a", title: "题" }), body: "" };
  expect(() => formatArticleFile({ ...plain, id: "../a" })).toThrow(RangeError);
  expect(() => formatArticleFile({ ...plain, body: "\ud83d" })).toThrow(/surrogate/);
});
