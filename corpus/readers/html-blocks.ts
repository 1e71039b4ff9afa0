import type { Block } from "./page.ts";

/** What is used of a DOM, so that no DOM types are needed. */
export interface DomNode {
  nodeType: number;
  localName?: string;
  textContent: string | null;
  childNodes: Iterable<DomNode>;
  getAttribute?(name: string): string | null;
  removeAttribute?(name: string): void;
  querySelector?(selector: string): DomNode | null;
  querySelectorAll?(selector: string): Iterable<DomNode>;
}

const ELEMENT = 1;
const TEXT = 3;
const DOCUMENT = 9;
const FRAGMENT = 11;
const SKIPPED = new Set(
  "head script style noscript template svg math iframe object select button textarea audio video canvas map".split(" "),
);
const OUTSIDE = new Set(["nav", "footer", "aside"]);
const INLINE = new Set(
  "a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr img input".split(
    " ",
  ),
);
/** Not `visibility`: WeChat and others hide the text so until their script has run. */
const HIDDEN = /display\s*:\s*none/i;
/** A table cell with more text than this, in UTF-16 code units, lays out the page and is no cell of a table. */
const LONGEST_CELL = 300;
/** Elements inside elements to this depth are read; no page that people read is deeper. */
const DEEPEST = 500;

/** The blocks of a DOM in reading order. Line breaks and block elements end a block; a table's row is one. */
export function blocksOf(root: DomNode): Block[] {
  const blocks: Block[] = [];
  let text = "";
  let linked = 0;

  function flush(heading: number, isOutside: boolean): void {
    const visible = collapse(text);
    if (visible !== "") {
      const linkShare = Math.min(1, linked / visible.length);
      blocks.push({ text: visible, heading, linkShare, isRow: false, isOutside });
    }
    text = "";
    linked = 0;
  }

  function walk(node: DomNode, heading: number, isOutside: boolean, depth: number): void {
    if (node.nodeType === TEXT) {
      text += node.textContent ?? "";
      return;
    }
    const isContainer = node.nodeType === DOCUMENT || node.nodeType === FRAGMENT;
    if ((node.nodeType !== ELEMENT && !isContainer) || depth > DEEPEST) return;
    const name = node.localName ?? "";
    if (SKIPPED.has(name) || isHidden(node)) return;
    if (name === "br" || name === "hr") {
      flush(heading, isOutside);
      return;
    }
    if (INLINE.has(name)) {
      const before = text.length;
      for (const child of node.childNodes) walk(child, heading, isOutside, depth + 1);
      if (name === "a" && node.getAttribute?.("href")) linked += text.length - before;
      return;
    }
    flush(heading, isOutside);
    const row = name === "tr" ? rowOf(node) : null;
    if (row !== null) {
      if (row !== "") blocks.push({ text: row, heading: 0, linkShare: 0, isRow: true, isOutside });
      return;
    }
    const level = /^h([1-6])$/.exec(name);
    const inner = level ? Number(level[1]) : heading;
    const outside = isOutside || OUTSIDE.has(name);
    for (const child of node.childNodes) walk(child, inner, outside, depth + 1);
    flush(inner, outside);
  }

  walk(root, 0, false, 0);
  flush(0, false);
  return blocks;
}

/** A table's row as one line, its cells apart by ` | `; null for a row that lays out a page. */
function rowOf(row: DomNode): string | null {
  const cells = [...row.childNodes].filter((node) => node.localName === "td" || node.localName === "th");
  if (cells.length < 2 || row.querySelector?.("table,h1,h2,h3,ul,form,script")) return null;
  const texts = cells.map((cell) => collapse(cell.textContent ?? ""));
  if (texts.some((text) => text.length > LONGEST_CELL)) return null;
  return texts.some((text) => text !== "") ? texts.join(" | ") : "";
}

function isHidden(node: DomNode): boolean {
  const style = node.getAttribute?.("style");
  return (style != null && HIDDEN.test(style)) || node.getAttribute?.("hidden") != null;
}

const WIDE = String.raw`[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’—…]`;
const BREAK_IN_CHINESE = new RegExp(`(?<=${WIDE})[ \\t]*[\\n\\r][ \\t\\n\\r]*(?=${WIDE})`, "gu");

/** White space as a browser shows it; the line break of the source inside Chinese text is no space. */
function collapse(text: string): string {
  return text
    .replaceAll(BREAK_IN_CHINESE, "")
    .replaceAll(/[ \t\n\r\f]+/g, " ")
    .trim();
}
