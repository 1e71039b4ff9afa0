import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { type Article, frontMatterSchema } from "../../corpus/article.ts";
import { type ArticleStore, openArticleStore } from "../../corpus/article-store.ts";
import { checkCorpus, supersedes } from "../../corpus/check.ts";
import { estimateResemblance, sketchOf } from "../../corpus/near-duplicates.ts";

const TEXTS = [
  "为满足百姓出行,该局将于2月17日率先开通吉林至桦甸班车,目前旅客可通过手机预订17日及以后车票,也可以到车站购票。",
  "全市学校开学时间另行通知,请家长关注教育局网站,勿信谣言,做好居家学习的准备工作,有事请拨打热线。",
];

let store: ArticleStore;

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), "check-"));
  store = openArticleStore(folder);
  onTestFinished(() => rm(folder, { recursive: true }));
});

async function write(id: string, body: string, fields: Partial<Article> = {}): Promise<void> {
  await store.write({ ...frontMatterSchema.parse({ id, title: id, published: "2020-02-16" }), ...fields, body });
}

async function messages(): Promise<string[]> {
  return (await checkCorpus(store)).map(({ kind, message }) => `${kind}: ${message}`);
}

it("finds nothing wrong with different articles that have a date", async () => {
  await write("a", `## 客运\n\n${TEXTS[0]}`);
  await write("b", TEXTS[1]!, { published: null, dated: "2020-02-16" });
  expect(await messages()).toEqual([]);
});

it("tells every broken file and goes on", async () => {
  await write("a", "");
  await writeFile(join(store.folder, "b.md"), "no front matter");
  await writeFile(join(store.folder, "c.md"), "---\nid: c\ntitle: 题\ndated: x\n---\n");
  expect(await messages()).toEqual([
    expect.stringMatching(/^fault: a: no text/),
    expect.stringMatching(/^fault: .*b\.md:1: no front matter/),
    expect.stringMatching(/^fault: .*c\.md:4: dated: /),
  ]);
});

it("tells sections without text, but not a heading over smaller ones", async () => {
  await write("a", `## 一、客运\n\n### (一)班车\n\n${TEXTS[0]}\n\n### (二)公交\n\n## 二、学校\n\n${TEXTS[1]}`);
  expect(await messages()).toEqual(["notice: a: nothing under the heading (二)公交"]);
});

it("names the first articles without a date and counts the rest", async () => {
  for (const id of ["a", "b", "c", "d", "e", "f", "g"]) await write(id, id.repeat(20), { published: null });
  expect((await messages())[0]).toContain("without a date: a, b, c, d, e and 2 more; ");
});

it("tells articles that are the same text or nearly so, unless one supersedes the other", async () => {
  const long =
    TEXTS.join("").repeat(1) + "以上规定自发布之日起施行,请各单位遵照执行,并将执行情况及时上报市交通运输局。";
  await write("a", long);
  await write("b", `${long.replace("2月17日", "2月18日")}`);
  await write("c", `${long}\n`);
  const found = await messages();
  expect(found).toHaveLength(3);
  expect(found[0]).toContain("a and c are the same text");
  expect(found[1]).toMatch(/notice: [ab] and [bc] are \d\d % the same text/);
  await write("b", long, { supersedes: ["a", "c"] });
  await write("c", long, { supersedes: ["a"] });
  expect(await messages()).toEqual([]);
});

it("tells what is superseded and not there, and circles", async () => {
  await write("a", TEXTS[0]!, { supersedes: ["b", "gone"] });
  await write("b", TEXTS[1]!, { supersedes: ["a"] });
  expect(await messages()).toEqual([
    "notice: a: supersedes gone, which is not here",
    "fault: a: supersedes itself; correct the field supersedes",
    "fault: b: supersedes itself; correct the field supersedes",
  ]);
});

it("follows what supersedes what through others", () => {
  const superseded = new Map([
    ["c", ["b"]],
    ["b", ["a"]],
  ]);
  expect([supersedes(superseded, "c", "a"), supersedes(superseded, "a", "c")]).toEqual([true, false]);
});

it("estimates the share of common shingles as counting them all does", () => {
  const word = fc.constantFrom(
    "吉林",
    "桦甸",
    "班车",
    "恢复",
    "通知",
    "企业",
    "复工",
    "学校",
    "医院",
    "二月",
    "三月",
    "交通",
  );
  const text = fc.array(word, { minLength: 8, maxLength: 300 }).map((words) => words.join(""));
  const shingles = (string: string) =>
    new Set(Array.from({ length: string.length - 7 }, (_, start) => string.slice(start, start + 8)));
  fc.assert(
    fc.property(text, text, text, (a, b, shared) => {
      const [one, two] = [a + shared, b + shared];
      const [first, second] = [shingles(one), shingles(two)];
      const common = [...first].filter((shingle) => second.has(shingle)).length;
      const truth = common / (first.size + second.size - common);
      expect(Math.abs(estimateResemblance(sketchOf(one), sketchOf(two)) - truth)).toBeLessThan(0.25);
    }),
  );
});
