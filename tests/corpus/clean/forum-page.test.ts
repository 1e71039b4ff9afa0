import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parseArticleFile } from "../../../corpus/article-file.ts";
import { cleanPage } from "../../../corpus/clean/clean.ts";
import { readText } from "../../../corpus/readers/text.ts";
import { splitArticle } from "../../../corpus/passages.ts";

/** A forum's page as a browser gives its text: a newspaper's round-up of four reports with the page around it. */
const page = readFileSync(new URL("../fixtures/forum-page.txt", import.meta.url), "utf8");
const cleaned = cleanPage(readText(page));

it("takes title, source and date of posting from the page", () => {
  expect(cleaned).toMatchObject({
    title: "有序有力复工复产 吉林省各地各部门坚持防控生产“两手抓”",
    source: "吉林日报",
    published: "2023-08-01",
    dated: null,
    language: "zh",
  });
});

it("opens a section for each of the four reports", () => {
  expect(splitArticle(cleaned).sections.map((section) => section.heading)).toEqual([
    "长春二道区:聚焦重点项目,强化服务保障",
    "中石油天然气销售吉林分公司:保障全省人民战“疫”有底“气”",
    "吉林市交通运输局:疫情防控和助企开工“两不误”",
    "延边:企业复工复产率已超50%",
  ]);
});

it("keeps the reporters' names out of the text, in order", () => {
  expect(cleaned.bylines).toEqual(["王秋月", "栾哲", "李婷", "李金铭", "张伟国", "代黎黎"]);
  for (const name of cleaned.bylines) expect(cleaned.body).not.toContain(name);
});

it("loses not a character of the reports and adds none but headings' marks and blank lines", () => {
  const lines = page.split("\n").filter((line) => line !== "");
  const from = lines.findIndex((line) => line.startsWith("长春二道区"));
  const to = lines.findIndex((line) => line.startsWith("来源:"));
  const reports = lines.slice(from, to).map((line) => line.replace(/\([^()]*\)$/, ""));
  expect(cleaned.body.split("\n\n").map((paragraph) => paragraph.replace(/^## /, ""))).toEqual(reports);
});

it("accounts for every line of the page", () => {
  expect(cleaned.lines.map((line) => line.text)).toEqual(page.split("\n").filter((line) => line !== ""));
  for (const line of cleaned.lines) expect(line.kept ?? line.removed).not.toBeNull();
});

it("is what the article file of the project holds", () => {
  const path = new URL("../../../corpus/articles/jilin-resumption-2020.md", import.meta.url);
  const { lines: _lines, ...expected } = cleaned;
  expect(parseArticleFile(readFileSync(path, "utf8"), path.pathname)).toMatchObject(expected);
});
