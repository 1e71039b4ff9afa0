import type { Block } from "../readers/page.ts";

/** Words that label a page's buttons and links. A line made of nothing else is furniture. */
const CONTROLS = new Set(
  `回复 快速回复 举报 使用道具 收藏 分享 分享到 转发 打印 打印本页 打印文章 关闭 关闭窗口 关闭本页 返回 返回顶部 返回列表 返回首页 顶部
  上一篇 下一篇 上一页 下一页 上一条 下一条 首页 网站首页 主页 正文 登录 注册 登录注册 退出 搜索 检索 导航 菜单 更多 查看更多 展开 收起 手机版 电脑版
  客户端 小黑屋 网站地图 设为首页 加入收藏 收藏本站 联系我们 关于我们 网站声明 帮助 无障碍 无障碍浏览 长者模式 简体 繁体 English 微信 微博 新浪微博
  加载更多 点击加载更多 阅读原文 阅读全文 查看原文 腾讯微博 QQ QQ空间 朋友圈 人人网 豆瓣 点赞 赞 踩 评论 我要评论 发表评论 查看评论 相关阅读 相关新闻 相关链接 相关文章 推荐阅读 热门推荐 热点新闻 字体
  字号 大 中 小 大号 中号 小号 朗读 语音播报 纠错 我要纠错 广告 扫一扫 二维码 公众号 Archiver RSS TOP END Home Login Share Print Copyright
  sitemap.txt sitemap.xml sitemap.html`.split(/\s+/),
);
/** A line that begins so is about the site or leads elsewhere. */
const OPENING =
  /^(?:[上下]一[篇条页则][:：]|相关(?:阅读|新闻|链接|文章|推荐|报道)|推荐阅读|延伸阅读|热门(?:文章|推荐|新闻|评论)|猜你喜欢|网友评论|最新评论|责任编辑|责编|(?:免责|版权|网站)声明|版权所有|主办单位?[:：]|承办单位?[:：]|技术支持|网站标识码|当前位置|您(?:现在|当前)?所?在?的?位置|分享(?:到|至)|打开微信|扫(?:一扫|码)|微信扫|(?:点击|轻触).{0,8}(?:进入|查看|关注|阅读原文|蓝字)|继续滑动看下一个|长按|关注我们|Powered by|Copyright|©|GMT[+-]\d)/iu;
/** What only a page's foot says, wherever in the line. */
const ANYWHERE = /ICP[备证]|公网安备|All Rights Reserved|Processed in [\d.]+ second|网站标识码|\d+ queries/iu;
/** After one of these comes what is not the article: other posts, links, the foot of the page. */
const END =
  /^(?:使用道具|[上下]一[篇条则][:：]|相关(?:阅读|新闻|链接|文章|推荐|报道)|推荐阅读|延伸阅读|热门(?:文章|推荐|新闻|评论)|猜你喜欢|网友评论|最新评论|责任编辑[:：]|(?:免责|版权)声明|Powered by|(?:\S+ )*返回顶部)/iu;

/** A page number, alone: `— 3 —`, `第 3 页`, `3 / 12`. */
const PAGE_NUMBER = /^(?:[-—–]\s*\d+\s*[-—–]|第\s*\d+\s*页(?:[\s/,，]*共\s*\d+\s*页)?|\d+\s*\/\s*\d+)$/u;
const SENTENCE_MARK = /[。！？；]/u;
/** Lines up to this length, in UTF-16 code units, can be furniture; longer ones are text whatever they say. */
const LONGEST_LINE = 160;
/** A block whose characters are links to this share leads elsewhere; articles link words, not paragraphs. */
const LINK_SHARE = 0.6;
const MENU_ITEM_LENGTH = 20;

/** Why a block is furniture by its own words or shape, or null. */
export function furnitureReason(block: Block): string | null {
  const { text } = block;
  if (block.isRow) return null;
  if (text.length > LONGEST_LINE) return null;
  if (ANYWHERE.test(text)) return "foot of the page";
  if (SENTENCE_MARK.test(text)) return null;
  if (OPENING.test(text)) return "link or note of the site";
  if (isControls(text)) return "buttons";
  if (PAGE_NUMBER.test(text)) return "page number";
  if (!/[\p{L}\p{N}]/u.test(text)) return "no text";
  return null;
}

/** Why a block outside the run of prose is furniture by its shape, or null: menus, lists of links, breadcrumbs. */
export function menuReason(block: Block): string | null {
  if (block.isRow || block.heading > 0 || SENTENCE_MARK.test(block.text)) return null;
  if (block.linkShare > LINK_SHARE && !block.text.startsWith("附件")) return "links";
  const separated = block.text.split(/\s*[|｜>›»]\s*/u);
  if (separated.length >= 3 && separated.every((part) => part.length <= MENU_ITEM_LENGTH)) return "menu";
  const words = block.text.split(/[\s\u3000]+/u);
  if (words.length >= 4 && words.every((word) => /^\p{Script=Han}{1,6}$/u.test(word))) return "menu";
  return null;
}

/** Whether the article is over at this block. */
export function endsArticle(block: Block): boolean {
  return !block.isRow && block.text.length <= LONGEST_LINE && END.test(block.text);
}

/** Short lines that come back three times or more: running heads, buttons beside each item. */
export function repeatedLines(blocks: readonly Block[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { text, isRow } of blocks) {
    if (!isRow && text.length <= MENU_ITEM_LENGTH) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= 3).map(([text]) => text));
}

function isControls(text: string): boolean {
  const words = text.split(/[\s\u3000|｜>›»·:：()（）[\]【】、,，/]+/u).filter((word) => word !== "");
  return words.length > 0 && words.every((word) => CONTROLS.has(word));
}
