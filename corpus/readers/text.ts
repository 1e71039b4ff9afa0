import { type Page, pageOf, textBlock } from "./page.ts";

const LINE_BREAK = /\r\n|[\n\r\f\v\u0085\u2028\u2029]/;
const HEADING = /^(#{1,6})[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$/;
/** Lines wrapped by an editor or a mail program are at most this long, in UTF-16 code units. */
const WRAP_WIDTH = 120;

/** Reads plain text, with Markdown's headings if it has any: a block a line, but that wrapped lines are joined again. */
export function readText(text: string): Page {
  const lines = unwrap(text.split(LINE_BREAK).map((line) => line.trim()));
  return pageOf(
    lines
      .filter((line) => line !== "")
      .map((line) => {
        const heading = HEADING.exec(line);
        return heading ? textBlock(heading[2]!, heading[1]!.length) : textBlock(line);
      }),
  );
}

/**
 * Joins lines that were broken at a fixed width: a line goes on in the next when it is nearly as long as the longest
 * and does not end a sentence. Text is taken for wrapped when a third of its lines are that long.
 */
function unwrap(lines: string[]): string[] {
  const lengths = lines.filter((line) => line !== "").map((line) => line.length);
  const width = lengths.reduce((widest, length) => Math.max(widest, length), 0);
  const isFull = (line: string) => line.length >= width * 0.9;
  const full = lines.filter(isFull).length;
  if (width > WRAP_WIDTH || full < 4 || full < lengths.length / 3) return lines;
  const joined: string[] = [];
  let open = "";
  for (const line of lines) {
    if (open !== "" && line !== "") joined[joined.length - 1] += joint(open, line) + line;
    else joined.push(line);
    open = isFull(line) ? line : "";
  }
  return joined;
}

/** Latin words need the space that the line break stood for; Chinese text does not. */
function joint(before: string, after: string): string {
  return /[\w.,;:]$/.test(before) && /^\w/.test(after) ? " " : "";
}
