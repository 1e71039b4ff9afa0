import { diffArrays } from "diff";
import { InlineKeyboard } from "grammy";
import { type Addition, type Article, type ArticleDraft, splitArticle } from "../../corpus/index.ts";
import type { Translate } from "../interface-language.ts";
import type { OutgoingMessage } from "../message/deliver.ts";
import { type FormattedText, formatted, joined } from "../message/formatted-text.ts";
import type { Proposal } from "./article-desk.ts";

/** UTF-16 code units of one fact, and of each of the text, what changed and what was cut: a preview is one message. */
const FACT_LENGTH = 200;
const EXCERPT_LENGTH = 700;
const LINE_LENGTH = 120;

/** Steps from one text to the other: the time to find them grows with their square. */
const MOST_CHANGES = 1000;

/** A proposal as a message: what the article would be, how it differs from what is there, what was cut, and buttons. */
export function preview({ token, draft, addition }: Proposal, translate: Translate): OutgoingMessage {
  const { kind, article } = addition;
  const cut = cutLines(draft);
  const parts: (string | FormattedText)[] = [
    translate(`article-${kind}`),
    formatted(shorten(article.title, FACT_LENGTH), { type: "bold" }),
    factsOf(article, translate),
    sizeOf(article, translate),
    quote((addition.kind === "changed" ? changes(addition) : undefined) ?? shorten(article.body, EXCERPT_LENGTH)),
  ];
  if (cut.length > 0) {
    parts.push(translate("article-cut", { count: cut.length }), quote(shorten(cut.join("\n"), EXCERPT_LENGTH)));
  }

  const keyboard = new InlineKeyboard();
  if (kind !== "unchanged") keyboard.text(translate(kind === "new" ? "article-add" : "article-replace"), data("add"));
  keyboard.text(translate("article-title"), data("title")).text(translate("article-date"), data("date")).row();
  keyboard.text(translate("article-cancel"), data("cancel"));
  return { content: joined(parts, "\n"), keyboard };

  function data(action: ProposalAction): string {
    return `proposal:${action}:${token}`;
  }
}

export type ProposalAction = "add" | "title" | "date" | "cancel";

/** Matches what `preview` puts into its buttons. */
export const PROPOSAL_BUTTON = /^proposal:(add|title|date|cancel):([\w-]+)$/;

/** Id, source, dates and address of an article, a line each; what is not known is seen to be missing. */
export function factsOf({ id, source, published, dated, url }: Article, translate: Translate): string {
  const facts = [
    `id: ${id}`,
    `${translate("page-source")}: ${source ?? "–"}`,
    `${translate("page-published")}: ${published ?? "–"}`,
    ...(dated === null ? [] : [`${translate("page-dated")}: ${dated}`]),
    ...(url === null ? [] : [`${translate("page-original")}: ${url}`]),
  ];
  return facts.map((fact) => shorten(fact, FACT_LENGTH)).join("\n");
}

export function sizeOf(article: Article, translate: Translate): string {
  const { sections, passages } = splitArticle(article);
  return translate("article-size", { sections: sections.length, passages: passages.length });
}

/** The text, its end replaced by an ellipsis when it is longer than that many UTF-16 code units. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

function quote(text: string): FormattedText {
  return formatted(text, { type: "quote", expandable: true });
}

/** What goes (−) and what comes (+): fields, then paragraphs. Undefined when hardly anything stays. */
function changes({ article, previous }: Extract<Addition, { kind: "changed" }>): string | undefined {
  const rows = ({ body, ...fields }: Article) => {
    const stated = Object.entries(fields).map(([field, value]) => `${field}: ${String(value ?? "")}`);
    return [...stated, ...body.split(/\n+/)];
  };
  const compared = diffArrays(rows(previous), rows(article), { maxEditLength: MOST_CHANGES });
  const lines = compared?.flatMap(({ added, removed, value }) =>
    added || removed ? value.map((row) => shorten(`${added ? "+" : "−"} ${row}`, LINE_LENGTH)) : [],
  );
  return lines && shorten(lines.join("\n"), EXCERPT_LENGTH);
}

/** Lines and parts of lines that are in no field either. */
function cutLines({ lines }: ArticleDraft): string[] {
  return lines.flatMap(({ removed, reason }) => {
    if (removed === null || reason === "title" || reason === "byline") return [];
    return `− ${shorten(removed.replaceAll(/\s+/g, " "), LINE_LENGTH)}`;
  });
}
