import { structuredPatch } from "diff";
import {
  type Addition,
  type Article,
  type ArticleStore,
  createDocumentReader,
  type FetchOptions,
  formatArticleFile,
  openAdditionPlanner,
  readSource,
  type SourceItem,
} from "../../../corpus/index.ts";
import { showCleaning } from "./show.ts";
import { confirm, print, report, showProgress, type Terminal } from "./terminal.ts";

export interface AddOptions {
  id?: string;
  yes?: boolean;
  dryRun?: boolean;
  fetch: FetchOptions;
}

type Outcome = Addition["kind"] | "kept" | "refused";

const WORDS: Record<Outcome, string> = {
  new: "added",
  changed: "changed",
  unchanged: "unchanged",
  kept: "not replaced",
  refused: "refused",
};
/** Of a dry run. */
const WOULD_BE = "would be ";
/** More documents than this are counted, not listed. */
const MOST_LISTED = 20;

/**
 * Adds every document of the paths to the store; a faulty one is reported and passed over.
 * @returns whether every document was taken.
 */
export async function addDocuments(
  store: ArticleStore,
  paths: readonly string[],
  options: AddOptions,
  terminal: Terminal,
): Promise<boolean> {
  const planner = await openAdditionPlanner(store);
  const progress = showProgress(terminal, "reading");
  const counts = new Map<Outcome, number>();
  const listed: string[] = [];
  const count = (outcome: Outcome) => counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  let documents = 0;
  for await (const { origin, result } of readSources(paths, options.fetch)) {
    progress.update(++documents);
    // What is written while the count is drawn would share its line.
    if (result instanceof Error || options.dryRun) progress.stop();
    if (result instanceof Error) {
      report(terminal, result.message);
      count("refused");
      continue;
    }
    try {
      if (options.id !== undefined && documents > 1) {
        progress.stop();
        report(terminal, `${origin}: --id names one article; add the other documents without it`);
        count("refused");
        continue;
      }
      const addition = await planner.plan(result, options.id);
      if (options.dryRun) showCleaning(addition.article, result.lines, terminal);
      if (addition.kind === "changed") progress.stop();
      const outcome = options.dryRun ? addition.kind : await apply(addition, store, options, terminal);
      count(outcome);
      if (listed.length <= MOST_LISTED) {
        listed.push(
          `${options.dryRun ? WOULD_BE : ""}${WORDS[outcome]} ${addition.article.id}  ${addition.article.title}`,
        );
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      progress.stop();
      report(terminal, `${origin}: ${error.message}`);
      count("refused");
    }
  }
  progress.stop();
  if (listed.length <= MOST_LISTED) for (const line of listed) print(terminal, line);
  const summary = [...counts].map(([outcome, number]) => `${number} ${WORDS[outcome]}`);
  print(terminal, (options.dryRun ? "would be: " : "") + (summary.join(", ") || "nothing to add"));
  return !counts.has("refused") && !counts.has("kept");
}

async function* readSources(paths: readonly string[], fetch: FetchOptions): AsyncGenerator<SourceItem> {
  const reader = createDocumentReader();
  for (const path of paths) yield* readSource(path, reader, fetch);
}

async function apply(
  addition: Addition,
  store: ArticleStore,
  { yes }: AddOptions,
  terminal: Terminal,
): Promise<Outcome> {
  if (addition.kind === "changed" && !yes) {
    report(terminal, showChange(addition.previous, addition.article));
    if (!(await confirm(terminal, `Replace ${addition.article.id}?`))) return "kept";
  }
  if (addition.kind !== "unchanged") await store.write(addition.article);
  return addition.kind;
}

/** The change to the article's file as a unified diff; the library would write Chinese names in octal numbers. */
function showChange(before: Article, after: Article): string {
  const { hunks } = structuredPatch("", "", formatArticleFile(before), formatArticleFile(after));
  const lines = hunks.flatMap((hunk) => [
    `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
    ...hunk.lines,
  ]);
  return [`--- ${before.id}.md`, `+++ ${after.id}.md`, ...lines].join("\n");
}
