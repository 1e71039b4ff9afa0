/** 2月1日单向封闭的出口: a date inside an attribute of something else. */
const ATTRIBUTIVE = /^[^,。;]{2,8}的[^,。;]/;
/** 3月9日公布, 12月11日从集团获悉: the day of the news, not of what it tells. */
const ANNOUNCED = /^[^,。;]{0,8}?(?:公布|发布|宣布|通报|印发|下发|下达|出台|召开|获悉|了解到|报道|介绍)/u;
const ANNOUNCING = /公布|发布|宣布|通报|印发|下发|出台|召开|获悉|报道|介绍|announce|publish|issue|release|발표|공포/u;
/** 截至2月14日: the day on which figures held. */
const AS_OF_BEFORE = /截[至止]到?$/u;
const AS_OF_ASKED = /截[至止]|为止|数据|统计|数字|as of|by (?:what|which) (?:date|day)|by when|figures|data|기준|통계/u;

/** What ends a closure. */
const RESUMED = /恢复|解除|放开|开放|重开|复工|复产|复业|开通|开业|开学/u;

/** 哪天开, 几号封: a verb of one character, right after the word that asks. */
const BEGINS = /^(?:能|才|又|就|可以|会|要|给|被|开始|起)*([开通放解封关停])(?![始])/u;

/** What is asked for, as far as dates tell it. */
export interface DateAsked {
  /** The question, folded. */
  question: string;
  /** The words right after the one that asks. */
  after: string;
  /** What the question's words mean, in Chinese. */
  meanings: readonly string[];
}

/**
 * Whether a date is of something else than what is asked: in an attribute (解除了…封闭的出口), unless what is asked stands
 * there and does not begin elsewhere in the sentence; of the news; or of the figures.
 */
export function datesOther(
  { before, after, sentence }: { before: string; after: string; sentence: string },
  asked: DateAsked,
): boolean {
  if (AS_OF_BEFORE.test(before) && !AS_OF_ASKED.test(asked.question)) return true;
  const words = [asked.question, ...asked.meanings];
  if (ANNOUNCED.test(after) && !words.some((word) => ANNOUNCING.test(word))) return true;
  const attribute = ATTRIBUTIVE.exec(after)?.[0];
  // When the closed exits opened is not when they were closed.
  const verb = BEGINS.exec(asked.after)?.[1];
  const isEnd = words.some((word) => RESUMED.test(word)) || (verb !== undefined && "开通放解".includes(verb));
  if (verb !== undefined && "封关停".includes(verb)) {
    const isClosing = (text: string) => /[封关停闭]/u.test(text);
    // When it was closed is told beside its closure, not beside its opening.
    if (isClosing(sentence) && !RESUMED.test(attribute ?? "")) return !isClosing(attribute ?? after.slice(0, 12));
  }
  if (attribute !== undefined && isEnd && !RESUMED.test(attribute) && RESUMED.test(sentence)) return true;
  return attribute !== undefined && !isAskedIn(attribute, { before, sentence }, asked);
}

function isAskedIn(
  attribute: string,
  { before, sentence }: { before: string; sentence: string },
  { after, meanings }: DateAsked,
): boolean {
  const [first, ...others] = pairsOf(after);
  const since = before.slice(before.search(/[日时][^日时]*$/u) + 1);
  if (first !== undefined && attribute.includes(first)) return true;
  if (
    first !== undefined &&
    others.some((pair) => attribute.includes(pair)) &&
    !sentence.replace(attribute, "").includes(first)
  )
    return true;
  return meanings.some((word) => attribute.includes(word)) && !meanings.some((word) => since.includes(word));
}

function pairsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2));
}
