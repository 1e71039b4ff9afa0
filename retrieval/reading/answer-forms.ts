import type { Question } from "../question/question.ts";

/** Whether an answer lacks the form that its question asks for: one feature a form, 0 or 1. */
export const ANSWER_FORMS = [
  "actorMissing",
  "meansMissing",
  "listMissing",
  "causeMissing",
  "definitionMissing",
  "predicateMissing",
] as const;

const PLACE_ASKED =
  /(?:\bwhich|어느) (?:stations?|stops?|terminals?|places?|cit(?:y|ies)|streets?|gates?|터미널|정류장|역|곳|도시|가게|병원)|哪(?:个|些|几个|条)?(?:地方|车?站|城市|省|路|街|国家)/u;
const PLACE =
  /(?<![正现存])在(?![此防可疫各全|]|\d+[处个座])(?![^,。;|]{0,20}(?:方面|情况|基础|期间|时|中|下))[^,。;|]{2,}|于(?!是|\d)[^,。;|]{2,}|从(?!\d)[^,。;|]{2,}|(?<!截)[至到往][\u4e00-\u9fff]{2,}|窗口|\d[处个座][^,。;]{0,8}[点站厅]/u;
/** Where something is done may be said by what it is done with. */
const CHANNEL = /app|平台|小程序|网站|[“"]/u;
const ACTOR =
  /公司|集团|[局厅委部院厂会社队站]|中心|银行|企业|药业|服饰|制衣|纺织|矿业|水产|医疗器械|政府|财政|单位|人员|领导|医生|老师|干部|学生|旅客|乘客|市民|人群|承包人|车主/u;
/** Whoever holds an office is told by name: who asks for one, and what gives one. */
export const OFFICE =
  /(?:[局厅处院校厂市县区省州会行部站社]长|书记|主任|经理|董事长|总裁|负责人|领导)[^,。?]{0,4}(?:是|叫|姓)(?:谁|什么|哪)|谁(?:是|当|任)[^,。?]{2,12}(?:长|书记|主任|经理|负责人)|哪(?:位|个)[^,。?]{0,4}(?:领导|[局厅市县区]长|书记|经理)|\bwho (?:manages|heads|leads)\b|\bwho is the (?:head|mayor|director|manager|chief|boss|chair|president|leader|principal)|(?:장|대표|책임자)[은는이가]? ?누구/u;
export const PERSON =
  /(?:[局厅处院校厂市县区省州会行部站社]长|书记|主任|经理|董事长|总裁|负责人)[\u4e00-\u9fff]{2,3}(?:表示|说|介绍|告诉|指出|认为|要求|,|:)|[\u4e00-\u9fff]{2,3}(?:同志|先生|女士)/u;
const MEANING =
  /什么意思|[”"」』][^,。?]{0,6}(?:是|指)[^,。?]{0,4}哪[一二两三四五六几\d]|指(?:的)?是?什么|含义|\bwhat (?:does|do) .{1,40} mean|무슨 뜻/u;
const DEFINITION = /[和与、][^,。“”]{2,10}[“"]|即|是指|指的是|意思|就是|包括|[:(]/u;
/** What one does at an office: how it is done is told by the means. */
const PROCEDURE =
  /申请|报名|办|领|预约|退|查|举报|登录|应聘|加入|买|订|报|票|apply|book|refund|buy|\bget\b|신청|예매|발급|구매|끊/u;
const MEANS = /通过|利用|可|凭|须|由|拨打|窗口|平台|app|微信|小程序|网站|提交|推荐/u;
const SEVERAL = /哪些/u;
const LIST = /、|《|等|(?<=[^|])[和与及](?=[^|])/u;
const CAUSE =
  /由于|因(?!此)|鉴于|受.{1,12}影响|为了|(?:^|[,。;])为[^,。]{2,14}[,。]|随着|根据.{2,14}(?:情况|变化|需求)/u;

/** An answer with the pairs of ideographs that the question has too blotted out: what it adds. */
function addedBy(answer: string, question: string): string {
  const added = Array.from({ length: answer.length }, (_, at) => answer[at]!);
  for (let at = 1; at < answer.length; at++) {
    const pair = answer.slice(at - 1, at + 1);
    if (question.includes(pair) && /^[\u4e00-\u9fff]{2}$/u.test(pair)) added.fill("|", at - 1, at + 1);
  }
  return added.join("");
}

/** Whether a place is asked for. */
export function asksPlace({ kind, folded }: Question): boolean {
  return kind === "where" || PLACE_ASKED.test(folded);
}

/** Whether a text adds a place to what a question says, or what something is done with where that is asked. */
export function givesPlace(text: string, { folded, concepts, places }: Question): boolean {
  const said = [folded, ...places.map(({ name }) => name), ...concepts.flatMap(({ chinese }) => chinese)].join("\n");
  const added = addedBy(text, said);
  return PLACE.test(added) || (PROCEDURE.test(folded) && CHANNEL.test(added));
}

/** What may follow the word that is affirmed or denied: 批下来|了没有. */
const AFTER_PREDICATE = /^(?:了|着|过)?(?:吗|没有?|不|么)?[?。!]*$/u;

/** Whether yes or no is asked of something that a text does not say: by the last word that the glossary knows. */
function lacksPredicate(text: string, { kind, folded, concepts }: Question): boolean {
  const last = concepts.at(-1);
  if (kind !== "yesno" || last === undefined || !AFTER_PREDICATE.test(folded.slice(last.end))) return false;
  return !last.chinese.some((word) => text.includes(word));
}

/** The features of a folded text that is to answer in words. */
export function answerForms(text: string, question: Question): number[] {
  const { kind, folded } = question;
  const asksSeveral = kind === "list" || SEVERAL.test(folded);
  const added = asksSeveral || kind === "who" ? addedBy(text, folded) : text;
  return [
    kind === "who" && !ACTOR.test(added),
    kind === "how" && PROCEDURE.test(folded) && !MEANS.test(text),
    asksSeveral && !asksPlace(question) && !LIST.test(added),
    kind === "why" && !CAUSE.test(text),
    MEANING.test(folded) && !DEFINITION.test(text),
    lacksPredicate(text, question),
  ].map(Number);
}
