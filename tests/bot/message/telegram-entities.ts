/** Some of the top-level domains that Telegram knows without a protocol. */
const TOP_LEVEL_DOMAINS = /^(?:com|cn|org|net|gov|me|io|ru|xyz|example|中国|公司|企业|政务|网址|한국|xn--\w+)$/i;

const DOMAIN_SYMBOL = /[\w.~-]|[\u00C0-\u1FFF\u2070-\u2FFF\u3001-\u{10FFFF}]|\u200C|\u200D|[\u2010-\u2015]/u;

/**
 * What Telegram makes live in a text on its own: mentions, commands, hashtags, cashtags and addresses, as TDLib's comments
 * give them as regular expressions. UTF-16 code units [start, end).
 */
export function findLiveEntities(text: string): { start: number; end: number; what: string }[] {
  const expressions = {
    mention: /(?<![\p{L}\p{N}_])@[a-zA-Z0-9_]{4,32}(?![\p{L}\p{N}_])/gu,
    command: /(?<![\p{L}\p{N}_/<>])\/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\p{L}\p{N}_/<>])/gu,
    hashtag: /(?<![\p{Nd}_\p{L}\u200c])#(?=[\p{Nd}_]*\p{L})[\p{Nd}_\p{L}\u200c]{1,256}(?![\p{Nd}_\p{L}\u200c]*#)/gu,
    cashtag: /(?<![$\p{Nd}_\p{L}\u200c])\$(?:1INCH|[A-Z]{1,8})(?![$\p{Nd}_\p{L}\u200c])/gu,
    telegram: /(?:tg|ton|tonsite):\/\/[a-z0-9_-]{1,253}/giu,
    protocol: /(?:https?|ftp):\/\/[\w\u3400-\u9fff-]+(?:\.[\w\u3400-\u9fff-]+)+/giu,
    numeric: /(?<![\d.\p{L}_-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.\p{L}_~-])/gu,
  };
  const found = Object.entries(expressions).flatMap(([what, expression]) =>
    [...text.matchAll(expression)].map(({ 0: { length }, index: start }) => ({ start, end: start + length, what })),
  );
  return [...found, ...hosts(text)];
}

/** Runs of domain symbols that end in a top-level domain which Telegram knows. */
function hosts(text: string): { start: number; end: number; what: string }[] {
  const found: { start: number; end: number; what: string }[] = [];
  let start = 0;
  for (let at = 0; at <= text.length;) {
    const symbol = at < text.length ? String.fromCodePoint(text.codePointAt(at)!) : "";
    if (symbol !== "" && DOMAIN_SYMBOL.test(symbol)) {
      at += symbol.length;
      continue;
    }
    const host = text.slice(start, at).replace(/\.+$/, "");
    const labels = host.split(".");
    const isKnown =
      labels.length > 1 && labels.every((label) => label !== "") && TOP_LEVEL_DOMAINS.test(labels.at(-1)!);
    if (isKnown) found.push({ start, end: start + host.length, what: "address" });
    at += symbol.length || 1;
    start = at;
  }
  return found;
}
