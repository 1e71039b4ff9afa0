/**
 * What is said in the north-east, in Cantonese, or quickly, in the words that articles and the patterns of this folder use.
 * Folded on both sides; the first alternative that matches at a place is taken. Questions are never quoted, so lengths may change.
 */
const STANDARD: readonly [RegExp, string][] = [
  // When
  [
    /(?:啥|嘛|什么|甚么|乜)(?:个)?(?:时候|时间|时辰|时)(?!间)|多咱|几时|边日|何时候|好久(?=(?:能|才|可以|会)?(?:开|通|到|发|恢复|复|返|上班|上学))/gu,
    "什么时候",
  ],
  [/几月的?几[日号]|几月份/gu, "哪天"],
  [/(?:哪|边)(?:一)?(?:日|天)(?!用|常)|几儿(?!个)|(?<!电话|热线|号码)几多号/gu, "哪天"],
  [/几(?:趴|%|个百分点)/gu, "百分之几"],
  [/几耐|多长(?!时间)时候/gu, "多久"],
  // What, which, who, where
  [/(?:干|做)(?:啥|嘛)的?(?=[?。,]|$)/gu, "做什么"],
  [/为(?:啥|嘛)|(?<!几)点解|咋(?=[^样么办整弄说,?。!;]{0,6}?(?<![有能是会可])(?:不|没|这么|那么))/gu, "为什么"],
  [/乜嘢|咩(?!业)|(?<![\u4e00-\u9fff])啥|啥/gu, "什么"],
  [/边个|边间|哪间/gu, "哪家"],
  [/(?:喺|在|上|去|到|由)?(?:边度|边处|哪嘎达|哪旮旯)/gu, "在哪里"],
  [/上哪(?:儿|里)?(?!个|家|些|天)/gu, "在哪里"],
  // How
  [/咋样|点样(?=[?。,]|$)/gu, "怎么样"],
  [/点算|咋(?:办|整|弄)(?=[?。,啊呢呀]|$)/gu, "怎么办"],
  [/点样|点(?=(?:买|订|去|搭|坐|办|申请|查))|咋(?:个|整|地)?|咋么/gu, "怎么"],
  [/(?<=电话|热线)(?:号码)?(?:系|是)?几(?:多)?号|几多号码/gu, "号码是多少"],
  [/(?<![几好])多钱|几钱/gu, "多少钱"],
  [/几多|好多(?=(?:钱|个|家|户|人|条|台|辆|元|次))/gu, "多少"],
  // Slips of the hand
  [/\bhow (?:mny|mnay|maney|manny|mani|amny)\b/gu, "how many"],
  [/\bhow (?:mch|muhc|mutch|muc|mush)\b/gu, "how much"],
  [/\b(?:wehn|whn|whne|wen)\b/gu, "when"],
  [/\b(?:waht|wht|wat|whta)\b/gu, "what"],
  [/\b(?:wich|whcih|whic|wihch)\b/gu, "which"],
  [/\b(?:wher|whre|wheer)\b/gu, "where"],
  [/(?<=[订买扑])飞(?!机)/gu, "票"],
  [/몇 ?집(?!단)/gu, "몇 곳"],
  // School years
  [/초등(?:학교)? ?(?=[1-6]학년)/gu, "小学 "],
  [/(?<=小学 )([1-6])학년/gu, "$1年级"],
  // Grammar
  [/嘅|滴(?=[\u4e00-\u9fff]*[?]?$)/gu, "的"],
  [/喺/gu, "在"],
  [/系咪|系唔系|是咪/gu, "是不是"],
  [/有冇|有没得|有木有|有无(?!形|限|线|息)/gu, "有没有"],
  [/有得(?=[买坐搭睇食])/gu, "能"],
  [/冇|木有|没得/gu, "没有"],
  [/唔使|唔需要|甭|不消/gu, "不用"],
  [/得唔得|中不中|行不/gu, "能不能"],
  [/唔|(?<![\u4e00-\u9fff])莫(?!名)/gu, "不"],
  [/咗|佐(?=未)/gu, "了"],
  [/了未(?=[?。]|$)|咗未/gu, "了没"],
  [/佢(?:哋)?/gu, "他"],
  [/我哋|咱们?|俺们?/gu, "我们"],
  [/(?<![\u4e00-\u9fff])咁(?=[\u4e00-\u9fff])/gu, "那"],
  [/嗰|果(?=(?:度|边|个|日))/gu, "那"],
  [/而家|家阵|宜家(?!家居)/gu, "现在"],
  [/啲/gu, "些"],
  [/落(?=(?:车|单))/gu, "下"],
  [/搭(?=(?:车|巴士|公交|地铁|高铁|火车|班车|飞机|的士))/gu, "坐"],
];

/** 票怎么买, 票在哪里买: the verb and its object apart. */
const PARTED =
  /([票证钱车药货贷])(?:都|要|得|该|应该|可以|能)?(怎么|如何|怎样|在哪里|去哪里|到哪里|找谁)(?:能|可以|去|才能)?([买订购办退领坐打取申还换])(?![理请买购取款])/gu;

/** 钱谁出 */
const PAID = /(?<=钱)(?:都|要|得|该|应该)?(谁|哪家|哪个单位)(?:来|给)?(出|掏|付)(?!钱)/gu;

/** 消几次毒: the times stand between a verb and its object. */
const TIMES_BETWEEN = /([消通测发停开上打查检供])((?:了|过)?(?:几|多少|一)[次回遍])([毒风温车课会针水电气])/gu;

/** 是60%还是66%, 30户还是33户: a choice of figures asks for the figure. */
const CHOICE = /\d[\d.]*([%户家个名辆台条处次万亿元天]+)?(?:,)?还是\d[\d.]*[%户家个名辆台条处次万亿元天]*/gu;

/** 复工了几家,30还是33: it has been asked for already. */
const CHOICE_AFTER = new RegExp(`((?:多少|几)[^,?。;]{0,12}),(?:是)?${CHOICE.source}`, "gu");

const ENGLISH_CHOICE = /\b(?:is|are|was|were) (?:it |there |that |they )?\d[\d.,]*(%?) or \d[\d.,]*%?/gu;

/** A folded question in standard words; a verb and its object that stand apart are joined once more. */
export function inStandardWords(folded: string): string {
  const standard = STANDARD.reduce((text, [said, words]) => text.replace(said, words), folded);
  return standard
    .replace(ENGLISH_CHOICE, (_, share: string) => (share === "%" ? "what percentage" : "how many"))
    .replace(CHOICE_AFTER, "$1")
    .replace(CHOICE, "多少$1")
    .replace(TIMES_BETWEEN, "$1$3$2")
    .replace(PAID, "$1$2钱")
    .replace(PARTED, "$& $3$1");
}
