import { createHash } from "node:crypto";
import type { I18n } from "@grammyjs/i18n";
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { Article } from "../../corpus/index.ts";
import type { BotContext } from "../context.ts";
import { interfaceLanguage, type Translate } from "../interface-language.ts";
import { articlePage, gonePage, QUOTE_ANCHOR, STYLE } from "./article-page.ts";

export interface ArticlesOptions {
  /** The article with this id, or null. */
  find(id: string): Promise<Article | null>;
  /** The articles that replace the one with this id. */
  supersededBy(id: string): Promise<Pick<Article, "id" | "title">[]>;
  languages: I18n<BotContext>;
}

/** The page behind a citation: `/ID?quote=START-END#quote`. */
export function articles({ find, supersededBy, languages }: ArticlesOptions): Hono {
  const app = new Hono();
  const styleHash = createHash("sha256").update(STYLE).digest("base64");
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: [`'sha256-${styleHash}'`],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    }),
  );
  app.get("/:id", async (context) => {
    const article = await find(context.req.param("id"));
    const [preferred] = (context.req.header("Accept-Language") ?? "").split(/[,;]/);
    const locale = interfaceLanguage(preferred || article?.language);
    context.header("Vary", "Accept-Language");
    const translate: Translate = (key, variables) => languages.t(locale, key, variables);
    if (!article) return context.html(gonePage(locale, translate), 404);
    const quote = readQuote(context.req.query("quote"), article.body.length);
    return context.html(
      articlePage({ article, quote, locale, translate, supersededBy: await supersededBy(article.id) }),
    );
  });
  return app;
}

/** The address of a citation's page below `publicUrl`. */
export function articleUrl(publicUrl: string, citation: { articleId: string; start: number; end: number }): string {
  const id = encodeURIComponent(citation.articleId);
  return `${publicUrl.replace(/\/+$/, "")}/articles/${id}?quote=${citation.start}-${citation.end}#${QUOTE_ANCHOR}`;
}

/** Ignores a range that is not in the article: the page is still worth reading. */
function readQuote(range: string | undefined, length: number): { start: number; end: number } | undefined {
  const [, start, end] = /^(\d{1,9})-(\d{1,9})$/.exec(range ?? "") ?? [];
  const quote = { start: Number(start), end: Number(end) };
  return quote.start < quote.end && quote.end <= length ? quote : undefined;
}
