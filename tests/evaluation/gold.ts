import { readFile } from "node:fs/promises";
import { z } from "zod";

/**
 * Who may look at a question: `given` came with the project, `dev` may be looked at while rules and thresholds are
 * made, `held-out` is only ever counted. A file without the field is held to the strictest thresholds, those of `given`.
 */
export const SPLITS = ["given", "dev", "held-out"] as const;
export type Split = (typeof SPLITS)[number];

const goldQuestionSchema = z
  .strictObject({
    id: z.string().min(1),
    lang: z.string().min(2),
    question: z.string(),
    /** Earlier questions of the same conversation, oldest first. */
    history: z.array(z.string()).default([]),
    answerable: z.boolean(),
    /** Groups: of each, one alternative must stand in the answer. */
    answer: z.array(z.array(z.string().min(1)).min(1)).default([]),
    /** Strings that must not stand in the answer. */
    reject: z.array(z.string().min(1)).default([]),
    /** Verbatim pieces of the article. */
    evidence: z.array(z.string().min(1)).default([]),
    tags: z.array(z.string()).default([]),
    split: z.enum(SPLITS).default("given"),
  })
  .refine((gold) => !gold.answerable || (gold.answer.length > 0 && gold.evidence.length > 0), {
    error: "an answerable question needs `answer` and `evidence`",
  });

/** A question with the facts its answer must state. */
export type GoldQuestion = z.infer<typeof goldQuestionSchema>;

/** A file of questions, thresholds or documents cannot be used; the message names file, line and field. */
export class EvaluationFileError extends Error {
  override name = "EvaluationFileError";
}

/**
 * Reads JSON Lines, each line checked by `schema`; blank lines are skipped.
 *
 * @throws EvaluationFileError when the file cannot be read or a line does not fit
 */
export async function readJsonLines<T>(file: string, schema: z.ZodType<T>): Promise<T[]> {
  const lines = (await readText(file)).split(/\r?\n/);
  return lines.flatMap((line, index) => (line.trim() === "" ? [] : [parseJson(line, schema, `${file}:${index + 1}`)]));
}

/** @throws EvaluationFileError as `readJsonLines`, and when two questions have the same id or there is none */
export async function readGoldQuestions(file: string): Promise<GoldQuestion[]> {
  const questions = await readJsonLines(file, goldQuestionSchema);
  if (questions.length === 0) throw new EvaluationFileError(`${file} holds no question: write one JSON object a line.`);
  const seen = new Set<string>();
  for (const { id } of questions) {
    if (seen.has(id))
      throw new EvaluationFileError(`${file}: two questions have the id "${id}": give one of them another.`);
    seen.add(id);
  }
  return questions;
}

/** @throws EvaluationFileError */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new EvaluationFileError(`Cannot read ${file} (${code}): check the path.`);
  }
}

/** @throws EvaluationFileError naming `where`, the field and what was expected */
export function parseJson<T>(text: string, schema: z.ZodType<T>, where: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new EvaluationFileError(`${where}: not JSON: mend the line.`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new EvaluationFileError(`${where}: ${path.length > 0 ? `field ${path.join(".")}: ` : ""}${message}.`);
}
