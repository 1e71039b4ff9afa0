import { z } from "zod";

const isoDate = z.iso.date();
/** Leaves room for an extension and a temporary suffix below the 255 bytes that file systems allow a name. */
const MAXIMUM_ID_BYTES = 200;

/**
 * The front matter of an article file. `published` is when the source posted it, `dated` when its facts hold, if the
 * source says so with a year; both ISO dates. `supersedes` holds ids of articles that this one replaces. `bylines`
 * are the reporters named at the ends of reports, in order, kept out of the body.
 */
export const frontMatterSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u)
    .refine((id) => Buffer.byteLength(id) <= MAXIMUM_ID_BYTES),
  title: z.string().min(1),
  source: z.string().min(1).nullable().default(null),
  url: z.url().nullable().default(null),
  published: isoDate.nullable().default(null),
  dated: isoDate.nullable().default(null),
  language: z.string().min(2).default("zh"),
  supersedes: z.array(z.string()).default([]),
  bylines: z.array(z.string()).default([]),
});

export type FrontMatter = z.infer<typeof frontMatterSchema>;

/**
 * One article. `body` is the text that citations point into: paragraphs separated by blank lines, sections opened by a
 * line `## heading` (`### heading` below it). Every offset in the project is a UTF-16 index into `body`, unchanged as stored.
 */
export interface Article extends FrontMatter {
  body: string;
}
