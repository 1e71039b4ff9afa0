import { z } from "zod";

/** A verbatim quote: `article.body.slice(start, end) === quote`, offsets in UTF-16 code units. */
export const citationSchema = z.object({
  n: z.number().int().positive(),
  articleId: z.string(),
  title: z.string(),
  section: z.string().nullable(),
  source: z.string().nullable(),
  published: z.string().nullable(),
  dated: z.string().nullable(),
  url: z.string().nullable(),
  quote: z.string().min(1),
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  /** The answering words: [start, end) pairs relative to `quote`, ascending, not overlapping. */
  marks: z.array(z.tuple([z.number().int(), z.number().int()])),
  /** Absent unless the article is out of force: another one replaces it, or one cited for the same thing is later. */
  standing: z.enum(["superseded", "earlier"]).optional(),
});
export type Citation = z.infer<typeof citationSchema>;

export const answerSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  question: z.string(),
  /** BCP 47: zh, zh-Hant, en, ko. */
  language: z.string(),
  status: z.enum(["answered", "partial", "not-found", "smalltalk"]),
  /** Short and direct; every date, figure and name in it stands in a quote. */
  answer: z.string(),
  /** The whole message, plain text. */
  text: z.string(),
  citations: z.array(citationSchema),
  /** On `not-found` and `partial`: what the corpus says that is nearest. Not offered as an answer. */
  nearest: z.array(citationSchema),
  /** True when cited figures for the same thing differ. */
  conflict: z.boolean(),
  /** 0 to 1: how sure the answerer is that the corpus answers the question. */
  confidence: z.number().min(0).max(1),
  /** ISO date at which the cited facts hold, if the source says so with a year. */
  asOf: z.string().nullable(),
  elapsedMs: z.number().nonnegative(),
});
export type Answer = z.infer<typeof answerSchema>;

/** What is asked: the question, and the earlier questions of the same conversation, oldest first. */
export interface Inquiry {
  question: string;
  history?: string[];
}
