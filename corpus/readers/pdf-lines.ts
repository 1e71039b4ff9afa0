import { type Block, textBlock } from "./page.ts";

/** A run of text on a page, as PDF.js gives it; `transform` ends with x and y, in points from the lower left. */
export interface PdfText {
  str: string;
  transform: number[];
  width: number;
  height: number;
}

/** A line of a page; lengths in points. */
export interface PdfLine {
  text: string;
  left: number;
  right: number;
  y: number;
  fontSize: number;
  isRow: boolean;
}

/** Gaps in units of the font size: a space between words, and the way to the next cell of a table. */
const WORD_GAP = 0.25;
const CELL_GAP = 2;
/** A first line begins so far in; a line that ends so far from the margin is the last of its paragraph. */
const INDENT = 1.5;
const RAGGED = 2.5;
/** Letters so much larger than most of the text make a heading. */
const HEADING_SIZE = 1.15;
/** Lines at the same height of so many pages, alike but for digits, are running heads and feet. */
const RUNNING_PAGES = 3;

/** Puts the runs of a page together to lines, from top to bottom. */
export function pdfLines(items: readonly PdfText[]): PdfLine[] {
  const runs = items
    .filter((item) => item.str.trim() !== "")
    .map(({ str, transform, width, height }) => ({
      text: str,
      left: transform[4]!,
      right: transform[4]! + width,
      y: transform[5]!,
      fontSize: height || Math.hypot(transform[2]!, transform[3]!),
      isRow: false,
    }))
    .toSorted((a, b) => b.y - a.y);
  const rows: PdfLine[][] = [];
  for (const run of runs) {
    const row = rows.at(-1);
    if (row && Math.abs(row[0]!.y - run.y) < run.fontSize / 2) row.push(run);
    else rows.push([run]);
  }
  return rows.map((row) => row.toSorted((a, b) => a.left - b.left).reduce(append));
}

function append(line: PdfLine, run: PdfLine): PdfLine {
  const gap = (run.left - line.right) / run.fontSize;
  const isCell = gap > CELL_GAP;
  const isSpaced = gap > WORD_GAP && !/\s$/.test(line.text) && !/^\s/.test(run.text);
  const joint = isCell ? " | " : isSpaced ? " " : "";
  return {
    ...line,
    text: line.text + joint + run.text,
    right: Math.max(line.right, run.right),
    fontSize: Math.max(line.fontSize, run.fontSize),
    isRow: line.isRow || isCell,
  };
}

/** Puts the lines of all pages together to paragraphs, headings and rows; running heads are marked as outside. */
export function pdfBlocks(pages: readonly PdfLine[][]): Block[] {
  const running = runningLines(pages);
  const lines = pages.flat();
  const body = lines.filter((line) => !running.has(line));
  const size = median(body.flatMap((line) => Array.from(line.text, () => line.fontSize)));
  const left = body.reduce((least, line) => Math.min(least, line.left), Number.POSITIVE_INFINITY);
  const right = body.reduce((most, line) => Math.max(most, line.right), 0);
  const blocks: Block[] = [];
  let previous: PdfLine | null = null;
  for (const line of lines) {
    if (running.has(line)) {
      blocks.push({ ...textBlock(line.text.trim()), isOutside: true });
      continue;
    }
    const isHeading = line.fontSize > size * HEADING_SIZE;
    const goesOn =
      previous !== null &&
      !line.isRow &&
      !previous.isRow &&
      Math.abs(previous.fontSize - line.fontSize) < size * 0.1 &&
      (isHeading || (right - previous.right < RAGGED * size && line.left - left < INDENT * size));
    const open = goesOn ? blocks.findLast((block) => !block.isOutside) : undefined;
    if (open && previous) open.text += joint(previous.text.trim(), line.text) + line.text.trim();
    else {
      const level = isHeading ? (blocks.some((block) => block.heading === 1) ? 2 : 1) : 0;
      blocks.push({ ...textBlock(line.text.trim(), level), isRow: line.isRow });
    }
    previous = line;
  }
  return blocks;
}

function runningLines(pages: readonly PdfLine[][]): Set<PdfLine> {
  const places = new Map<string, PdfLine[]>();
  for (const line of pages.flat()) {
    const place = `${Math.round(line.y)} ${line.text.replaceAll(/\d+/g, "#")}`;
    places.set(place, [...(places.get(place) ?? []), line]);
  }
  return new Set([...places.values()].filter((lines) => lines.length >= RUNNING_PAGES).flat());
}

/** Latin words need the space that the end of the line stood for; Chinese text does not. */
function joint(before: string, after: string): string {
  return /[\w.,;:]$/.test(before) && /^\s*\w/.test(after) ? " " : "";
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
