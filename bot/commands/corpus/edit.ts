import { type Article, type ArticleStore, frontMatterSchema, supersedes } from "../../../corpus/index.ts";
import { CommandError, existing, print, type Terminal } from "./terminal.ts";

const LISTS = new Set(["supersedes", "bylines"]);
const FIELDS = Object.keys(frontMatterSchema.shape).filter((field) => field !== "id");

/**
 * Sets front matter fields from words such as published=2020-02-16. Lists are separated by commas; an empty value
 * clears the field.
 */
export async function setFields(store: ArticleStore, id: string, words: readonly string[], terminal: Terminal) {
  const before = await existing(store, id);
  const fields = words.map(parseField);
  const after: Article = { ...before, ...Object.fromEntries(fields) };
  await writeChecked(store, after);
  for (const [field] of fields) {
    print(terminal, `${field}: ${shown(before[field as keyof Article])} -> ${shown(after[field as keyof Article])}`);
  }
}

/** Notes that the newer article replaces the older. */
export async function supersede(store: ArticleStore, older: string, newer: string, terminal: Terminal) {
  const [, article] = [await existing(store, older), await existing(store, newer)];
  const known = new Map((await store.readAll()).map((each) => [each.id, each.supersedes]));
  if (older === newer || supersedes(known, older, newer)) {
    throw new CommandError(`${older} cannot be superseded by ${newer}, which it supersedes itself`);
  }
  if (!article.supersedes.includes(older)) {
    await store.write({ ...article, supersedes: [...article.supersedes, older] });
  }
  print(terminal, `${newer} supersedes ${older}`);
}

function parseField(word: string): [string, string | string[] | null] {
  const [, field = "", value = ""] = /^([^=]*)=(.*)$/s.exec(word) ?? [];
  if (!FIELDS.includes(field)) {
    throw new CommandError(`cannot set ${word}; write FIELD=VALUE, where FIELD is one of ${FIELDS.join(", ")}`);
  }
  if (!LISTS.has(field)) return [field, value.trim() || null];
  return [
    field,
    value
      .split(/[,，]/)
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ""),
  ];
}

async function writeChecked(store: ArticleStore, article: Article): Promise<void> {
  try {
    await store.write(article);
  } catch (error) {
    // The article does not fit the schema; the message names field, value and cure.
    if (error instanceof RangeError) throw new CommandError(error.message);
    throw error;
  }
}

function shown(value: unknown): string {
  return value === null || (Array.isArray(value) && value.length === 0) ? "-" : String(value);
}
