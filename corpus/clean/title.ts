/** Longest title made from a text without one, in UTF-16 code units. */
const LONGEST_TITLE = 60;
/** A first line shorter than this, such as 通知, says too little alone. */
const SHORTEST_TITLE = 6;
/** Longest slug in characters: with three bytes each it leaves room below the 200 bytes of an id. */
const LONGEST_SLUG = 48;

/** A title for a text that has none: its first sentence or line, cut at about 60 characters. */
export function titleFromText(text: string): string {
  const start = text.trimStart();
  const head = start.slice(0, LONGEST_TITLE);
  const end = [...head.matchAll(/[。！？!?\n\r]|[\s\u3000]+/gu)].find((match) => match.index >= SHORTEST_TITLE);
  if (end) return head.slice(0, end.index).replaceAll(/\s+/g, " ");
  if (start.length <= LONGEST_TITLE) return head.trim().replaceAll(/\s+/g, " ");
  const comma = Math.max(...["，", ",", "、", "；", "："].map((mark) => head.lastIndexOf(mark)));
  const cut = comma > LONGEST_TITLE / 2 ? comma : LONGEST_TITLE - 1;
  return `${head
    .slice(0, cut)
    .replace(/[\uD800-\uDBFF]$/, "")
    .replaceAll(/\s+/g, " ")}…`;
}

/** An article id from its title: letters and digits, other runs as one dash. Empty when the title has neither. */
export function slugFromTitle(title: string): string {
  const slug = title
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-");
  return [...slug.replace(/^-/, "")].slice(0, LONGEST_SLUG).join("").replace(/-+$/, "");
}
