import type { MessagePort } from "node:worker_threads";
import { DocumentError } from "../draft.ts";
import type { Page } from "./page.ts";
import { type ParserInput, readPage } from "./read-page.ts";

export type ParserReply = { page: Page } | { refusal: string };

/** What the thread of `bounded-parser.ts` does: a document in, a page or a refusal out. */
export function serveParser(port: MessagePort): void {
  port.on("message", (input: ParserInput) => {
    void parse(input).then((reply) => port.postMessage(reply));
  });
}

/** Parsers throw errors of every kind at damaged documents, all of which are the document's fault. */
async function parse(input: ParserInput): Promise<ParserReply> {
  try {
    return { page: await readPage(input) };
  } catch (error) {
    if (error instanceof DocumentError) return { refusal: error.message };
    return { refusal: `${input.name}: damaged; save it anew or add its text` };
  }
}
