import { parentPort } from "node:worker_threads";
import { DocumentError } from "../draft.ts";
import type { Page } from "./page.ts";
import { type ParserInput, readPage } from "./read-page.ts";

export type ParserReply = { page: Page } | { refusal: string };

/**
 * Entry point of the thread that `bounded-parser.ts` starts: a document in, a page or a refusal out. Parsers throw
 * errors of every kind at damaged documents, all of which are the document's fault.
 */
parentPort?.on("message", async (input: ParserInput) => {
  let reply: ParserReply;
  try {
    reply = { page: await readPage(input) };
  } catch (error) {
    const refusal =
      error instanceof DocumentError ? error.message : `${input.name}: damaged; save it anew or add its text`;
    reply = { refusal };
  }
  parentPort!.postMessage(reply);
});
