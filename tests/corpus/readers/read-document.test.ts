import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { createDocumentReader } from "../../../corpus/readers/read-document.ts";
import {
  deflateBomb,
  docxOf,
  type FixtureLine,
  paragraph,
  pdfOf,
  pdfOfStreams,
  table,
  zipOf,
} from "./document-fixtures.ts";

const reader = createDocumentReader();
const TITLE = "关于恢复吉林至桦甸客运班线的通知";
const FIRST =
  "为满足百姓出行,该局将于2月17日率先开通吉林至桦甸班车,目前旅客可通过手机预订17日及以后车票,也可以到车站购票。";
const SECOND = "其他客运班线根据疫情发展情况陆续恢复运营,具体时间另行通知。";

async function read(bytes: Uint8Array | string, name = "document") {
  return await reader.read({ bytes: Buffer.from(bytes), name });
}

describe("Markdown", () => {
  it("loses its marks and keeps its headings", async () => {
    const draft = await read(
      `# ${TITLE}\n\n${FIRST.replace("该局", "**该局**")}\n\n## 其他\n\n- [${SECOND}](https://example.org)\n`,
    );
    expect(draft).toMatchObject({ id: null, title: TITLE, body: `${FIRST}\n\n## 其他\n\n${SECOND}` });
  });

  it("with front matter is an article file, whose body is taken as it is", async () => {
    const draft = await read(`---\nid: a\ntitle: ${TITLE}\npublished: 2020-02-16\n---\n\n回复\r\n\r\n**${FIRST}**\n`);
    expect(draft).toMatchObject({ id: "a", title: TITLE, published: "2020-02-16", body: `回复\n\n**${FIRST}**` });
  });

  it("with faulty front matter is refused with the place of the fault", async () => {
    await expect(read("---\nid: a\ntitle: 题\ndated: 2月\n---\n", "a.md")).rejects.toThrow(/^a\.md:4: dated: /);
  });
});

describe("Plain text", () => {
  it("has the lines joined that a mail program broke", async () => {
    const wrapped = (FIRST + SECOND + FIRST + SECOND).match(/.{1,30}/g)!.join("\r\n");
    expect((await read(`${TITLE}\n\n${wrapped}`)).body).toBe(FIRST + SECOND + FIRST + SECOND);
  });

  it("of a hundred thousand lines has them joined as well, in a thread of its own", async () => {
    const line = "吉林至桦甸班车".repeat(3);
    const { body } = await read(`${line}\n`.repeat(100_000));
    expect(body.length).toBe(100_000 * line.length);
  });

  it("without a title is given none", async () => {
    expect(await read(FIRST)).toMatchObject({ title: null, body: FIRST });
  });

  it("may be as short as a line", async () => {
    expect((await read("吉林至桦甸班车2月17日恢复")).body).toContain("2月17日");
  });
});

describe("A Word file", () => {
  it("gives title, sections, clauses and a line per row of a table", async () => {
    const body = [
      paragraph(TITLE, "Title"),
      paragraph("各县(市)区:"),
      paragraph("班次", "heading1"),
      paragraph(FIRST),
      table([
        ["线路", "发车"],
        ["吉林至桦甸", "8:00"],
      ]),
      paragraph("(一)其他班线"),
      paragraph(SECOND),
      paragraph("吉林市交通运输局"),
      paragraph("2020年2月15日"),
    ];
    expect(await read(docxOf(body.join("")))).toMatchObject({
      title: TITLE,
      dated: "2020-02-15",
      body: `各县(市)区:\n\n## 班次\n\n${FIRST}\n\n线路 | 发车\n\n吉林至桦甸 | 8:00\n\n### (一)其他班线\n\n${SECOND}\n\n吉林市交通运输局\n\n2020年2月15日`,
    });
  });
});

