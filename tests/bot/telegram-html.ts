export interface ParsedEntity {
  tag: string;
  start: number;
  end: number;
  href?: string;
  /** Of a block quote: shown folded. */
  expandable?: boolean;
}

const TAGS = new Set(["b", "strong", "i", "em", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"]);
const CHARACTERS: Record<string, string> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
};

/**
 * A strict reading of the HTML that the Bot API takes with `parse_mode: "HTML"`. Stricter than Telegram itself where
 * Telegram would quietly drop a format.
 * @throws {Error} in the words of the Bot API where it would answer 400
 */
export function parseTelegramHtml(html: string): { text: string; entities: ParsedEntity[] } {
  if (/\p{Surrogate}/u.test(html)) throw new Error("Bad Request: strings must be encoded in UTF-8");
  const entities: ParsedEntity[] = [];
  const open: ParsedEntity[] = [];
  let text = "";
  for (const [token] of html.matchAll(/<[^>]*>?|&[#\w]*;?|[^<&]+/g)) {
    if (token.startsWith("&")) text += character(token);
    else if (token.startsWith("</")) {
      const entity = open.pop();
      if (entity?.tag !== token.slice(2, -1)) throw new Error(`can't parse entities: unexpected end tag ${token}`);
      entity.end = text.length;
      entities.push(entity);
    } else if (token.startsWith("<")) open.push(startTag(token, text.length, open));
    else if (token.includes(">")) throw new Error("can't parse entities: > is not escaped");
    else text += token;
  }
  if (open.length > 0) throw new Error(`can't parse entities: can't find end tag of ${open[0]?.tag}`);
  return { text, entities };
}

function startTag(token: string, start: number, open: ParsedEntity[]): ParsedEntity {
  const match = /^<([a-z-]+)((?: [a-z-]+(?:="[^"<>]*")?)*)>$/.exec(token);
  const [, tag = "", attributes = ""] = match ?? [];
  if (!TAGS.has(tag)) throw new Error(`can't parse entities: unsupported start tag ${token}`);
  const allowed = tag === "a" ? /^ href="[^"]+"$/ : tag === "blockquote" ? /^(?: expandable)?$/ : /^$/;
  if (!allowed.test(attributes)) throw new Error(`can't parse entities: attributes of ${token}`);
  if (open.some((outer) => outer.tag === tag)) throw new Error(`can't parse entities: ${tag} inside ${tag}`);
  if (tag === "code" && open.some((outer) => outer.tag !== "blockquote")) {
    throw new Error(`can't parse entities: code inside ${open.at(-1)?.tag}`);
  }
  if (open.some((outer) => outer.tag === "code" || outer.tag === "pre")) {
    throw new Error(`can't parse entities: ${tag} inside code`);
  }
  const href = /href="([^"]+)"/.exec(attributes)?.[1];
  return {
    tag,
    start,
    end: start,
    ...(attributes === " expandable" && { expandable: true }),
    ...(href !== undefined && { href: href.replaceAll(/&\w+;/g, character) }),
  };
}

function character(token: string): string {
  const known = CHARACTERS[token];
  if (known === undefined) throw new Error(`can't parse entities: ${token} is not a character`);
  return known;
}
