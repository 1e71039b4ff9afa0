import { readFileSync } from "node:fs";
import iconv from "iconv-lite";
import { expect, it } from "vitest";
import { createDocumentReader } from "../../../corpus/readers/read-document.ts";

const reader = createDocumentReader();

/** Paragraphs and headings of a real round-up, as the body of an article has them. */
const PARAGRAPHS = readFileSync(new URL("../fixtures/forum-page.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .slice(2, 23)
  .map((line) => line.replace(/\([^()]*\)$/, ""));
const isHeading = (paragraph: string) => paragraph.length < 40;
const BODY = PARAGRAPHS.map((paragraph) => (isHeading(paragraph) ? `## ${paragraph}` : paragraph)).join("\n\n");
const TITLE = "有序有力复工复产 吉林省各地坚持防控生产两手抓";

const links = (count: number, text: string) =>
  Array.from({ length: count }, (_, index) => `<li><a href="/${index}">${text}${index}</a></li>`).join("\n");
const teasers = (count: number) =>
  Array.from(
    { length: count },
    (_, index) =>
      `<div class="item"><a href="/t${index}">第${index}条新闻的标题写在这里</a><p>这是第${index}条新闻的摘要,它与文章没有关系,却也有逗号和句号。<a href="/t${index}">详细</a></p></div>`,
  ).join("\n");
const HEAD = `<ul class="menu">${links(60, "政务公开栏目")}</ul><div class="crumb">当前位置:<a href="/">首页</a> &gt; 正文</div>`;
const SIDE = `<div class="side"><h3>热点新闻</h3><ul>${links(300, "热点新闻的标题大约有这样长")}</ul>${teasers(90)}</div>`;
const FOOT = `<div class="related"><h3>相关阅读</h3><ul>${links(250, "相关新闻的标题也大约有这样长")}</ul></div>
  <div class="footer"><p>主办单位:某某市人民政府 网站标识码2200000001</p><p>吉ICP备05000000号 版权所有</p></div>`;
const asParagraphs = (tag: string) =>
  PARAGRAPHS.map((paragraph) =>
    isHeading(paragraph) ? `<p><strong>${paragraph}</strong></p>` : tag.replace("$", paragraph),
  );

const LAYOUTS: Record<string, string> = {
  "a news site in divisions": `<div class="wrap"><h1>${TITLE}</h1><div class="info"><span>2020-02-16 09:30</span> <span>来源:吉林日报</span></div>
    <div class="content">${asParagraphs("<p>　　$</p>").join("\n")}</div></div>${SIDE}`,
  "a government site in tables": `<table><tr><td>${SIDE}</td><td><table><tr><td class="title">${TITLE}</td></tr>
    <tr><td>发布日期:2020-02-16 信息来源:吉林日报 浏览次数:88</td></tr><tr><td>${asParagraphs("<p>$</p>").join("\n")}</td></tr></table></td></tr></table>`,
  "a forum with line breaks": `<div id="post"><h1>${TITLE}</h1><p>2020-2-16 03:36| 发布者: 某老师| 查看: 306| 评论: 0</p>
    <div class="t_f">${PARAGRAPHS.join("<br>\n<br>\n")}<br>来源:吉林日报</div></div>
    <div class="bar"><a href="#">回复</a> <a href="#">使用道具</a> <a href="#">举报</a></div>${SIDE}`,
  "a page in an article element": `<main><article><header><h1>${TITLE}</h1><time datetime="2020-02-16">2月16日</time> 来源:吉林日报</header>
    ${PARAGRAPHS.map((paragraph) => (isHeading(paragraph) ? `<h2>${paragraph}</h2>` : `<p>${paragraph}</p>`)).join("\n")}</article></main><aside>${SIDE}</aside>`,
};

function page(layout: string): string {
  return `<!DOCTYPE html><html><head><meta charset="gb2312"><title>${TITLE}_某某网</title><style>p { margin: 0 }</style></head>
    <body><script>var a = "<p>不是正文。</p>";</script>${HEAD}${layout}${FOOT}</body></html>`;
}

it.each(Object.entries(LAYOUTS))("keeps the article whole in %s with four fifths furniture", async (_, layout) => {
  const html = page(layout);
  const visible = html.replaceAll(/<[^>]*>/g, "").length;
  expect(PARAGRAPHS.join("").length / visible).toBeLessThan(0.2);
  const draft = await reader.read({ bytes: iconv.encode(html, "gbk"), name: "page" });
  expect(draft.body).toBe(BODY);
  expect(draft).toMatchObject({ title: TITLE, source: "吉林日报", published: "2020-02-16", language: "zh" });
});

it("takes title, date and source from the government's meta elements", async () => {
  const html = `<html><head><meta name="ArticleTitle" content="${TITLE}"><meta name="PubDate" content="2020-02-16 09:30">
    <meta name="ContentSource" content="吉林日报"></head><body><h1>某某市人民政府</h1><p>${TITLE}</p>${asParagraphs("<p>$</p>").join("")}</body></html>`;
  const draft = await reader.read({ bytes: Buffer.from(html), name: "page", url: "https://example.org/a" });
  expect(draft).toMatchObject({
    title: TITLE,
    published: "2020-02-16",
    source: "吉林日报",
    url: "https://example.org/a",
  });
});

it("takes title, date and publisher from JSON-LD, in a graph as well", async () => {
  const news = {
    "@type": "NewsArticle",
    headline: TITLE,
    datePublished: "2020-02-16T09:30:00+08:00",
    publisher: { name: "吉林日报" },
  };
  for (const data of [news, [news], { "@graph": [{ "@type": "WebSite" }, news] }]) {
    const html = `<html><head><title>x</title><script type="application/ld+json">not json</script>
      <script type="application/ld+json">${JSON.stringify(data)}</script></head><body>${asParagraphs("<p>$</p>").join("")}</body></html>`;
    const draft = await reader.read({ bytes: Buffer.from(html), name: "page" });
    expect(draft).toMatchObject({ title: TITLE, published: "2020-02-16", source: "吉林日报", body: BODY });
  }
});

it("gives a table a line per row and leaves hidden text out", async () => {
  const html = `<html><body><h1>班次</h1><p>${PARAGRAPHS[1]}</p><div style="display:none">隐藏的文字。</div>
    <table><tr><th>线路</th><th>发车</th></tr><tr><td>吉林
    至桦甸</td><td>8:00<br></td></tr></table><p>${PARAGRAPHS[2]}</p></body></html>`;
  const { body } = await reader.read({ bytes: Buffer.from(html), name: "page" });
  expect(body.split("\n\n").slice(1, 3)).toEqual(["线路 | 发车", "吉林至桦甸 | 8:00"]);
  expect(body).not.toContain("隐藏");
});

it("shows what it removed, and why", async () => {
  const { lines } = await reader.read({ bytes: Buffer.from(page(LAYOUTS["a news site in divisions"]!)), name: "page" });
  const reasonOf = (text: string) => lines.find((line) => line.text.startsWith(text))?.reason;
  expect(reasonOf("吉ICP备")).toBe("foot of the page");
  expect(reasonOf("2020-02-16 09:30")).toBe("page data");
  expect(reasonOf("政务公开栏目0")).toBe("outside the article");
  expect(reasonOf(PARAGRAPHS[1]!)).toBeNull();
});
