import type { AnswerKind } from "../question/kind.ts";

/** A value in a text: a date, an amount, a share, a telephone number, a website. Offsets into the text searched. */
export interface Value {
  start: number;
  end: number;
}

const NUMBER = String.raw`(?:(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|(?<![\d.])\d+(?:\.\d+)?|[零〇一二三四五六七八九十百千两]+)`;
const MAGNITUDE = String.raw`[十百千万亿]*`;
/** A time of day. */
const CLOCK = String.raw`(?:(?<!\d)\d{1,2}[::]\d{2}(?!\d)|(?<!\d)\d{1,2}[时点](?!\d{3})(?:\d{1,2}分|半)?(?!间|效|代|期|速))`;
const DATE = String.raw`(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号](?:\d{1,2}[时点](?:\d{1,2}分)?|[上下]午\d{1,2}[时点])?|底|初|中旬|上旬|下旬|份)?|(?<![\d月])\d{1,2}日(?:\d{1,2}[时点])?(?!内)|\d{4}年(?:底|初)?|${CLOCK}(?:[-—~至到]${CLOCK})?|即日起|今日起`;
const DURATION = String.raw`${NUMBER}(?:多|余)?(?:个?(?:小时|分钟|工作日|自然日|星期)|天|日(?=内|以内|之内)|周(?![一二三四五六日末])|个月|(?<!\d{4})年(?![初底末度级]))(?:以?内|以上|左右)?`;
const PERCENT = String.raw`\d+(?:\.\d+)?%|百分之[零一二三四五六七八九十百点]+|[一二三四五六七八九]成(?:以上)?`;
const MONEY = String.raw`${NUMBER}${MAGNITUDE}(?:多|余)?(?:亿|万)?(?:元|美元|块钱|人民币)(?:以上|以下|左右)?`;
/** Counters and units; longer ones first. Dates are left to DATE. */
export const COUNTER =
  "个班次|立方米|平方米|平方公里|公里|公斤|千瓦时|人次|班次|车次|架次|件次|台次|批次|人份|次(?!性)|岗位|[万亿]立方|[万亿]方|小时|分钟|美元|工作日|个月|公顷|千克|毫升|起(?![到止点步始码来])|宗|[户家名人条辆台套处项种类位批件所例班趟张吨斤倍米间座幢栋艘架列股份笔只支瓶盒箱包床亩度元周年岁期场轮个页层颗株双副袋桶罐粒万亿%]|部(?![门分委队署级位件])|天(?![然津气空])";
const AMOUNT = String.raw`(?:近|约|超过|超|逾|不少于|不低于|不超过|最高|最多|至少)?${NUMBER}${MAGNITUDE}(?:多|余)?(?:亿|万)?(?:${COUNTER})(?:以上|以下|左右|以内)?`;
const TELEPHONE = String.raw`(?<![\d.])(?:0\d{2,3}-?)?\d{5,8}(?:[-转]\d{1,5})?(?![\d.])|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)1[012]\d{3}(?!\d)`;
const ADDRESS = String.raw`(?:https?:\/\/)?(?:[a-z0-9-]+\.)+(?:com|cn|org|net|gov)[a-z0-9./?=_-]*|[“"][^”"]{1,20}[”"](?:手机|微信|支付宝)?(?:app|小程序|公众号|平台|客户端)|(?<=通过|使用|登录|登陆|关注|下载|利用|进入)[“"][^”"]{1,20}[”"]|[\u4e00-\u9fffa-z0-9]{2,12}(?:app|小程序|公众号|网站|平台)`;

const PATTERNS: Partial<Record<AnswerKind, RegExp>> = {
  when: new RegExp(DATE, "gu"),
  duration: new RegExp(DURATION, "gu"),
  percent: new RegExp(PERCENT, "gu"),
  money: new RegExp(MONEY, "gu"),
  number: new RegExp(AMOUNT, "gu"),
  telephone: new RegExp(TELEPHONE, "gu"),
  address: new RegExp(ADDRESS, "gu"),
};

/** Kinds of answer whose values can be recognised in a text. */
export function isValueKind(kind: AnswerKind): boolean {
  return PATTERNS[kind] !== undefined;
}

