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
  if (after.supersedes !== before.supersedes) await checkSuperseded(store, after);
  await writeChecked(store, after);
  for (const [field] of fields) {
    print(terminal, `${field}: ${shown(before[field as keyof Article])} -> ${shown(after[field as keyof Article])}`);
  }
}

/** Notes that the newer article replaces the older. */
export async function supersede(store: ArticleStore, older: string, newer: string, terminal: Terminal) {
  const [, article] = [await existing(store, older), await existing(store, newer)];
  await checkSuperseded(store, { ...article, supersedes: [older] });
  if (!article.supersedes.includes(older)) {
    await store.write({ ...article, supersedes: [...article.supersedes, older] });
  }
  print(terminal, `${newer} supersedes ${older}`);
}

/** An id that does not exist is a slip of the pen; an article that goes round in a circle would supersede itself. */
async function checkSuperseded(store: ArticleStore, { id, supersedes: olds }: Article): Promise<void> {
  const known = new Map((await store.readAll()).map((each) => [each.id, each.supersedes]));
  for (const older of olds) {
    if (!known.has(older)) throw new CommandError(`there is no article ${older}; npm run corpus -- list shows the ids`);
    if (older === id || supersedes(known, older, id)) {
      throw new CommandError(
        `${older} cannot be superseded by ${id}, ${older === id ? "for it is the same article" : "which it supersedes itself"}`,
      );
    }
  }
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
