import iconv from "iconv-lite";
import { expect, it } from "vitest";
import { decodeText } from "../../../corpus/readers/decode.ts";

const SIMPLIFIED = "为满足百姓出行,该局将于2月17日率先开通吉林至桦甸班车。\n其他客运班线陆续恢复运营。";
const SHORT = "复工通知";
const TRADITIONAL = "為滿足百姓出行,該局將於2月17日率先開通吉林至樺甸班車。\n其他客運班線陸續恢復運營。";
const PAGE =
  '<html><head><meta charset="?"><title>Notice</title></head><body class="main"><p>复工通知</p></body></html>';
const ENGLISH = "The bus from Jilin to Huadian resumes on 17 February.\n";

it.each([
  ["UTF-8", SIMPLIFIED, "utf-8", false],
  ["UTF-8 with a mark", SIMPLIFIED, "utf-8", true],
  ["UTF-8, two words long", SHORT, "utf-8", false],
  ["UTF-16 little-endian with a mark", SIMPLIFIED, "utf-16le", true],
  ["UTF-16 big-endian with a mark", SIMPLIFIED, "utf-16be", true],
  ["UTF-16 little-endian without a mark", SIMPLIFIED, "utf-16le", false],
  ["UTF-16 big-endian without a mark", SIMPLIFIED, "utf-16be", false],
  ["UTF-16 little-endian in English", ENGLISH, "utf-16le", false],
  ["UTF-16 big-endian in English", ENGLISH, "utf-16be", false],
  ["GB18030", SIMPLIFIED, "gb18030", false],
  ["GB18030 with a mark", SIMPLIFIED, "gb18030", true],
  ["GB18030 with characters of four bytes", `${SIMPLIFIED}㐀𠀀`, "gb18030", false],
  ["GBK", SIMPLIFIED, "gbk", false],
  ["GBK, two words long", SHORT, "gbk", false],
  ["GBK with Traditional text", TRADITIONAL, "gbk", false],
  ["GBK in a page of markup", PAGE, "gbk", false],
  ["GB2312", SIMPLIFIED, "gb2312", false],
  ["Big5", TRADITIONAL, "big5", false],
  ["Big5, two words long", "復工通知", "big5", false],
  ["ASCII", ENGLISH, "ascii", false],
])("reads %s", (_, text, encoding, addBOM) => {
  expect(decodeText(iconv.encode(text, encoding, { addBOM }), "a.txt").replace(/^\uFEFF/, "")).toBe(text);
});

it.each([
  ["GBK declared as UTF-8", SIMPLIFIED, "gbk", "utf-8"],
  ["UTF-8 declared as GB2312", SIMPLIFIED, "utf-8", "gb2312"],
  ["Big5 declared as GBK", TRADITIONAL, "big5", "gbk"],
  ["GBK declared as Big5", SIMPLIFIED, "gbk", "big5"],
  ["GBK declared as Latin-1", SIMPLIFIED, "gbk", "iso-8859-1"],
  ["UTF-8 declared as what does not exist", SIMPLIFIED, "utf-8", "klingon"],
  ["GBK declared as what does not exist", SIMPLIFIED, "gbk", "klingon"],
])("sees through %s", (_, text, encoding, declared) => {
  expect(decodeText(iconv.encode(text, encoding), "a.html", declared)).toBe(text);
});

it("believes the declaration of an encoding that it does not try by itself", () => {
  const korean = "지린에서 화뎬으로 가는 버스는 2월 17일에 다시 운행합니다.";
  expect(decodeText(iconv.encode(korean, "euc-kr"), "a.html", "euc-kr")).toBe(korean);
});

it("reads GBK under a UTF-8 mark that some editor left", () => {
  const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), iconv.encode(SIMPLIFIED, "gbk")]);
  expect(decodeText(bytes, "a.txt")).toBe(SIMPLIFIED);
});

it("reads a long page with one broken byte", () => {
  const bytes = Buffer.concat([iconv.encode(SIMPLIFIED.repeat(20), "gbk"), Buffer.from([0xff]), Buffer.from("\n")]);
  expect(decodeText(bytes, "a.txt")).toContain(SIMPLIFIED);
});

it("refuses bytes that are no text", () => {
  const bytes = Uint8Array.from({ length: 4096 }, (_, index) => (index * index * 31) % 256);
  expect(() => decodeText(bytes, "photo")).toThrow(/^photo: not text in a known encoding; save it as UTF-8/);
});