/** After a day: 新华社南宁2月4日电(…), 本报2月4日讯. It tells when a report was filed, never when something is. */
const DATELINE = /^(?:电|讯|消息)(?=[(:,\s])/u;

/** The values of the asked kind in a folded text, in order; none for kinds that have no recognisable form. */
export function findValues(folded: string, kind: AnswerKind): Value[] {
  const pattern = PATTERNS[kind];
  if (pattern === undefined) return [];
  const values = Array.from(folded.matchAll(pattern), ({ index, 0: said }) => ({
    start: index,
    end: index + said.length,
  }));
  return kind === "when" ? values.filter(({ end }) => !DATELINE.test(folded.slice(end, end + 3))) : values;
}

/** A folded value without its number: its counter or unit. */
export function unitOf(value: string): string {
  return value
    .replace(/^不[少低超][于过]/u, "")
    .replace(/[\d.,一二三四五六七八九十百千两近约超过逾多余以上左右至少最]/gu, "");
}

/** Whether a counter is the one asked for: 10个班次 are no answer to 几次. */
export function isUnit(counter: string, unit: string): boolean {
  return counter.replace(/^[万亿]+/u, "").replace(/^个(?=.)/u, "") === unit.replace(/^个(?=.)/u, "");
}

/** Counters that count the same things. */
const UNIT_GROUPS = [
  "户 家 个 所 间",
  "辆 台 部 个",
  "人 名 位 个 人次",
  "处 个 座 所",
  "次 回 遍",
  "趟 班 班次 个班次 车次",
  "张 个 份",
  "张 个 床位",
  "条 个",
  "天 日",
  "种 类 项 个",
  "套 件",
  "件 个",
  "只 个",
  "间 座 个",
  "米 公里",
  "斤 公斤 吨",
].map((group) => group.split(" "));

/** Units of time, short to long: 几年 is answered in years or months, not in hours. */
const TIME_UNITS = [/分钟/u, /小时/u, /[天日]/u, /周|星期/u, /个?月/u, /年/u];

/** Whether spans of time in one unit are told in another: neighbours are. */
export function isOfScale(unit: string, asked: string): boolean {
  const [one, other] = [unit, asked].map((text) => TIME_UNITS.findIndex((pattern) => pattern.test(text)));
  return one === -1 || other === -1 || Math.abs(one! - other!) <= 1;
}

/** Counters of things, for questions that name the thing alone: how many passengers, 口罩有多少. */
const COUNTERS_OF: [RegExp, string][] = [
  [/(?:企业|公司|工厂|厂家|商户|商家|门店|店铺|超市|市场|药店|酒店)$/u, "户 家 个 所"],
  [/(?:人员|员工|职工|工人|旅客|乘客|学生|教师|老师|医生|护士|居民|市民|干部|患者|病例)$/u, "人 名 位 个 例 人次"],
  [/(?:车辆|客车|货车|汽车|出租车)$|^车(?![站票费次位厢间])/u, "辆 台 部 车次"],
  [/(?:线路|班线|航线|国道|省道|县道|公路|生产线)$/u, "条 个"],
  [/(?:班次|车次)$/u, "班 班次 个班次 趟 车次 次"],
  [/(?:班车|公交车?|巴士|大巴|校车)$/u, "辆 台 部 班 班次 个班次 趟 车次"],
  [/口罩$/u, "个 只 片 枚 万个 万只"],
  [/(?:防护服|隔离衣)$/u, "套 件 个"],
  [/(?:设备|机器)$/u, "台 套 件 个"],
  [/(?:药品|药物|中药|西药|^药)$/u, "盒 瓶 箱 支 片 粒 袋 件 批 种 份 剂"],
  [/(?:消毒液|消毒水|酒精)$/u, "吨 升 毫升 公斤 千克 斤 瓶 桶 箱 件"],
  [/(?:天然气|煤气|^气)$/u, "方 立方 立方米 吨"],
  [/(?:学校|中学|小学|幼儿园|医院)$/u, "所 家 个"],
];

/** The counters of a thing, by the first of its words that is known; null when none is. */
export function countersOf(words: readonly string[]): string[] | null {
  const known = words.map((word) => COUNTERS_OF.find(([thing]) => thing.test(word))).find((row) => row !== undefined);
  return known === undefined ? null : known[1].split(" ");
}

const PEOPLE =
  /(?:人员|员工|职工|工人|司机|旅客|乘客|学生|教师|老师|医生|护士|居民|市民|干部|患者|病例)$|^(?:[万亿]?[人名位例]|人次)$/u;

/** Whether a counter may count things by their words: people are never counted in vehicles or places. */
export function mayCount(counter: string, [name = ""]: readonly string[]): boolean {
  return !PEOPLE.test(name) || PEOPLE.test(counter);
}

/** Counters of firms and of people count nothing else: 67家 is no answer to 产多少药. */
const COUNTER_OF_WHOM = /^[万亿]*(?:户|家|[人名位例]|人次)$/u;
const WHOM = /[者员工人师生民客商户店厂社院校行司队]$|单位|机构|企业|项目/u;

/** Whether a counter is none for things by any of their words: 家 for medicines. */
export function countsOthers(counter: string, counted: readonly string[]): boolean {
  return counted.length > 0 && COUNTER_OF_WHOM.test(counter) && !counted.some((one) => WHOM.test(one));
}

/** Whether a counter is that of a noun, as far as its counters are known: 8处 counts no taxis, and 近百名 no gas. */
export function isCounterOf(counter: string, noun: string): boolean {
  const counters = countersOf([noun]);
  if (counters !== null) return counters.some((one) => isUnit(counter, one));
  return !countsOthers(counter, [noun]);
}

/** Whether things counted by one counter may also be counted by another: 家 and 户 of enterprises. */
export function isCompatible(counter: string, unit: string): boolean {
  // 几个人 may get 23名, but 几人 no 16个.
  if (isUnit(counter, "个") && /^[人名位]$/u.test(unit)) return false;
  return (
    isUnit(counter, unit) ||
    UNIT_GROUPS.some((group) => group.includes(unit) && group.some((one) => isUnit(counter, one)))
  );
}

/** Whether a sentence counts so many of what the question counts so many of. */
export function isCountIn(folded: string, number: string, question: string): boolean {
  const counter = (text: string) =>
    new RegExp(`(?<![\\d.])${number.replaceAll(".", "\\.")}余?(${COUNTER})`, "u").exec(text)?.[1];
  const [asked, own] = [counter(question), counter(folded)];
  return asked !== undefined && own !== undefined && isCompatible(own, asked);
}
