/** One block of a page in reading order, on one line: a paragraph, a heading, a list item, a table row. */
export interface Block {
  text: string;
  /** 1 to 6 where the format marks a heading, else 0. */
  heading: number;
  /** Share of the block's characters that are links, 0 to 1; 0 where the format knows no links. */
  linkShare: number;
  /** A row of a table: short and full of separators, yet never furniture for that. */
  isRow: boolean;
  /** The format itself places the block outside the article: a page's head, menu, side column or foot. */
  isOutside: boolean;
}

/** What a reader takes out of a file or an address. Fields are null where the format does not state them. */
export interface Page {
  blocks: Block[];
  title: string | null;
  source: string | null;
  /** The site or publisher: the source where the page names no other. */
  site: string | null;
  url: string | null;
  /** ISO date. */
  published: string | null;
}

/** A block of plain text. */
export function textBlock(text: string, heading = 0): Block {
  return { text, heading, linkShare: 0, isRow: false, isOutside: false };
}

/** A page of which the format states nothing but its text. */
export function pageOf(blocks: Block[]): Page {
  return { blocks, title: null, source: null, site: null, url: null, published: null };
}
