import type { Format, FormattedText } from "./formatted-text.ts";

/** UTF-16 code units [start, end). */
export type Range = [start: number, end: number];

// What Telegram finds in a text by itself (TDLib, MessageEntity.cpp), rather a little more than less. In its domains every
// character above U+00C0 counts that is no space, so that a link may begin in the middle of a Chinese sentence.
// Both with and without Chinese punctuation, after which a number of a citation may be put in.
const ASCII = String.raw`\w~\-.@`;
const NO_SPACE = String.raw`\u00C0-\u1FFF\u200C\u200D\u2010-\u2015\u2070-\u2FFF`;
const HOSTS = [String.raw`\u3001-\u{10FFFF}`, String.raw`\u3040-\uFEFF\u{10000}-\u{10FFFF}`].map(
  (wide) => new RegExp(`[${ASCII}${NO_SPACE}${wide}]+`, "gu"),
);
const TOP_LEVEL_DOMAIN = /\.(?:xn--\w+|\p{L}{2,})\.*$/u;
const USER = /[^\s/[\]{}()'`<>"@\u00AB\u00BB]/u;
const PATH = String.raw`[^\s<>"\u00AB\u00BB\u2000-\u200B\u200E\u200F\u2016-\u206F\u3000]`;
const AFTER_HOST = new RegExp(String.raw`(?::\d+)?(?:[/?#]${PATH}*)?`, "uy");

const WORD = String.raw`[\p{L}\p{N}_]`;
/** Looked for one by one, because they may overlap: /starttg://resolve. */
const OTHERS = [
  String.raw`(?:https?|ftp|tg|ton|tonsite):\/\/${PATH}+`,
  String.raw`(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])(?::\d+)?(?:[\/?#]${PATH}*)?`,
  String.raw`(?<!${WORD})@\w{2,32}(?!${WORD})`,
  String.raw`(?<!${WORD}|[\/<>])\/\w{1,64}(?:@\w{3,32})?(?!${WORD}|[\/<>])`,
  String.raw`(?<!${WORD})[#\uFF03](?=[\p{Nd}_]*\p{L})[\p{L}\p{M}\p{Nd}_\u200C\u00B7]+(?:@\w+)?`,
  String.raw`(?<![$\p{L}\p{N}_])\$(?:1INCH|[A-Z]{1,8})(?![$\p{L}\p{N}_])`,
].map((expression) => new RegExp(expression, "giu"));

/** What of a text Telegram would turn into something to tap, in order: addresses, mentions, hashtags, commands. */
export function liveRanges(text: string): Range[] {
  const others = OTHERS.flatMap((expression) =>
    [...text.matchAll(expression)].map((match): Range => [match.index, match.index + match[0].length]),
  );
  return merged([...HOSTS.flatMap((host) => addresses(text, host)), ...others]);
}

/** Addresses of the web without a protocol, and of e-mail. Found run by run, so that a long text takes no longer than it is. */
function addresses(text: string, expression: RegExp): Range[] {
  const found: Range[] = [];
  for (const { 0: host, index } of text.matchAll(expression)) {
    if (!host.includes(".") || !(host.includes("@") || TOP_LEVEL_DOMAIN.test(host))) continue;
    let start = index;
    const last = found.at(-1)?.[1] ?? 0;
    if (host.includes("@")) while (start > last && USER.test(text[start - 1]!)) start -= 1;
    AFTER_HOST.lastIndex = index + host.length;
    const after = AFTER_HOST.exec(text)?.[0] ?? "";
    found.push([start, index + host.length + after.length]);
  }
  return found;
}

/**
 * A text of somebody else's, in which nothing can be tapped: Telegram leaves what is shown as code alone, and every
 * character is kept. What else is to be formatted must keep out of `liveRanges`, for code holds no other format.
 */
export function inert(text: string): FormattedText {
  const format: Format = { type: "code" };
  return { text, spans: liveRanges(text).map(([start, end]) => ({ start, end, format })) };
}

/** Ranges in order; those that touch are one. */
export function merged(ranges: Range[]): Range[] {
  const result: Range[] = [];
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

/** The parts of `ranges` outside `holes`. */
export function without(ranges: Range[], holes: Range[]): Range[] {
  let rest = ranges;
  for (const [from, to] of holes) {
    rest = rest
      .flatMap(([start, end]): Range[] => [
        [start, Math.min(end, from)],
        [Math.max(start, to), end],
      ])
      .filter(([start, end]) => start < end);
  }
  return rest;
}
