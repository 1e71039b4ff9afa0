import { type ArticleDraft, DocumentError } from "../draft.ts";
import { type BoundedParser, createBoundedParser } from "./bounded-parser.ts";
import { isShortText, type RawDocument, readDraft } from "./read-draft.ts";

/** Largest document in bytes. */
export const MAXIMUM_DOCUMENT_BYTES = 10_000_000;

export interface DocumentReader {
  /**
   * Makes a draft of one document. The format is told by the content, never by the name.
   * @throws DocumentError when there is no article in it, ArticleFileError for an article file at fault.
   */
  read(document: RawDocument): Promise<ArticleDraft>;
}

/** A reader that reads all but short texts in a thread of its own, started when first needed. */
export function createDocumentReader(parser: BoundedParser = createBoundedParser()): DocumentReader {
  return {
    async read(document) {
      const { bytes, name } = document;
      if (bytes.length === 0) throw new DocumentError(`${name}: empty; add a document that holds text`);
      if (bytes.length > MAXIMUM_DOCUMENT_BYTES) {
        throw new DocumentError(`${name}: larger than 10 MB; cut the document into parts`);
      }
      return await (isShortText(document) ? readDraft(document) : parser.parse(document));
    },
  };
}
