import { deflateRawSync, deflateSync, constants } from "node:zlib";
import { strToU8, zipSync } from "fflate";

/** A line of a page; lengths in points, from the lower left of an A4 page. */
export interface FixtureLine {
  text: string;
  x?: number;
  y: number;
  size?: number;
}

/** A PDF file that names a Chinese font without holding it, as bureaus' files do; each page an array of lines. */
export function pdfOf(pages: FixtureLine[][], { encrypted = false } = {}): Uint8Array {
  const contents = pages.map((lines) =>
    lines
      .map(({ text, x = 72, y, size = 12 }) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${ucs2(text)}> Tj ET`)
      .join("\n"),
  );
  return pdfOfStreams(
    contents.map((content) => ({ data: deflateSync(content), filter: "/FlateDecode" })),
    encrypted,
  );
}

/** A PDF file whose pages have the given streams as contents. */
export function pdfOfStreams(streams: { data: Uint8Array; filter: string }[], encrypted = false): Uint8Array {
  const kids = streams.map((_, index) => `${5 + index * 2} 0 R`).join(" ");
  const objects: (string | Uint8Array)[][] = [
    ["<< /Type /Catalog /Pages 2 0 R >>"],
    [`<< /Type /Pages /Kids [${kids}] /Count ${streams.length} >>`],
    ["<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>"],
    [
      "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 " +
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> " +
        "/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] " +
        "/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>",
    ],
    ...streams.flatMap(({ data, filter }, index) => [
      [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${6 + index * 2} 0 R ` +
          "/Resources << /Font << /F1 3 0 R >> >> >>",
      ],
      [`<< /Length ${data.length} /Filter ${filter} >>\nstream\n`, data, "\nendstream"],
    ]),
  ];
  const parts: Uint8Array[] = [Buffer.from("%PDF-1.4\n")];
  const offsets: number[] = [];
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  for (const [index, object] of objects.entries()) {
    offsets.push(length());
    parts.push(
      Buffer.from(`${index + 1} 0 obj\n`),
      ...object.map((part) => Buffer.from(part)),
      Buffer.from("\nendobj\n"),
    );
  }
  const start = length();
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const key = "00".repeat(32);
  const encryption = `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >> /ID [<00><00>]`;
  const trailer = `<< /Size ${objects.length + 1} /Root 1 0 R ${encrypted ? encryption : ""} >>`;
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n${trailer}\nstartxref\n${start}\n%%EOF`,
    ),
  );
  return Buffer.concat(parts);
}

const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const RELATIONS =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';
const STYLES = `<w:styles ${NAMESPACE}>${["Title", "heading 1", "heading 2"]
  .map((name) => `<w:style w:type="paragraph" w:styleId="${name.replace(" ", "")}"><w:name w:val="${name}"/></w:style>`)
  .join("")}</w:styles>`;

/** A paragraph of a Word file, perhaps in a style: Title, heading1, heading2. */
export function paragraph(text: string, style?: string): string {
  const properties = style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : "";
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

export function table(rows: string[][]): string {
  const cells = (row: string[]) => row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join("");
  return `<w:tbl>${rows.map((row) => `<w:tr>${cells(row)}</w:tr>`).join("")}</w:tbl>`;
}

/** A paragraph of a list, which Word numbers itself. */
export function listItem(text: string, list: number, level = 0): string {
  const properties = `<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>`;
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** The numbering part: a list for each array of levels, whose numbers are 1, 2 and so on. */
export function numberingOf(lists: { format: string; text: string; start?: number }[][]): string {
  const definitions = lists.map((levels, list) => {
    const inner = levels.map(
      ({ format, text, start = 1 }, level) =>
        `<w:lvl w:ilvl="${level}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`,
    );
    return `<w:abstractNum w:abstractNumId="${list}">${inner.join("")}</w:abstractNum>`;
  });
  const uses = lists.map((_, list) => `<w:num w:numId="${list + 1}"><w:abstractNumId w:val="${list}"/></w:num>`);
  return `<w:numbering ${NAMESPACE}>${definitions.join("")}${uses.join("")}</w:numbering>`;
}

/** A Word file with the given body; `head` stands before the root element of its text. */
export function docxOf(body: string, head = "", parts: Record<string, string> = {}): Uint8Array {
  return zipSync({
    ...Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, strToU8(content)])),
    "[Content_Types].xml": strToU8(TYPES),
    "_rels/.rels": strToU8(RELATIONS),
    "word/styles.xml": strToU8(STYLES),
    "word/document.xml": strToU8(`${head}<w:document ${NAMESPACE}><w:body>${body}</w:body></w:document>`),
  });
}

/** A raw deflate stream that unfolds to so many megabytes of spaces. */
export function deflateBomb(megabytes: number): Uint8Array {
  const block = deflateRawSync(Buffer.alloc(1_000_000, " "), { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([...Array.from({ length: megabytes }, () => block), Buffer.from([0x03, 0x00])]);
}

/** A zip archive with one part, `word/document.xml`, that says it unfolds to `size` bytes. */
export function zipOf(compressed: Uint8Array, size: number): Uint8Array {
  const name = Buffer.from("word/document.xml");
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(compressed.length, 14);
  common.writeUInt32LE(size, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), common, name, compressed]);
  const central = Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\0"), common, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

function ucs2(text: string): string {
  return Buffer.from(text, "utf16le").swap16().toString("hex");
}
