import type { CorpusTable } from "../corpus-table.ts";
import type { Citation } from "../answer.ts";
import type { Finding } from "./finding.ts";

/** Articles, by row and by id. */
interface Superseded {
  rows: ReadonlySet<number>;
  ids: ReadonlySet<string>;
}

const known = new WeakMap<CorpusTable, Superseded>();

/** The articles that another article of the corpus says it replaces. */
function supersededArticles(table: CorpusTable): Superseded {
  let superseded = known.get(table);
  if (superseded === undefined) {
    const rows = new Map(table.articles.map(({ id }, article) => [id, article]));
    const older = table.articles.flatMap(({ id, supersedes }) =>
      supersedes.filter((one) => one !== id && rows.has(one)),
    );
    superseded = { rows: new Set(older.map((id) => rows.get(id)!)), ids: new Set(older) };
    known.set(table, superseded);
  }
  return superseded;
}

/** What articles in force say counts when it is at least this share as sure as what superseded ones say. */
const SURE_ENOUGH = 0.6;

/**
 * What all articles say; where that rests on superseded ones, what those in force say, if they say it about as surely.
 * Something else that they say is no answer: 326 thermometers do not replace 12 places where temperature is taken.
 *
 * @param seek finds the answer over those articles alone that are admitted
 */
export async function preferCurrent(
  table: CorpusTable,
  admits: (article: number) => boolean,
  seek: (admits: (article: number) => boolean) => Promise<Finding>,
): Promise<Finding> {
  const superseded = supersededArticles(table);
  const any = await seek(admits);
  if (!any.statements.some(({ sentence }) => superseded.rows.has(sentence.article))) return any;
  const current = await seek((article) => admits(article) && !superseded.rows.has(article));
  const isSureEnough = any.status === "not-found" || current.confidence >= SURE_ENOUGH * any.confidence;
  return current.status === any.status && isSureEnough ? current : any;
}

/** The day on which what an article says held, else when it was published; ISO, "" when neither is known. */
function dayOf({ dated, published }: Pick<Citation, "dated" | "published">): string {
  return dated ?? published ?? "";
}

/** Marks those citations for one thing that are of an earlier day than the latest, and those of superseded articles. */
export function markStanding(citations: readonly Citation[], table: CorpusTable): void {
  const superseded = supersededArticles(table);
  const latest = citations.reduce((day, citation) => (dayOf(citation) > day ? dayOf(citation) : day), "");
  for (const citation of citations) {
    const day = dayOf(citation);
    if (superseded.ids.has(citation.articleId)) citation.standing = "superseded";
    else if (day !== "" && day < latest) citation.standing ??= "earlier";
  }
}
