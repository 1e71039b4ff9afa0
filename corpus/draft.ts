import type { FrontMatter } from "./article.ts";
import type { CleanedLine } from "./clean/clean.ts";

/** An article on its way into the corpus. An `id` that is null is made from the title, a `title` from the text. */
export interface ArticleDraft extends Omit<FrontMatter, "id" | "title"> {
  id: string | null;
  title: string | null;
  body: string;
  /** How the page was cleaned, line by line; empty for text that is taken as it is. */
  lines: CleanedLine[];
}

/** A file or an address that gives no article; the message is one line that says why and, where possible, the cure. */
export class DocumentError extends Error {
  override readonly name = "DocumentError";
}
