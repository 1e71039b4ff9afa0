import type { Article } from "./article.ts";
import { ArticleFileError } from "./article-file.ts";
import type { ArticleStore } from "./article-store.ts";
import { findNearDuplicates, sketchOf } from "./near-duplicates.ts";
import { splitArticle } from "./passages.ts";

/** Something to mend (`fault`) or to look at (`notice`), in one line. */
export interface Finding {
  kind: "fault" | "notice";
  message: string;
}

/** Ids named in one message; the rest are counted. */
const MOST_NAMED = 5;

/** Reads every article, one at a time, and tells what is wrong or doubtful. @throws CorpusFolderError */
export async function checkCorpus(
  store: ArticleStore,
  onProgress?: (done: number, total: number) => void,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const files = await store.files();
  const sketches = new Map<string, Uint32Array>();
  const superseded = new Map<string, string[]>();
  const undated: string[] = [];
  for (const [index, { path }] of files.entries()) {
    onProgress?.(index + 1, files.length);
    try {
      const article = await store.read(path);
      findings.push(...checkArticle(article));
      if (article.published === null && article.dated === null) undated.push(article.id);
      sketches.set(article.id, sketchOf(article.body));
      superseded.set(article.id, article.supersedes);
    } catch (error) {
      if (!(error instanceof ArticleFileError)) throw error;
      findings.push({ kind: "fault", message: error.message });
    }
  }
  findings.push(...checkSupersedes(superseded));
  if (undated.length > 0) {
    const cure = "npm run corpus -- set ID published=YYYY-MM-DD adds one";
    findings.push({ kind: "notice", message: `without a date: ${nameSome(undated)}; ${cure}` });
  }
  for (const { first, second, resemblance } of findNearDuplicates(sketches)) {
    const isMeant = superseded.get(first)?.includes(second) || superseded.get(second)?.includes(first);
    if (isMeant) continue;
    const share = resemblance === 1 ? "the same text" : `${Math.round(resemblance * 100)} % the same text`;
    const cure = "remove one, or say with npm run corpus -- supersede OLD NEW which is newer";
    findings.push({ kind: "notice", message: `${first} and ${second} are ${share}; ${cure}` });
  }
  return findings;
}

function checkArticle(article: Article): Finding[] {
  if (article.body.trim() === "") {
    return [{ kind: "fault", message: `${article.id}: no text; add it to the file or remove the article` }];
  }
  const { sections, sentences } = splitArticle(article);
  const filled = new Set(sentences.map((sentence) => sentence.section));
  return sections.flatMap(({ heading, start }, index) => {
    // A heading right before a smaller one opens a group of sections.
    const opensGroup = article.body.slice(start).trimStart().startsWith("### ");
    if (heading === null || filled.has(index) || opensGroup) return [];
    return [{ kind: "notice" as const, message: `${article.id}: nothing under the heading ${heading}` }];
  });
}

function checkSupersedes(superseded: ReadonlyMap<string, string[]>): Finding[] {
  const findings: Finding[] = [];
  for (const [id, ids] of superseded) {
    for (const older of ids.filter((name) => !superseded.has(name))) {
      findings.push({ kind: "notice", message: `${id}: supersedes ${older}, which is not here` });
    }
    if (supersedes(superseded, id, id)) {
      findings.push({ kind: "fault", message: `${id}: supersedes itself; correct the field supersedes` });
    }
  }
  return findings;
}

/** Whether an article supersedes another, directly or through others in between. */
export function supersedes(superseded: ReadonlyMap<string, string[]>, newer: string, older: string): boolean {
  const seen = new Set<string>();
  const open = [newer];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const next of superseded.get(id) ?? []) {
      if (next === older) return true;
      if (!seen.has(next)) open.push(next);
      seen.add(next);
    }
  }
  return false;
}

function nameSome(ids: readonly string[]): string {
  const rest = ids.length - MOST_NAMED;
  return ids.slice(0, MOST_NAMED).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
