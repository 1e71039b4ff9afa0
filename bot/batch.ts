import { createInterface } from "node:readline";
import { z } from "zod";
import type { QuestionAnswerer } from "./context.ts";

const inquirySchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  question: z.string().refine((question) => question.trim() !== "", {
    error: "expected a question, got an empty one",
  }),
  history: z.array(z.string()).default([]),
});

/**
 * Answers every line of `input`, a question or a JSON object `{"id"?, "question", "history"?}`, with one JSON object
 * on a line, in the same order. Empty lines are passed over; a line that cannot be read is reported and the rest goes on.
 * @returns how many lines could not be read
 */
export async function answerLines(options: {
  answerer: QuestionAnswerer;
  input: NodeJS.ReadableStream;
  write(line: string): void;
  report(line: string): void;
}): Promise<number> {
  let lineNumber = 0;
  let faults = 0;
  for await (const line of createInterface({ input: options.input, crlfDelay: Infinity })) {
    lineNumber += 1;
    if (line.trim() === "") continue;
    const inquiry = readLine(line);
    if (typeof inquiry === "string") {
      faults += 1;
      options.report(`Line ${lineNumber}: ${inquiry}. Write a question, or {"id"?, "question", "history"?} as JSON.`);
      continue;
    }
    const { id, question, history } = inquiry;
    const answer = await options.answerer.invoke({ question, history });
    options.write(JSON.stringify(id === undefined ? answer : { id, ...answer }));
  }
  return faults;
}

/** The inquiry on a line, or what is wrong with it. */
function readLine(line: string): z.infer<typeof inquirySchema> | string {
  if (!line.trimStart().startsWith("{")) return { question: line, history: [] };
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return "not valid JSON";
  }
  const parsed = inquirySchema.safeParse(json);
  if (parsed.success) return parsed.data;
  return parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
}
