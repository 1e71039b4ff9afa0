import { createReadStream } from "node:fs";
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

/** In UTF-16 code units: the largest document in bytes, all ASCII. */
const LONGEST_LINE = 10_000_000;

/**
 * Reads a file with one JSON object a line: `docid` or `id`, `text`, and perhaps `title`, `published`, `source`, `url`.
 * The text is taken as it is but for its line breaks, which become `\n`. Blank lines are passed over; a faulty line
 * gives an error in its place, and the lines after it are still read. One line is held at a time.
 */
export async function* readJsonLines(path: string): AsyncGenerator<ArticleDraft | DocumentError> {
  let number = 0;
  for await (const line of linesOf(path)) {
    number++;
    const place = `${path}:${number}`;
    if (line === null) yield new DocumentError(`${place}: larger than 10 MB; cut the article into parts`);
    else if (line.trim() !== "") yield parseJsonLine(number === 1 ? line.replace(/^\uFEFF/, "") : line, place);
  }
}

/** The lines of a UTF-8 file; null for one too long to be held. */
async function* linesOf(path: string): AsyncGenerator<string | null> {
  let line = "";
  let isTooLong = false;
  for await (const chunk of createReadStream(path, "utf8")) {
    const [first = "", ...others] = (chunk as string).split("\n");
    line = isTooLong ? "" : line + first;
    isTooLong ||= line.length > LONGEST_LINE;
    for (const next of others) {
      yield isTooLong ? null : line;
      line = next;
      isTooLong = false;
    }
  }
  yield isTooLong ? null : line;
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
