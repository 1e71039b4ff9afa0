import { Hono } from "hono";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadInterfaceLanguages } from "../../../bot/interface-language.ts";
import { articles, articleUrl } from "../../../bot/server/articles.ts";
import { listen } from "../../../bot/server/server.ts";
import type { Article } from "../../../corpus/index.ts";
import { launchBrowser, noBrowser } from "../browser.ts";

const QUOTE = "将于2月17日率先开通吉林至桦甸班车。";
const FILLER = "为确保疫情防控和经济发展“两不误”，各地采取一系列有效的服务保障措施。\n\n".repeat(40);
const BODY = `## 长春二道区\n\n${FILLER}## 吉林市交通运输局\n\n发往外地的班车停运。${QUOTE}\n\n<script>document.title = "run"</script><img src="x" onerror="document.title = 'run'">\n\n${FILLER}`;

const ARTICLE: Article = {
  id: "吉林-2020",
  title: "有序有力复工复产",
  source: "吉林日报",
  url: `https://example.org/${"long".repeat(40)}`,
  published: "2023-08-01",
  dated: "2020-02-15",
  language: "zh",
  supersedes: [],
  bylines: [],
  body: BODY,
};

describe.skipIf(noBrowser)(`The page behind a citation, in a browser${noBrowser ? ` (${noBrowser})` : ""}`, () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof listen>>;

  beforeAll(async () => {
    browser = await launchBrowser();
    const pages = articles({
      find: (id) => Promise.resolve(id === ARTICLE.id ? ARTICLE : null),
      supersededBy: () => Promise.resolve([{ id: "新", title: "新的安排" }]),
      languages: loadInterfaceLanguages(),
    });
    server = await listen(new Hono().route("/articles", pages), 0);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  /** Opens the citation on a phone without scripts; `asked` and `refused` fill with what the page loads and what its policy forbids. */
  async function open(colorScheme: "light" | "dark" = "light", path?: string) {
    const viewport = { width: 360, height: 640 };
    const page = await browser.newPage({ viewport, colorScheme, javaScriptEnabled: false, locale: "ko-KR" });
    const asked: string[] = [];
    const refused: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => refused.push(message.text()));
    const start = BODY.indexOf(QUOTE);
    const root = `http://127.0.0.1:${server.port}`;
    const url = articleUrl(root, { articleId: ARTICLE.id, start, end: start + QUOTE.length });
    const response = await page.goto(path === undefined ? url : `${root}${path}`);
    return { page, url, response, asked, refused };
  }

  it("scrolls to the quoted words and shows them marked, without a script", async () => {
    const { page } = await open();
    const mark = page.locator("mark");
    expect(await mark.textContent()).toBe(QUOTE);
    const box = await mark.boundingBox();
    expect(box?.y).toBeGreaterThan(0);
    expect(box!.y + box!.height).toBeLessThan(640);
    expect(await styleOf(page, "mark", "backgroundColor")).toBe("rgb(255, 241, 168)");
    await page.close();
  });

  it("loads nothing but itself, breaks nothing of its policy, and runs nothing that an article holds", async () => {
    const { page, url, asked, refused } = await open();
    expect(asked).toEqual([url.replace(/#.*/, "")]);
    expect(refused).toEqual([]);
    expect(await page.title()).toBe(ARTICLE.title);
    expect(await page.locator("script, img").count()).toBe(0);
    expect(await page.locator("main").textContent()).toContain("<script>");
    await page.close();
  });

  it("fits a narrow phone without scrolling sideways", async () => {
    const { page } = await open();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    await page.close();
  });

  it("reads out as headings in order, each text in its language, with dates that machines can read", async () => {
    const { page } = await open();
    expect(await page.locator("html").getAttribute("lang")).toBe("ko");
    for (const text of ["h1", "article", "dd span"]) {
      expect(await page.locator(text).first().getAttribute("lang")).toBe("zh");
    }
    const headings = (await page.locator("main").ariaSnapshot()).match(/heading ".*/g);
    expect(headings).toEqual([
      'heading "有序有力复工复产" [level=1]',
      'heading "长春二道区" [level=2]',
      'heading "吉林市交通运输局" [level=2]',
    ]);
    expect(await page.getByRole("link", { name: "新的安排" }).getAttribute("href")).toBe("%E6%96%B0");
    expect(await page.locator("time").first().getAttribute("datetime")).toBe("2023-08-01");
    await page.close();
  });

  it.each(["light", "dark"] as const)("has the contrast of WCAG AA everywhere, %s", async (scheme) => {
    const { page } = await open(scheme);
    const paper = luminance(await styleOf(page, "body", "backgroundColor"));
    if (scheme === "dark") expect(paper).toBeLessThan(0.1);
    const contrasts: [string, number][] = [];
    for (const selector of ["p", "h1", "h2", "dt", "dd", "a", "mark"]) {
      const ink = luminance(await styleOf(page, selector, "color"));
      const behind = selector === "mark" ? luminance(await styleOf(page, selector, "backgroundColor")) : paper;
      contrasts.push([selector, (Math.max(ink, behind) + 0.05) / (Math.min(ink, behind) + 0.05)]);
    }
    expect(contrasts.filter(([, contrast]) => contrast < 4.5)).toEqual([]);
    await page.close();
  });

  it("says in the visitor's language that an article is gone", async () => {
    const { page, response, refused } = await open("light", "/articles/gone");
    expect(response?.status()).toBe(404);
    expect(await page.locator("html").getAttribute("lang")).toBe("ko");
    expect(await page.locator("h1").textContent()).toBe("이 기사는 여기에 없습니다");
    expect(refused.filter((line) => !line.includes("404"))).toEqual([]);
    await page.close();
  });
});

function styleOf(page: Page, selector: string, property: "color" | "backgroundColor"): Promise<string> {
  return page.evaluate(`getComputedStyle(document.querySelector("main ${selector}, ${selector}")).${property}`);
}

/** Relative luminance of an `rgb(…)` colour (WCAG 2.2). */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/\d+/g) ?? []).map((value) => {
    const share = Number(value) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
