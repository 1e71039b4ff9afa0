import { expect, it } from "vitest";
import { createDocumentReader } from "../../../corpus/readers/read-document.ts";
import { docxOf, listItem, numberingOf, paragraph } from "./document-fixtures.ts";

const reader = createDocumentReader();
const TEXT = "为满足百姓出行,该局将于2月17日率先开通吉林至桦甸班车,目前旅客可通过手机预订17日及以后车票。";

const LISTS = numberingOf([
  [
    { format: "chineseCounting", text: "%1、" },
    { format: "chineseCountingThousand", text: "(%2)" },
    { format: "decimal", text: "%3." },
  ],
  [{ format: "decimal", text: "%1.", start: 3 }],
  [{ format: "bullet", text: "•" }],
  [{ format: "decimalEnclosedCircle", text: "%1" }],
]);

async function bodyOf(...paragraphs: string[]): Promise<string[]> {
  const bytes = docxOf(paragraphs.join(""), "", { "word/numbering.xml": LISTS });
  return (await reader.read({ bytes, name: "notice.docx" })).body.split("\n\n");
}

it("writes out the clauses that Word numbers, and takes them for headings like those that were typed", async () => {
  const body = await bodyOf(
    paragraph(TEXT),
    listItem("公交恢复", 1),
    paragraph(TEXT),
    listItem("班线恢复", 1),
    listItem("市内", 1, 1),
    paragraph(TEXT),
    listItem("跨市", 1, 1),
    paragraph(TEXT),
    listItem("其他", 1),
    listItem("一般规定", 1, 1),
    paragraph(TEXT),
  );
  expect(body.filter((part) => part !== TEXT)).toEqual([
    "## 一、公交恢复",
    "## 二、班线恢复",
    "### (一)市内",
    "### (二)跨市",
    "## 三、其他",
    "### (一)一般规定",
  ]);
});

it("counts each list by itself from where it starts, and leaves bullets alone", async () => {
  const body = await bodyOf(
    paragraph(TEXT),
    listItem(`${TEXT}甲`, 2),
    listItem(`${TEXT}乙`, 2),
    listItem(`${TEXT}丙`, 3),
    listItem(`${TEXT}丁`, 4),
  );
  expect(body.slice(1)).toEqual([`3. ${TEXT}甲`, `4. ${TEXT}乙`, `${TEXT}丙`, `①${TEXT}丁`]);
});

it("counts on past ten and twenty as people do", async () => {
  const body = await bodyOf(...Array.from({ length: 21 }, (_, index) => listItem(`${TEXT}${index}`, 1)));
  expect([9, 10, 19, 20].map((index) => body[index]!.split("、")[0])).toEqual(["十", "十一", "二十", "二十一"]);
});
