import { z } from "zod";
import { findDate } from "../clean/dates.ts";
import type { DomNode } from "./html-blocks.ts";

/** What a page's head says about its article. */
export interface HtmlMetadata {
  title: string | null;
  source: string | null;
  site: string | null;
  published: string | null;
}

/** Names of meta elements, best first; PubDate and the like are the Chinese government's standard for its sites. */
const TITLES = ["articletitle", "og:title", "twitter:title"];
const SOURCES = ["contentsource", "source"];
const SITES = ["og:site_name", "sitename"];
const DATES = [
  "pubdate",
  "article:published_time",
  "publishdate",
  "publish_date",
  "datepublished",
  "weibo:article:create_at",
  "dc.date",
  "date",
];

const SOURCE_LABEL = /^\s*(?:信息|文章|新闻|稿件)?(?:来源|稿源|來源)\s*[:：]\s*/u;
/** WeChat's articles name their account in an element, and tell the second of posting to a script; China has one time zone. */
const WECHAT_ACCOUNT = "#js_name";
const WECHAT_TIME = /\b(?:var ct|create_time)\s*[=:]\s*["'](\d{10})["']/;
const CHINA_MILLISECONDS = 8 * 3_600_000;

const named = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);
const newsSchema = z.object({
  headline: z.string().optional().catch(undefined),
  datePublished: z.string().optional().catch(undefined),
  publisher: named.optional().catch(undefined),
});

export function htmlMetadata(document: DomNode): HtmlMetadata {
  const metas = new Map<string, string>();
  for (const meta of document.querySelectorAll?.("meta") ?? []) {
    const name = meta.getAttribute?.("name") ?? meta.getAttribute?.("property");
    const content = meta.getAttribute?.("content")?.trim();
    if (name && content && !metas.has(name.toLowerCase())) metas.set(name.toLowerCase(), content);
  }
  const first = (names: string[]) => names.map((name) => metas.get(name)).find((content) => content !== undefined);
  const news = structuredData(document);
  const time = document.querySelector?.("time[datetime]")?.getAttribute?.("datetime");
  const account = clean(document.querySelector?.(WECHAT_ACCOUNT)?.textContent ?? "") || null;
  return {
    title: news?.headline ?? first(TITLES) ?? headingOrTitle(document),
    source: first(SOURCES)?.replace(SOURCE_LABEL, "") || account,
    site: news?.publisher ?? first(SITES) ?? null,
    published: findDate(news?.datePublished ?? first(DATES) ?? time ?? "") ?? (account && wechatDate(document)),
  };
}

function wechatDate(document: DomNode): string | null {
  for (const script of document.querySelectorAll?.("script") ?? []) {
    const seconds = WECHAT_TIME.exec(script.textContent ?? "")?.[1];
    if (seconds) return new Date(Number(seconds) * 1000 + CHINA_MILLISECONDS).toISOString().slice(0, 10);
  }
  return null;
}

/** The first article among the page's JSON-LD objects. */
function structuredData(document: DomNode): z.infer<typeof newsSchema> | null {
  for (const script of document.querySelectorAll?.('script[type="application/ld+json"]') ?? []) {
    for (const value of parseStructuredData(script.textContent ?? "")) {
      const type = z.object({ "@type": z.union([z.string(), z.array(z.string())]) }).safeParse(value);
      if (type.success && String(type.data["@type"]).includes("Article")) {
        const news = newsSchema.safeParse(value);
        if (news.success) return news.data;
      }
    }
  }
  return null;
}

function parseStructuredData(json: string): unknown[] {
  try {
    const value: unknown = JSON.parse(json);
    if (Array.isArray(value)) return value;
    const graph = z.object({ "@graph": z.array(z.unknown()) }).safeParse(value);
    return graph.success ? graph.data["@graph"] : [value];
  } catch {
    return [];
  }
}

/** The only top heading, else the title of the window without the names of column and site after it. */
function headingOrTitle(document: DomNode): string | null {
  const headings = [...(document.querySelectorAll?.("h1") ?? [])].map((node) => clean(node.textContent ?? ""));
  if (headings.length === 1 && headings[0] !== "") return headings[0]!;
  const title = clean(document.querySelector?.("title")?.textContent ?? "");
  return title.split(/\s*[_|｜]\s*|\s+[-–—]+\s*|--+/u)[0]?.replace(SITE_AFTER_DASH, "") || null;
}

/** 标题-新华网, but not 吉林-桦甸. */
const SITE_AFTER_DASH = /[-–—]\p{Script=Han}{0,10}(?:网|报|频道|门户|政府|委员会|电视台|新闻|在线)$/u;

function clean(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
