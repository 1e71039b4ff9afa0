/** How a stretch of a message looks. A quote holds the others; code holds none (Bot API, "Formatting options"). */
export type Format =
  | { type: "quote"; expandable: boolean }
  | { type: "link"; url: string }
  | { type: "bold" }
  | { type: "code" };

/** A format on the UTF-16 code units [start, end) of a text. */
interface Span {
  start: number;
  end: number;
  format: Format;
}

/** A text with formats kept apart from it, so that it can be measured and cut as Telegram does: after parsing. */
export interface FormattedText {
  text: string;
  spans: Span[];
}

/** The longest message that Telegram takes, in UTF-16 code units after entity parsing. */
const MESSAGE_LIMIT = 4096;

const NESTING: Record<Format["type"], number> = { quote: 0, link: 1, bold: 2, code: 3 };

/** Puts parts one after the other. */
export function concatenate(parts: (string | FormattedText)[]): FormattedText {
  const whole: FormattedText = { text: "", spans: [] };
  for (const part of parts) {
    const offset = whole.text.length;
    whole.text += typeof part === "string" ? part : part.text;
    if (typeof part === "string") continue;
    for (const span of part.spans) {
      whole.spans.push({ start: span.start + offset, end: span.end + offset, format: span.format });
    }
  }
  return { text: wellFormed(whole.text), spans: whole.spans };
}

/** A text without lone surrogates, which Telegram refuses: each becomes U+FFFD, so that lengths stay the same. */
export function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, "\uFFFD");
}

/** The whole of `content` in one more format. */
export function formatted(content: string | FormattedText, format: Format): FormattedText {
  const inner = concatenate([content]);
  return {
    text: inner.text,
    spans: [{ start: 0, end: inner.text.length, format }, ...inner.spans],
  };
}

/** Joins parts with a separator between them. */
export function joined(parts: (string | FormattedText)[], separator: string): FormattedText {
  return concatenate(parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part])));
}

/** Cuts a message into pieces that Telegram takes, at a line end, a sentence end or a space where there is one. */
export function splitFormatted(message: FormattedText, limit = MESSAGE_LIMIT): FormattedText[] {
  const pieces: FormattedText[] = [];
  let start = 0;
  while (start < message.text.length) {
    const end = cutAt(message.text, start, limit);
    const piece = sliceFormatted(message, start, end);
    // Telegram refuses a message in which nothing can be seen.
    if (/[^\p{Z}\p{Cc}\p{Cf}]/u.test(piece.text)) pieces.push(piece);
    start = end;
  }
  return pieces;
}

/** Telegram's HTML for a text: only the tags of its subset, properly nested, everything else escaped. */
export function toHtml({ text, spans }: FormattedText): string {
  const kept = spans
    .filter((span) => span.start < span.end)
    .map((span) => ({ ...span, start: pairStart(text, span.start), end: pairStart(text, span.end) }));
  const borders = [...new Set([0, text.length, ...kept.flatMap((span) => [span.start, span.end])])].sort(
    (a, b) => a - b,
  );
  let html = "";
  let open: Span[] = [];
  borders.forEach((border, index) => {
    const active = kept
      .filter((span) => span.start <= border && border < span.end)
      .sort((a, b) => NESTING[a.format.type] - NESTING[b.format.type]);
    const shared = active.findIndex((span, depth) => span !== open[depth]);
    const depth = shared === -1 ? active.length : shared;
    for (const span of open.slice(depth).reverse()) html += closingTag(span.format);
    for (const span of active.slice(depth)) html += openingTag(span.format);
    open = active;
    html += escapeHtml(text.slice(border, borders[index + 1] ?? border));
  });
  return html;
}

/** The offset itself, or the start of the surrogate pair that it would split. */
function pairStart(text: string, offset: number): number {
  const inside = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(Math.max(0, offset - 1), offset + 1));
  return inside ? offset - 1 : offset;
}

/** Escapes text for an element or a double-quoted attribute of Telegram's HTML. */
function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function openingTag(format: Format): string {
  switch (format.type) {
    case "quote":
      return format.expandable ? "<blockquote expandable>" : "<blockquote>";
    case "link":
      return `<a href="${escapeHtml(format.url)}">`;
    case "bold":
      return "<b>";
    case "code":
      return "<code>";
  }
}

function closingTag(format: Format): string {
  return { quote: "</blockquote>", link: "</a>", bold: "</b>", code: "</code>" }[format.type];
}

function cutAt(text: string, start: number, limit: number): number {
  if (text.length - start <= limit) return text.length;
  const window = text.slice(start, start + limit);
  // A cut in the first half would make many small messages; rather cut later at a weaker border.
  for (const border of [/\n/g, /[\u3002\uFF01\uFF1F!?]/g, /\s/g]) {
    const last = [...window.matchAll(border)].at(-1);
    if (last && last.index >= limit / 2) return start + last.index + 1;
  }
  return pairStart(text, start + limit);
}

/** The part of a message on the UTF-16 code units [start, end). */
export function sliceFormatted(message: FormattedText, start: number, end: number): FormattedText {
  const spans = message.spans
    .map((span) => ({
      ...span,
      start: Math.max(span.start, start) - start,
      end: Math.min(span.end, end) - start,
    }))
    .filter((span) => span.start < span.end);
  return { text: message.text.slice(start, end), spans };
}
