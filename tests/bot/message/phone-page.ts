import type { Call } from "../stand-in-bot-api.ts";
import { type ParsedEntity, parseTelegramHtml } from "../telegram-html.ts";

/** What a resident says, or what the bot sent. */
export type Shown = { question: string } | { sent: Call };

/** A private chat as a phone draws it: the widths, sizes and colours are those of Telegram for Android 11. */
export function phonePage(chat: Shown[], language: string): string {
  const bubbles = chat.map((shown) =>
    "question" in shown
      ? `<div class="bubble mine">${escaped(shown.question)}${clock("✓✓")}</div>`
      : botBubble(shown.sent),
  );
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>${STYLE}</style><body>${bubbles.join("")}</body></html>`;
}

const STYLE = `
:root { color-scheme: light dark; --wall: #cfdcc4; --bubble: #fff; --mine: #effdde; --ink: #000; --quiet: #8a949b; --link: #2678b6;
  --accent: #3390ec; --tint: #3390ec1a; --button: #5d775499; }
@media (prefers-color-scheme: dark) { :root { --wall: #0e1621; --bubble: #182533; --mine: #2b5278; --ink: #f5f5f5; --quiet: #7d8b99;
  --link: #6ab3f3; --accent: #6ab2f2; --tint: #6ab2f21f; --button: #2b3d50e6; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 8px; background: var(--wall); color: var(--ink); display: flex; flex-direction: column; gap: 6px;
  font: 16px/1.32 Roboto, "Noto Sans", "Noto Sans CJK SC", "Noto Color Emoji", sans-serif; }
.answer { max-width: 88%; align-self: flex-start; display: flex; flex-direction: column; gap: 3px; }
.bubble { background: var(--bubble); border-radius: 16px 16px 16px 5px; padding: 6px 10px 7px; white-space: pre-wrap;
  overflow-wrap: anywhere; box-shadow: 0 1px 1px #0002; }
.mine { align-self: flex-end; max-width: 82%; background: var(--mine); border-radius: 16px 16px 5px 16px; }
blockquote { position: relative; margin: 2px 0; padding: 3px 22px 4px 10px; background: var(--tint); font-size: 15px;
  border-left: 3px solid var(--accent); border-radius: 4px; }
blockquote::after { content: "❞"; position: absolute; right: 6px; top: 0; color: var(--accent); font-size: 13px; }
blockquote.folded > div { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
blockquote.folded::before { content: "⌄"; position: absolute; right: 7px; bottom: 1px; color: var(--accent); }
a { color: var(--link); text-decoration: none; }
code { font: 15px "Noto Sans Mono", monospace; color: var(--link); }
.clock { float: right; margin: 8px 0 -3px 10px; color: var(--quiet); font-size: 12px; }
.row { display: flex; gap: 3px; }
.button { flex: 1 1 0; min-width: 0; padding: 9px 8px; background: var(--button); color: #fff; border-radius: 6px; text-align: center;
  font-size: 14.5px; font-weight: 500; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
`;

function botBubble({ payload }: Call): string {
  const { text, parse_mode: mode, reply_markup: markup } = payload as Record<string, unknown>;
  const html = mode === "HTML" ? drawn(String(text)) : escaped(String(text));
  const { inline_keyboard: rows = [] } = (markup ?? {}) as { inline_keyboard?: { text: string }[][] };
  const buttons = rows.map(
    (row) =>
      `<div class="row">${row.map((button) => `<div class="button">${escaped(button.text)}</div>`).join("")}</div>`,
  );
  return `<div class="answer"><div class="bubble">${html}${clock("")}</div>${buttons.join("")}</div>`;
}

/** What Telegram draws for its HTML: the line end after a block quote is the block's own. */
function drawn(source: string): string {
  const { text, entities } = parseTelegramHtml(source);
  let html = "";
  for (let at = 0; at <= text.length; at += 1) {
    for (const entity of entities.filter(({ end }) => end === at)) html += closing(entity);
    for (const entity of entities.filter(({ start }) => start === at).toSorted((a, b) => b.end - a.end))
      html += opening(entity);
    const afterQuote = entities.some(({ tag, end }) => tag === "blockquote" && end === at);
    if (text[at] === "\n" && afterQuote) continue;
    html += escaped(text[at] ?? "");
  }
  return html;
}

function opening({ tag, href, expandable }: ParsedEntity): string {
  if (tag === "blockquote") return `<blockquote${expandable ? ' class="folded"' : ""}><div>`;
  return tag === "a" ? `<a href="${escaped(href ?? "")}">` : `<${tag}>`;
}

function closing({ tag }: ParsedEntity): string {
  return tag === "blockquote" ? "</div></blockquote>" : `</${tag}>`;
}

function clock(mark: string): string {
  return `<span class="clock">9:41 ${mark}</span>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
