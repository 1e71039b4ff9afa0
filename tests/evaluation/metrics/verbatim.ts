import type { Citation } from "../../../retrieval/answer.ts";

/** Whether the quote stands in the body at the offsets given (UTF-16), to the code unit. */
export function isVerbatim(citation: Pick<Citation, "quote" | "start" | "end">, body: string | undefined): boolean {
  return body !== undefined && body.slice(citation.start, citation.end) === citation.quote;
}
