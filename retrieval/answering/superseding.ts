import type { CorpusTable } from "../corpus-table.ts";
import type { Citation } from "../answer.ts";
import type { Finding } from "./finding.ts";

const known = new WeakMap<CorpusTable, ReadonlySet<number>>();

/** The articles that another article of the corpus says it replaces. */
function supersededArticles(table: CorpusTable): ReadonlySet<number> {
  let superseded = known.get(table);
  if (superseded === undefined) {
    const rows = new Map(table.articles.map(({ id }, article) => [id, article]));
    const older = table.articles.flatMap(({ id, supersedes }) => supersedes.filter((one) => one !== id));
    superseded = new Set(older.flatMap((id) => rows.get(id) ?? []));
    known.set(table, superseded);
  }
  return superseded;
}

/**
 * What the articles in force say; only where they do not answer, what superseded ones say as well.
 *
 * @param seek finds the answer over those articles alone that are admitted
 */
export async function preferCurrent(
  table: CorpusTable,
  admits: (article: number) => boolean,
  seek: (admits: (article: number) => boolean) => Promise<Finding>,
): Promise<Finding> {
  const superseded = supersededArticles(table);
  if (superseded.size === 0) return await seek(admits);
  const current = await seek((article) => admits(article) && !superseded.has(article));
  if (current.status === "answered") return current;
  const any = await seek(admits);
  return RANKS[any.status] > RANKS[current.status] ? any : current;
}

const RANKS: Record<Finding["status"], number> = { "not-found": 0, partial: 1, answered: 2 };

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
    if (superseded.has(table.articles.findIndex(({ id }) => id === citation.articleId)))
      citation.standing = "superseded";
    else if (day !== "" && day < latest) citation.standing ??= "earlier";
  }
}
