import { createHash } from "node:crypto";
import type { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { loadInterfaceLanguages } from "../../../bot/interface-language.ts";
import { articles, articleUrl } from "../../../bot/server/articles.ts";
import type { Article } from "../../../corpus/index.ts";

const BODY =
  "## 吉林市交通运输局\n\n发往外地的班车停运。将于2月17日率先开通吉林至桦甸班车。\n\n<script>alert(1)</script> & 其他";
const QUOTE = "将于2月17日率先开通吉林至桦甸班车。";

const ARTICLE: Article = {
  id: "吉林-2020",
  title: "有序<有力>复工复产",
  source: "吉林日报",
  url: "https://example.org/a?b=1&c=2",
  published: "2023-08-01",
  dated: null,
  language: "zh",
  supersedes: [],
  bylines: [],
  body: BODY,
};

function app(superseding: { id: string; title: string }[] = []): Hono {
  return articles({
    find: (id) => Promise.resolve(id === ARTICLE.id ? ARTICLE : null),
    supersededBy: () => Promise.resolve(superseding),
    languages: loadInterfaceLanguages(),
  });
}

/** The path of a URL on the app, which is mounted below /articles. */
const pathOf = (url: string) => url.replace("https://bot.example.org/articles", "");

async function page(path: string, superseding?: { id: string; title: string }[]) {
  const response = await app(superseding).request(path);
  return { response, html: await response.text() };
}

describe("The page behind a citation", () => {
  const start = BODY.indexOf(QUOTE);
  const url = articleUrl("https://bot.example.org/", { articleId: ARTICLE.id, start, end: start + QUOTE.length });

  it("marks the quoted words, where the link leads", async () => {
    expect(url).toMatch(/^https:\/\/bot\.example\.org\/articles\/%E5%90%89%E6%9E%97-2020\?quote=\d+-\d+#quote$/);
    const { response, html } = await page(pathOf(url));
    expect(response.status).toBe(200);
    expect(html).toContain(`<mark id="quote">${QUOTE}</mark>`);
    expect(html.match(/<mark/g)).toHaveLength(1);
  });

  it("has headings, language, source and dates, and escapes what the article holds", async () => {
    const { html } = await page(pathOf(url));
    expect(html).toContain('<html lang="zh">');
    expect(html).toContain('<h1 lang="zh">有序&lt;有力&gt;复工复产</h1>');
    expect(html).toContain("<h2>吉林市交通运输局</h2>");
    expect(html).toContain('<dd><span lang="zh">吉林日报</span></dd>');
    expect(html).toContain('<time datetime="2023-08-01">2023年8月1日</time>');
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; 其他");
    expect(html).not.toContain("<script");
  });

  it("marks a quote of several paragraphs with one anchor", async () => {
    const { html } = await page(`/${encodeURIComponent(ARTICLE.id)}?quote=${start}-${BODY.length}`);
    expect(html.match(/<mark/g)).toHaveLength(2);
    expect(html.match(/id="quote"/g)).toHaveLength(1);
  });

  it.each(["", "?quote=5-2", "?quote=0-99999", "?quote=a-b", "?quote=%3Cb%3E"])(
    "is shown whole for «%s»",
    async (query) => {
      const { response, html } = await page(`/${encodeURIComponent(ARTICLE.id)}${query}`);
      expect(response.status).toBe(200);
      expect(html).toContain(QUOTE);
      expect(html).not.toContain("<mark");
    },
  );

  it("says which article replaced it", async () => {
    const { html } = await page(`/${encodeURIComponent(ARTICLE.id)}`, [{ id: "新", title: "新的安排" }]);
    expect(html).toContain('<a href="%E6%96%B0">新的安排</a>');
  });

  it("speaks the visitor's language about the article, which stays in its own", async () => {
    const headers = { "Accept-Language": "en-GB,en;q=0.9,zh;q=0.8" };
    const response = await app([{ id: "新", title: "新的安排" }]).request(pathOf(url), { headers });
    const html = await response.text();
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<article lang="zh"><h2>吉林市交通运输局</h2>');
    expect(html).toContain("This article has been replaced:");
    expect(html).toContain('<time datetime="2023-08-01">August 1, 2023</time>');
    expect(response.headers.get("vary")).toBe("Accept-Language");
  });

  it("allows nothing but its own style", async () => {
    const { response, html } = await page(`/${encodeURIComponent(ARTICLE.id)}`);
    const [, style = ""] = /<style>([^]*)<\/style>/.exec(html) ?? [];
    const hash = createHash("sha256").update(style).digest("base64");
    expect(response.headers.get("content-security-policy")).toContain(
      `default-src 'none'; style-src 'sha256-${hash}';`,
    );
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it.each(["/gone", "/..%2F..%2Fpackage.json", "/%00"])("is 404 for %s", async (path) => {
    expect((await page(path)).response.status).toBe(404);
  });
});
