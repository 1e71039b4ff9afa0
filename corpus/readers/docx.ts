import type { unzipSync as Unzip } from "fflate";
import { DocumentError } from "../draft.ts";
import { writeOutNumbers } from "./docx-numbering.ts";
import { readHtmlFragment } from "./html.ts";
import type { Page } from "./page.ts";

/** Bytes that the text of a document and what belongs to it may unfold to; a thousand pages take about ten million. */
const MAXIMUM_UNPACKED_BYTES = 40_000_000;

/** The arrow that mammoth puts behind a note. */
const WAY_BACK = /<a href="#(?:foot|end)note-ref-[^"]*">↑<\/a>/g;

/**
 * Reads a Word file. Only its own text, styles and numbering are unpacked, each into as many bytes as the archive says
 * and no more, so that an archive that lies about its size is cut off; mammoth is given the result.
 * @throws DocumentError when it is no Word file, too large unpacked, or damaged.
 */
export async function readDocx(bytes: Uint8Array, name: string): Promise<Page> {
  const [{ unzipSync, zipSync }, { default: mammoth }] = await Promise.all([import("fflate"), import("mammoth")]);
  const parts = unpack(unzipSync, bytes, name);
  if (parts["word/document.xml"] === undefined) {
    throw new DocumentError(`${name}: a zip archive that is no Word file; unpack it and add what is inside`);
  }
  for (const [part, content] of Object.entries(parts)) {
    // In the text itself the bracket would be written as an entity.
    if (Buffer.from(content.buffer, content.byteOffset, content.length).includes("<!DOCTYPE")) {
      throw new DocumentError(`${name}: ${part} declares entities of its own, as no Word file does; save it anew`);
    }
  }
  const textOf = (part: string) => Buffer.from(parts[part] ?? []).toString();
  parts["word/document.xml"] = Buffer.from(
    writeOutNumbers(textOf("word/document.xml"), textOf("word/numbering.xml"), textOf("word/styles.xml")),
  );
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(zipSync(parts, { level: 0 })) },
      { styleMap: ["p[style-name='Title'] => h1:fresh"], externalFileAccess: false },
    );
    return await readHtmlFragment(value.replaceAll(WAY_BACK, ""));
  } catch {
    throw new DocumentError(`${name}: a damaged Word file; open it in Word and save it anew`);
  }
}

function unpack(unzipSync: typeof Unzip, bytes: Uint8Array, name: string): Record<string, Uint8Array> {
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter({ name: part, originalSize }) {
        if (
          !/(?:\.xml|\.rels)$/.test(part) ||
          !/^(?:word\/[^/]+|word\/_rels\/.+|_rels\/.+|\[Content_Types\].+)$/.test(part)
        )
          return false;
        total += originalSize;
        if (total > MAXIMUM_UNPACKED_BYTES)
          throw new DocumentError(`${name}: unpacks to more than 40 MB; cut the document into parts`);
        return true;
      },
    });
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    throw new DocumentError(`${name}: a damaged zip archive or Word file; save it anew`);
  }
}
