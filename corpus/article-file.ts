import { type Document, LineCounter, parseDocument, stringify } from "yaml";
import type { z } from "zod";
import { type Article, frontMatterSchema } from "./article.ts";

/** An article file that cannot be used; the message is one line: place, problem, cure. Its file's owner can mend it. */
export class ArticleFileError extends Error {
  override readonly name = "ArticleFileError";
  readonly file: string;
  /** 1-based line of the file. */
  readonly line: number;
  /** The front matter's field at fault, `null` where the file as a whole is. */
  readonly field: string | null;
  readonly cure: string;

  constructor(fault: { file: string; line: number; field?: string | null; problem: string; cure: string }) {
    const { file, line, field = null, problem, cure } = fault;
    const place = `${file}:${line}: ${field === null ? "" : `${field}: `}`;
    super(`${place}${problem}; ${cure}`.replace(/\s*\n\s*/g, " "));
    this.file = file;
    this.line = line;
    this.field = field;
    this.cure = cure;
  }
}

/** Front matter between two lines of three dashes. One blank line after it belongs to the form, not to the body. */
const FRONT_MATTER = /^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n(?:\r?\n)?|$)/m;

/** No front matter needs any; a few written by hand do no harm. */
const MOST_ALIASES = 10;

const CURES: Partial<Record<string, string>> = {
  id: 'use letters, digits, ".", "_" and "-", at most 200 bytes, the first a letter or a digit',
  title: "write the article's title",
  url: "write a whole address such as https://example.org/page, or leave the line out",
  published: "write an ISO date such as 2020-02-16, or leave the line out",
  dated: "write an ISO date such as 2020-02-16, or leave the line out",
  supersedes: "write a list of article ids such as [first-id, second-id]",
  bylines: "write a list of names such as [王秋月, 栾哲]",
};

/**
 * Reads the text of an article file. The body is returned exactly as stored, but for the one line break that ends the
 * file. `file` is the name used in messages.
 * @throws ArticleFileError when the front matter is missing, is not YAML or does not fit its schema.
 */
export function parseArticleFile(text: string, file: string): Article {
  const match = FRONT_MATTER.exec(text);
  if (match === null || match.index !== 0) {
    throw new ArticleFileError({
      file,
      line: 1,
      problem: "no front matter",
      cure: "start the file with a line ---, the fields (id, title, ...) and another line ---",
    });
  }
  const body = text.slice(match[0].length);
  return {
    ...parseFrontMatter(match[1]!, file),
    body: body.endsWith("\n") ? body.slice(0, -1) : body,
  };
}

function parseFrontMatter(yaml: string, file: string) {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false });
  // The front matter starts on the second line of the file.
  const lineAt = (offset: number) => lineCounter.linePos(offset).line + 1;
  const syntax = document.errors[0];
  if (syntax !== undefined) {
    throw new ArticleFileError({
      file,
      line: lineAt(syntax.pos[0]),
      problem: `not YAML: ${syntax.message}`,
      cure: "correct the line; a value with a colon or a hash sign needs quotes around it",
    });
  }
  const value = valueOf(document, file);
  const result = frontMatterSchema.safeParse(value ?? {});
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const field = fieldOf(issue);
  const path = field === null ? [] : [field];
  const node: unknown = document.getIn(path, true);
  const range = isRanged(node) ? node.range : null;
  throw new ArticleFileError({
    file,
    line: range ? lineAt(range[0]) : 2,
    field,
    problem: problemOf(issue, field === null ? value : document.getIn(path)),
    cure: cureOf(issue, field),
  });
}

/** Aliases that lead nowhere, or to ever more, are found only now. */
function valueOf(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (cause) {
    const problem = `not YAML: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new ArticleFileError({ file, line: 2, problem, cure: "write the values themselves, without & and *" });
  }
}

function isRanged(node: unknown): node is { range: [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}

/** Null where the front matter is not made of fields at all. */
function fieldOf(issue: z.core.$ZodIssue): string | null {
  if (issue.code === "unrecognized_keys") return issue.keys[0]!;
  return issue.path.length === 0 ? null : String(issue.path[0]);
}

function problemOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === "unrecognized_keys") return "no such field";
  if (value === undefined) return "missing";
  const shown = JSON.stringify(value) ?? String(value);
  return `cannot be ${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}`;
}

function cureOf(issue: z.core.$ZodIssue, field: string | null): string {
  if (field === null) return "write a field and its value on a line, such as title: 复工复产";
  if (issue.code === "unrecognized_keys") {
    return `the fields are ${Object.keys(frontMatterSchema.shape).join(", ")}`;
  }
  const isText = issue.code === "invalid_type" && issue.expected === "string";
  const quotes = isText ? " (in quotes if it looks like a number)" : "";
  return `${CURES[field] ?? "write a text, or leave the line out"}${quotes}`;
}

/**
 * The text of an article's file: `parseArticleFile` gives the same article back. Fields that say nothing (null, empty
 * list) are left out.
 * @throws RangeError when the article cannot be kept exactly: a field outside its schema, half a surrogate pair.
 */
export function formatArticleFile(article: Article): string {
  const { body, ...rest } = article;
  const checked = frontMatterSchema.safeParse(rest);
  if (!checked.success) {
    const issue = checked.error.issues[0]!;
    const field = fieldOf(issue);
    throw new RangeError(`${field}: ${problemOf(issue, rest[field as keyof typeof rest])}; ${cureOf(issue, field)}`);
  }
  const said = Object.entries(checked.data).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  );
  const text = `---\n${stringify(Object.fromEntries(said), { lineWidth: 0 })}---\n\n${body}\n`;
  if (/\p{Surrogate}/u.test(text)) {
    throw new RangeError(`${article.id}: the text holds half a surrogate pair; remove it`);
  }
  return text;
}
