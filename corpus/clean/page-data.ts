import { findDate } from "./dates.ts";

/** What a page says about its article in a line of its own, such as 2023-8-1 03:36| 发布者: 某某| 来源: 吉林日报. */
export interface PageData {
  source: string | null;
  published: string | null;
}

const SOURCE_LABELS = "信息来源 文章来源 新闻来源 稿件来源 来源 稿源 转自 來源 資料來源 Source";
const DATE_LABELS =
  "发布时间 发布日期 发表时间 发表于 发布于 更新时间 时间 日期 發布時間 發佈時間 發布日期 發佈日期 更新時間";
const COUNT_LABELS = "查看 浏览 浏览次数 浏览量 点击 点击数 点击率 点击量 阅读 阅读量 阅读次数 访问次数 人气 评论 回复";
const OTHER_LABELS =
  "发布者 发布人 发布机构 发布单位 作者 记者 通讯员 编辑 责任编辑 责编 审核 字号 字体 字体大小 索引号 主题分类 信息分类 有效性 公开方式 原标题";

/** Longer lines are prose that happens to hold a label. */
const LONGEST_LINE = 150;
const DATE_AND_TIME =
  /\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:[ T]*\d{1,2}[:：时]\d{2}(?:[:：分]\d{2}秒?)?)?/u.source;
/** A value ends at a bar or at the next label or date; words of one value stand one space apart. */
const VALUE = String.raw`[^|｜\s]*(?:[ \u3000](?![^|｜\s]*[:：]|\d{4})[^|｜\s]+)*`;

const item = (labels: string, value: string) => {
  const longestFirst = labels.split(" ").toSorted((a, b) => b.length - a.length);
  return new RegExp(`(?:${longestFirst.join("|")})\\s*[:：]\\s*(${value})`, "giu");
};
const SOURCE = item(SOURCE_LABELS, VALUE);
/** With a year: 时间:2月17日 is part of an announcement. */
const DATE = item(DATE_LABELS, DATE_AND_TIME);
const COUNT = item(COUNT_LABELS, String.raw`(?:\d[\d,.]*\s*[万次人]?)?`);
const OTHER = item(OTHER_LABELS, VALUE);
const BARE_DATE = new RegExp(DATE_AND_TIME, "gu");
/** Today's posts may come without a year, beside other data. */
const MONTH_AND_DAY = /\d{1,2}月\d{1,2}日/gu;

const INDEX_LABEL =
  /^(?:索引号|(?:主题|信息|体裁)?分类|主题词|标题|名称|发文机关|发布机构|发文单位|发布单位|成文日期|生成日期|发文日期|发布日期|发布时间|发文字号|文号|有效性|时效)[:：]$/u;

/** A row of the table that Chinese government sites put above a document: 发文机关: | 某局 | 发布日期: | 2020年2月18日. */
function readIndexRow(line: string): PageData | null {
  const cells = line.split(" | ").map((cell) => cell.trim());
  const labels = cells.filter((_, index) => index % 2 === 0).map((cell) => cell.replaceAll(/\s/gu, ""));
  if (cells.length < 2 || !labels.every((label) => INDEX_LABEL.test(label))) return null;
  const valueOf = (wanted: RegExp) => cells[labels.findIndex((label) => wanted.test(label)) * 2 + 1];
  return {
    source: labels.some((label) => OFFICE.test(label)) ? valueOf(OFFICE) || null : null,
    published: findDate(labels.some((label) => POSTED.test(label)) ? (valueOf(POSTED) ?? "") : ""),
  };
}

const OFFICE = /^(?:发文机关|发布机构|发文单位|发布单位)/u;
const POSTED = /^(?:发布日期|发布时间)/u;

/** Taiwan's papers: 2020-02-19 08:15 聯合新聞網 記者王小明／台北報導, of which no part is labelled as the source. */
const DATED_AND_SIGNED = new RegExp(`^(?:${DATE_AND_TIME}).{0,20}(?:記者|记者).{2,12}(?:報導|报道)$`, "u");

/** The data of a line made of nothing but dates and labelled items, or null for any other line. */
export function readPageData(line: string): PageData | null {
  if (line.length > LONGEST_LINE || /[。！？]/u.test(line)) return null;
  const unlabelled = [DATE, SOURCE, COUNT, OTHER, BARE_DATE].reduce((rest, pattern) => rest.replace(pattern, ""), line);
  const indexed = readIndexRow(line);
  if (indexed !== null) return indexed;
  if (DATED_AND_SIGNED.test(line)) return { source: null, published: findDate(line) };
  if (unlabelled === line) return null;
  if (/[\p{L}\p{N}]/u.test(unlabelled.replace(MONTH_AND_DAY, ""))) return null;
  const source = [...line.matchAll(SOURCE)][0]?.[1]?.trim();
  return { source: source || null, published: findDate(line) };
}
