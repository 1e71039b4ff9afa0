import { findDate } from "./dates.ts";

/** What a page says about its article in a line of its own, such as 2023-8-1 03:36| 发布者: 某某| 来源: 吉林日报. */
export interface PageData {
  source: string | null;
  published: string | null;
}

const SOURCE = ["信息来源", "文章来源", "新闻来源", "稿件来源", "来源", "稿源", "转自", "Source"];
const DATE = ["发布时间", "发布日期", "发表时间", "发表于", "发布于", "更新时间", "时间", "日期"];
const OTHER = [
  ["发布者", "发布人", "发布机构", "发布单位", "作者", "记者", "通讯员", "编辑", "责任编辑", "责编", "审核"],
  ["查看", "浏览", "浏览次数", "点击", "点击数", "点击率", "阅读", "阅读量", "阅读次数", "访问次数", "人气"],
  ["评论", "回复", "字号", "字体", "字体大小", "索引号", "主题分类", "信息分类", "有效性", "公开方式", "原标题"],
].flat();

const alternatives = (labels: string[]) => labels.toSorted((a, b) => b.length - a.length).join("|");
const VALUE = String.raw`\s*[:：]\s*(?<value>[^|｜\s]*(?:[ \u3000](?![^|｜\s]*[:：]|\d{4})[^|｜\s]+)*)`;
const SOURCE_ITEM = new RegExp(`(?:${alternatives(SOURCE)})${VALUE}`, "giu");
const ITEM = new RegExp(`(?:${alternatives([...SOURCE, ...DATE, ...OTHER])})${VALUE}`, "giu");
const DATE_AND_TIME =
  /\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:[ T]*\d{1,2}[:：时]\d{2}(?:[:：分]\d{2}秒?)?)?/gu;
/** Longer lines are prose that happens to hold a label. */
const LONGEST_LINE = 150;

/** The data of a line made of nothing but a date and labelled items, or null for any other line. */
export function readPageData(line: string): PageData | null {
  if (line.length > LONGEST_LINE || /[。！？]/u.test(line)) return null;
  const rest = line
    .replace(ITEM, "")
    .replace(DATE_AND_TIME, "")
    .replace(/[\s|｜:：()（）[\]【】·-]/gu, "");
  if (rest !== "" || !/[\p{L}\p{N}]/u.test(line)) return null;
  const source = [...line.matchAll(SOURCE_ITEM)][0]?.groups?.value?.trim();
  return { source: source || null, published: findDate(line) };
}
