import type { MessagePort } from "node:worker_threads";
import { DocumentError } from "../draft.ts";
import type { Page } from "./page.ts";
import { type ParserInput, readPage } from "./read-page.ts";

export type ParserReply = { page: Page } | { refusal: string };

/**
 * What the thread of `bounded-parser.ts` does: a document in, a page or a refusal out. Parsers throw errors of every
 * kind at damaged documents, all of which are the document's fault.
 */
export function serveParser(port: MessagePort): void {
  port.on("message", async (input: ParserInput) => {
    let reply: ParserReply;
    try {
      reply = { page: await readPage(input) };
    } catch (error) {
      const refusal =
        error instanceof DocumentError ? error.message : `${input.name}: damaged; save it anew or add its text`;
      reply = { refusal };
    }
    port.postMessage(reply);
  });
}
