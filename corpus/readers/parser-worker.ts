import type { MessagePort } from "node:worker_threads";
import { ArticleFileError } from "../article-file.ts";
import { type ArticleDraft, DocumentError } from "../draft.ts";
import { type RawDocument, readDraft } from "./read-draft.ts";

export type ParserReply = { draft: ArticleDraft } | { refusal: string };

/** What the thread of `bounded-parser.ts` does: a document in, a draft or a refusal out. */
export function serveParser(port: MessagePort): void {
  port.on("message", (document: RawDocument) => {
    void parse(document).then((reply) => port.postMessage(reply));
  });
}

/** Parsers throw errors of every kind at damaged documents, all of which are the document's fault. */
async function parse(document: RawDocument): Promise<ParserReply> {
  try {
    return { draft: await readDraft(document) };
  } catch (error) {
    if (error instanceof DocumentError || error instanceof ArticleFileError) return { refusal: error.message };
    return { refusal: `${document.name}: damaged; save it anew or add its text` };
  }
}
