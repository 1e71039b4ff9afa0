import { isDeepStrictEqual } from "node:util";
import { strToU8, zipSync } from "fflate";
import iconv from "iconv-lite";
import { ArticleFileError, createDocumentReader, DocumentError, openArticleStore } from "../../../corpus/index.ts";
import { docxOf, paragraph, pdfOf, table } from "../../corpus/readers/document-fixtures.ts";
import { seededRandom } from "../../retrieval/storage/clustered-vectors.ts";
import { Findings, type Row } from "../row.ts";

const TITLE = "关于恢复客运班线的通知";
const SENTENCES = [
  "为满足百姓出行,该局将于2月17日率先开通吉林至桦甸班车,目前旅客可通过手机预订17日及以后车票。",
  "其他线路将根据疫情防控形势逐步恢复运营,请广大旅客合理安排出行时间,配合工作人员测量体温。",
];
const HTML = `<!doctype html><html><head><meta charset="utf-8"><title>${TITLE}</title></head><body><nav><a href="/">首页</a></nav><article><h1>${TITLE}</h1>${SENTENCES.map((text) => `<p>${text}</p>`).join("")}</article></body></html>`;
const TEXT = [TITLE, "发布时间:2020-02-16 来源:吉林市交通运输局", ...SENTENCES].join("\n\n");

/** One of each format that is read, as staff send it. */
const FILES: Record<string, Uint8Array> = {
  pdf: pdfOf([SENTENCES.map((text, line) => ({ text: text.slice(0, 36), y: 760 - line * 30 }))]),
  docx: docxOf(
    paragraph(TITLE, "Title") + SENTENCES.map((text) => paragraph(text)).join("") + table([["线路", "日期"]]),
  ),
  html: Buffer.from(HTML),
  "html in GBK": iconv.encode(HTML.replace("utf-8", "gbk"), "gbk"),
  text: Buffer.from(TEXT),
  "text in GB18030": iconv.encode(TEXT, "gb18030"),
  "text in UTF-16": iconv.encode(TEXT, "utf-16"),
  markdown: Buffer.from(`# ${TITLE}\n\n${SENTENCES.join("\n\n")}\n`),
  "article file": Buffer.from(
    `---\nid: notice\ntitle: ${TITLE}\npublished: 2020-02-16\n---\n\n${SENTENCES.join("\n\n")}\n`,
  ),
  zip: zipSync({ "word/document.xml": strToU8("<w:document/>") }),
};

/** What happens to files on their way: cut, damaged, glued together, with parts twice or of another file. */
function mutate(bytes: Uint8Array, other: Uint8Array, random: () => number): Uint8Array {
  let mutated = Buffer.from(bytes);
  const at = () => Math.floor(random() * mutated.length);
  for (let step = 1 + Math.floor(random() * 4); step > 0; step -= 1) {
    const kind = Math.floor(random() * 6);
    const [from, to] = [at(), at()].toSorted((left, right) => left - right) as [number, number];
    if (kind === 0) mutated = mutated.subarray(0, to);
    else if (kind === 1) for (let flips = 0; flips < 20; flips += 1) mutated[at()] = Math.floor(random() * 256);
    else if (kind === 2) mutated = Buffer.concat([mutated.subarray(0, from), mutated.subarray(to)]);
    else if (kind === 3) mutated = Buffer.concat([mutated.subarray(0, to), mutated.subarray(from)]);
    else if (kind === 4)
      mutated = Buffer.concat([mutated.subarray(0, from), other.subarray(0, to), mutated.subarray(to)]);
    else mutated.fill(0, from, Math.min(to, from + 64));
  }
  return mutated;
}

export const mutatedFiles: Row = {
  name: "mutated-files",
  test: "mutated files of every format",
  holds: "each is read whole or refused in one line",
  full: { files: 5000 },
  short: { files: 60 },
  async run({ files = 0 }, { folder, seed, onProgress }) {
    const store = openArticleStore(folder);
    const findings = new Findings();
    const random = seededRandom(seed);
    const reader = createDocumentReader();
    const names = Object.keys(FILES);
    let read = 0;
    let refused = 0;
    for (let number = 0; number < files; number += 1) {
      onProgress(number, files);
      const name = names[number % names.length]!;
      const other = FILES[names[Math.floor(random() * names.length)]!]!;
      const bytes = mutate(FILES[name]!, other, random);
      try {
        const { lines: _, ...draft } = await reader.read({ bytes, name });
        const article = { ...draft, id: draft.id ?? "mutated", title: draft.title ?? "无题" };
        // Whole: it can be kept, and is the same article when it is read again.
        await store.write(article);
        const kept = await store.find(article.id);
        findings.check(
          isDeepStrictEqual(kept?.body, article.body),
          () => `${name} ${number}: reads otherwise when kept`,
        );
        await store.remove(article.id);
        read += 1;
      } catch (fault) {
        const isRefusal =
          fault instanceof DocumentError || fault instanceof ArticleFileError || fault instanceof RangeError;
        findings.check(isRefusal && !fault.message.includes("\n"), () => `${name} ${number}: ${String(fault)}`);
        refused += 1;
      }
    }
    return findings.outcome({ files, read, refused });
  },
};
