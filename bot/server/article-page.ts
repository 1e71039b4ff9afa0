import { html, raw } from "hono/html";
import type { Article } from "../../corpus/index.ts";
import { formatDate, type Translate } from "../interface-language.ts";

export interface ArticlePage {
  article: Article;
  /** The quoted part of the body, [start, end) in UTF-16 code units. */
  quote: { start: number; end: number } | undefined;
  supersededBy: { id: string; title: string }[];
  /** BCP 47 tag of the visitor's language, and the interface's words in it. */
  locale: string;
  translate: Translate;
}

/** Where the quoted words are marked; a link to it scrolls there without a script. */
export const QUOTE_ANCHOR = "quote";

export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #ffffff; --quiet: #565656; --mark: #fff1a8; --link: #0b57a4; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --paper: #16181a; --quiet: #a9adb1; --mark: #5b4a00; --link: #8ec1f7; }
}
body { margin: 0 auto; max-width: 40rem; padding: 1rem 1.1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1.06rem/1.75 system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.45rem; line-height: 1.35; }
h2 { font-size: 1.15rem; line-height: 1.4; margin-top: 2rem; }
h3 { font-size: 1.05rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; color: var(--quiet); font-size: .95rem; margin: 0; }
dd { margin: 0; }
a { color: var(--link); }
mark { background: var(--mark); color: inherit; scroll-margin-top: 30vh; }
.notice { border-inline-start: .25rem solid var(--link); padding-inline-start: .8rem; }
`;

/** The article as a page that needs no script, the quoted words marked: it in its language, about it in the visitor's. */
export function articlePage({ article, quote, supersededBy, locale, translate }: ArticlePage): Page {
  const facts: [string, unknown][] = [];
  const { language, title } = article;
  if (article.source !== null)
    facts.push([translate("page-source"), html`<span lang="${language}">${article.source}</span>`]);
  if (article.published !== null) facts.push([translate("page-published"), time(article.published, locale)]);
  if (article.dated !== null) facts.push([translate("page-dated"), time(article.dated, locale)]);
  if (article.url !== null) {
    facts.push([translate("page-original"), html`<a href="${article.url}" rel="noreferrer">${article.url}</a>`]);
  }
  return page({
    locale,
    title: { text: title, language },
    content: html`${supersededBy.map(
        (by) =>
          html`<p class="notice">
            ${translate("page-superseded")} <a href="${encodeURIComponent(by.id)}">${by.title}</a>
          </p>`,
      )}
      <dl>
        ${facts.map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
      <article lang="${language}">${blocks(article.body, quote)}</article>`,
  });
}

/** What a citation of an article that is gone leads to, in the language that the visitor's browser asks for. */
export function gonePage(locale: string, translate: Translate): Page {
  const title = { text: translate("page-gone"), language: locale };
  return page({ locale, title, content: html`<p>${translate("page-gone-why")}</p>` });
}

type Page = ReturnType<typeof html>;

interface PageParts {
  locale: string;
  title: { text: string; language: string };
  content: Page;
}

function page({ locale, title, content }: PageParts): Page {
  // The policy of the page allows the style by its hash, white space included: it must stand in the element as it is.
  const style = raw(`<style>${STYLE}</style>`);
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title lang="${title.language}">${title.text}</title>
        ${style}
      </head>
      <body>
        <main>
          <h1 lang="${title.language}">${title.text}</h1>
          ${content}
        </main>
      </body>
    </html>`;
}

function time(isoDate: string, locale: string) {
  return html`<time datetime="${isoDate}">${formatDate(isoDate, locale)}</time>`;
}

/** Headings and paragraphs; only the first marked stretch carries the anchor. */
function blocks(body: string, quote: ArticlePage["quote"]) {
  let isAnchored = false;
  const elements = [];
  for (const { 0: line, index: start } of body.matchAll(/[^\n]+/g)) {
    const [prefix = "", hashes] = /^(#{2,3}) +/.exec(line) ?? [];
    const from = start + prefix.length;
    const end = start + line.length;
    const markStart = Math.min(Math.max(quote?.start ?? end, from), end);
    const markEnd = Math.min(Math.max(quote?.end ?? end, from), end);
    const marked = body.slice(markStart, markEnd);
    const isAnchor: boolean = marked !== "" && !isAnchored;
    isAnchored ||= isAnchor;
    const mark = isAnchor ? html`<mark id="${QUOTE_ANCHOR}">${marked}</mark>` : html`<mark>${marked}</mark>`;
    const content = html`${body.slice(from, markStart)}${marked === "" ? "" : mark}${body.slice(markEnd, end)}`;
    if (hashes === "##") elements.push(html`<h2>${content}</h2>`);
    else if (hashes === "###") elements.push(html`<h3>${content}</h3>`);
    else elements.push(html`<p>${content}</p>`);
  }
  return elements;
}
