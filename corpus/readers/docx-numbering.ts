/** A level of a list as the file's numbering part defines it; `text` holds %1 to %9 for the numbers of the levels. */
interface Level {
  start: number;
  format: string;
  text: string;
}

interface ListItem {
  list: string;
  level: number;
}

const DIGITS = "〇一二三四五六七八九";
const LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖";
const CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

/**
 * Word counts the clauses of a document itself: the text holds 公交恢复, the page shows 一、公交恢复. Returns the
 * document part with the numbers written out before the paragraphs, as they are read and cited; bullets stay bullets.
 * (ECMA-376 part 1, 17.9.)
 */
export function writeOutNumbers(document: string, numbering: string, styles: string): string {
  const lists = readLists(numbering);
  const ofStyles = new Map(
    elements(styles, "style").map((style) => [attribute(style, "styleId"), itemIn(style)] as const),
  );
  const counters = new Map<string, number[]>();
  return document.replaceAll(/<w:pPr>([\s\S]*?)<\/w:pPr>/g, (whole, properties: string) => {
    const style = /<w:pStyle [^>]*w:val="([^"]*)"/.exec(properties)?.[1];
    const item = itemIn(properties) ?? (style === undefined ? undefined : ofStyles.get(style));
    const levels = item && lists.get(item.list);
    const level = levels?.[item!.level];
    if (!item || !level || level.format === "bullet" || level.format === "none") return whole;
    const counter = counters.get(item.list) ?? [];
    counter[item.level] = (counter[item.level] ?? level.start - 1) + 1;
    counters.set(item.list, counter.slice(0, item.level + 1));
    const label = level.text.replaceAll(/%([1-9])/g, (_, number: string) => {
      const index = Number(number) - 1;
      return written(counter[index] ?? levels![index]?.start ?? 1, levels![index]?.format ?? "decimal");
    });
    // Without the property it is a paragraph like any other, and not numbered once more.
    const rest = `<w:pPr>${properties.replaceAll(/<w:numPr>[\s\S]*?<\/w:numPr>/g, "")}</w:pPr>`;
    return `${rest}<w:r><w:t xml:space="preserve">${label}${/[\w.]$/.test(label) ? " " : ""}</w:t></w:r>`;
  });
}

function readLists(numbering: string): Map<string, Level[]> {
  const abstract = new Map(
    elements(numbering, "abstractNum").map((definition) => [
      attribute(definition, "abstractNumId"),
      elements(definition, "lvl").map((level) => ({
        start: Number(valueOf(level, "start") ?? 1),
        format: valueOf(level, "numFmt") ?? "decimal",
        text: valueOf(level, "lvlText") ?? "",
      })),
    ]),
  );
  return new Map(
    elements(numbering, "num").map((list) => [
      attribute(list, "numId") ?? "",
      abstract.get(valueOf(list, "abstractNumId")) ?? [],
    ]),
  );
}

function itemIn(properties: string): ListItem | undefined {
  const numbered = elements(properties, "numPr")[0];
  const list = numbered && valueOf(numbered, "numId");
  return list === undefined || list === "0" ? undefined : { list, level: Number(valueOf(numbered!, "ilvl") ?? 0) };
}

function elements(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<w:${name}[ >][\\s\\S]*?</w:${name}>`, "g")) ?? [];
}

function attribute(xml: string, name: string): string | undefined {
  return new RegExp(`^<[^>]*? w:${name}="([^"]*)"`).exec(xml)?.[1];
}

function valueOf(xml: string, name: string): string | undefined {
  return new RegExp(`<w:${name} [^>]*?w:val="([^"]*)"`).exec(xml)?.[1];
}

function written(number: number, format: string): string {
  if (/^(?:chinese|taiwanese|japanese|korean)(?:Counting|LegalSimplified)|^ideograph/.test(format)) {
    return inChinese(number, format.includes("Legal") ? LEGAL_DIGITS : DIGITS, format.includes("Legal") ? "拾" : "十");
  }
  if (format.startsWith("decimalEnclosedCircle")) return CIRCLED[number - 1] ?? String(number);
  if (format.endsWith("Letter")) {
    const letter = String.fromCharCode(65 + ((number - 1) % 26)).repeat(Math.ceil(number / 26));
    return format.startsWith("lower") ? letter.toLowerCase() : letter;
  }
  return String(number);
}

/** 1 to 99 as 一 to 九十九; larger numbers digit by digit. */
function inChinese(number: number, digits: string, ten: string): string {
  if (number >= 100) return Array.from(String(number), (digit) => digits[Number(digit)]).join("");
  const [tens, units] = [Math.floor(number / 10), number % 10];
  return `${tens > 1 ? digits[tens] : ""}${tens > 0 ? ten : ""}${units > 0 || tens === 0 ? digits[units] : ""}`;
}
