import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { frontMatterSchema } from "../article.ts";
import { detectLanguage } from "../clean/language.ts";
import { type ArticleDraft, DocumentError } from "../draft.ts";

const { id, title, source, url, published } = frontMatterSchema.shape;
const lineSchema = z
  .object({
    docid: id.optional(),
    id: id.optional(),
    text: z.string().refine((text) => text.trim() !== ""),
    title: title.optional(),
    source,
    url,
    published,
  })
  .refine((line) => line.id !== undefined || line.docid !== undefined, { path: ["id"] });

const CURES: Partial<Record<string, string>> = {
  id: "give an id of letters, digits, '.', '_' and '-', at most 200 bytes, in the field id or docid",
  docid: "give an id of letters, digits, '.', '_' and '-', at most 200 bytes",
  text: "give the article's text",
  published: "give an ISO date such as 2020-02-16, or leave the field out",
  url: "give a whole address such as https://example.org/page, or leave the field out",
};

/**
 * Reads a file with one JSON object a line: `docid` or `id`, `text`, and perhaps `title`, `published`, `source`, `url`.
 * The text is taken as it is but for its line breaks, which become `\n`. Blank lines are passed over; a faulty line
 * gives an error in its place, and the lines after it are still read. Holds one line at a time.
 */
export async function* readJsonLines(path: string): AsyncGenerator<ArticleDraft | DocumentError> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  for await (const line of lines) {
    number++;
    const text = number === 1 ? line.replace(/^\uFEFF/, "") : line;
    if (text.trim() !== "") yield parseJsonLine(text, `${path}:${number}`);
  }
}

function parseJsonLine(line: string, place: string): ArticleDraft | DocumentError {
  if (line.includes("\uFFFD")) return new DocumentError(`${place}: not UTF-8 text; save the file as UTF-8`);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return new DocumentError(`${place}: not JSON; write one JSON object a line`);
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]!.path[0] ?? "line");
    return new DocumentError(`${place}: ${field}: missing or wrong; ${CURES[field] ?? "correct it"}`);
  }
  const fields = parsed.data;
  const body = fields.text.replaceAll(/\r\n?/g, "\n").replaceAll(/\p{Surrogate}/gu, "\uFFFD");
  return {
    id: (fields.id ?? fields.docid)!,
    title: fields.title ?? null,
    source: fields.source,
    url: fields.url,
    published: fields.published,
    dated: null,
    language: detectLanguage(body),
    supersedes: [],
    bylines: [],
    body,
    lines: [],
  };
}