describe("A PDF file", () => {
  const SIZE = 12;
  const left = 72;
  const column = 36;

  /** Sets a paragraph in lines of 36 characters, the first two characters in, from the given height down. */
  function set(text: string, y: number): FixtureLine[] {
    const lines = [
      text.slice(0, column - 2),
      ...(text.slice(column - 2).match(new RegExp(`.{1,${column}}`, "gu")) ?? []),
    ];
    return lines.map((line, index) => ({ text: line, x: index === 0 ? left + 2 * SIZE : left, y: y - index * 20 }));
  }

  const page = (number: number, lines: FixtureLine[]): FixtureLine[] => [
    { text: "吉林市交通运输局文件", x: 200, y: 800, size: 9 },
    ...lines,
    { text: `— ${number} —`, x: 280, y: 40, size: 9 },
  ];

  it("gives its paragraphs whole, across lines and pages, without running heads and page numbers", async () => {
    const pdf = pdfOf([
      page(1, [
        { text: TITLE, x: 150, y: 760, size: 18 },
        ...set(FIRST, 700),
        ...set(FIRST + SECOND + FIRST, 600).slice(0, 2),
      ]),
      page(2, [...set(FIRST + SECOND + FIRST, 780).slice(2), ...set("一、班次", 600), ...set(SECOND, 560)]),
      page(3, [
        { text: "线路", x: left, y: 700 },
        { text: "发车", x: 300, y: 700 },
        { text: "吉林至桦甸", x: left, y: 680 },
        { text: "8:00", x: 300, y: 680 },
      ]),
    ]);
    const draft = await read(pdf);
    expect(draft.title).toBe(TITLE);
    expect(draft.body.split("\n\n")).toEqual([
      FIRST,
      FIRST + SECOND + FIRST,
      "## 一、班次",
      SECOND,
      "线路 | 发车",
      "吉林至桦甸 | 8:00",
    ]);
  });

  it("has characters where its font gave radicals that look the same", async () => {
    const radicals = FIRST.replaceAll("月", "\u2f49").replaceAll("日", "\u2f47").replaceAll("车", "\u2ecb");
    expect(radicals).not.toBe(FIRST);
    expect((await read(pdfOf([[{ text: TITLE, y: 700, size: 18 }, ...set(radicals, 600)]]))).body).toBe(FIRST);
  });

  it("keeps the number of a document that stands above the title", async () => {
    const lines = [
      { text: "吉市交发〔2020〕12号", x: 200, y: 780 },
      { text: TITLE, x: 150, y: 740, size: 18 },
      ...set(FIRST, 700),
    ];
    expect(await read(pdfOf([lines]))).toMatchObject({ title: TITLE, body: `吉市交发〔2020〕12号\n\n${FIRST}` });
  });

  it("of scanned pages is refused", async () => {
    await expect(read(pdfOf([[], []]), "scan.pdf")).rejects.toThrow(/^scan\.pdf: a scan without text; recognise/);
  });

  it("with a password is refused", async () => {
    await expect(read(pdfOf([[{ text: FIRST, y: 700 }]], { encrypted: true }))).rejects.toThrow("needs a password");
  });

  it("that is cut off is refused", async () => {
    await expect(read("%PDF-1.4\n1 0 obj\n<< /Type")).rejects.toThrow("a damaged PDF file");
  });
});

describe("Refused are", () => {
  it.each([
    ["an empty file", "", "empty"],
    ["a file of blanks", " \n\n\u3000 ", "no article text found"],
    ["a page of nothing but furniture", "首页 登录\n\n返回顶部\n", "no article text found"],
    ["an old Office file", Buffer.from("d0cf11e0a1b11ae1", "hex"), "save it as .docx without a password"],
    ["a picture", Buffer.from("89504e470d0a1a0a", "hex"), "a picture"],
    ["a compressed file", Buffer.from("1f8b0800", "hex"), "unpack it"],
    ["an archive that is no Word file", zipSync({ "a.txt": strToU8(FIRST) }), "that is no Word file"],
    ["a cut archive", docxOf(paragraph(FIRST)).subarray(0, 400), "damaged"],
    [
      "a page with an entity",
      '<!DOCTYPE html [<!ENTITY a "aa">]><html><body><p>&a;</p></body></html>',
      "declares entities",
    ],
    ["XML that is no page", '<?xml version="1.0"?><rss><title>题</title></rss>', "an XML file that is no page"],
    [
      "a Word file with an entity far down",
      docxOf(paragraph("&a;"), `<!--${"x".repeat(9000)}--><!DOCTYPE x [<!ENTITY a "aa">]>`),
      "declares entities",
    ],
    ["a Word file with an entity", docxOf(paragraph("&a;"), '<!DOCTYPE x [<!ENTITY a "aa">]>'), "declares entities"],
    ["a file of 50 MB", Buffer.alloc(50_000_000, "字"), "larger than 10 MB"],
  ])("%s", async (_, bytes, reason) => {
    await expect(read(bytes)).rejects.toThrow(reason);
  });

  it.each([
    ["that says how large it is", zipOf(deflateBomb(1000), 1_000_000_000), "unpacks to more than 40 MB"],
    ["that lies about it", zipOf(deflateBomb(1000), 1000), "damaged"],
  ])("a zip bomb %s", async (_, bytes, reason) => {
    await expect(read(bytes)).rejects.toThrow(reason);
  });

  it("a PDF bomb, and the reader goes on with the next document", async () => {
    const zlib = Buffer.concat([Buffer.from([0x78, 0x9c]), deflateBomb(1000)]);
    const pages = [{ data: zlib, filter: "/FlateDecode" }];
    await expect(read(pdfOfStreams(pages))).rejects.toThrow("takes too much memory");
    expect((await read(`# ${TITLE}\n\n${FIRST}`)).body).toBe(FIRST);
  });
});
