import { asksPlace, givesPlace } from "./answer-forms.ts";
import type { AnswerKind } from "../question/kind.ts";
import type { Question } from "../question/question.ts";

/** The form that an answer of a kind takes, other than values. */
export const FORMS: Partial<Record<AnswerKind, RegExp>> = {
  who: /公司|集团|[局厅委部院厂队社]|中心|银行|协会|工会|企业|药业|纺织|制衣|服饰|矿业|水产|医疗器械|政府|财政|单位|人员|领导|医生|老师|干部|旅客|乘客|学生|市民|[\u4e00-\u9fff]{2,4}(?:先生|女士|主任|书记|市长|局长)/u,
  why: /由于|因|鉴于|受.{1,12}影响|为了|为[^,。]{2,14}[,。]|根据|随着/u,
  how: /通过|利用|采取|可|按|根据|实行|使用|须|应|要求|用/u,
  when: /另行|陆续|逐步|分批|暂不|暂缓|推迟|待定|择日|视[^,。]{1,6}情况|早中晚|每[天日晚早周月]|[上下]午/u,
  where: /在[^,。]{2,}|于[^,。]{2,}|[省市州县区镇乡村路街号楼站场处]/u,
  list: /、[^、]+和|、[^、]+、|[》”][和与及、]?[《“]|;/u,
};
/** What is called by a name stands in quotation marks. */
const NAME_ASKED = /叫(?:什么|做)|名字|名儿|名称|什么名|哪[两几俩二三]|called|\bnames?\b|이름/u;
/** And what is written by its title. */
const TITLE_ASKED =
  /文件|材料|册|书面|文书|通知书|\b(?:documents?|booklets?|papers?|materials?|leaflets?)\b|문서|자료|책자/u;
const NAME = /[《“"「]/u;
const NEGATION = /没有?(?!有)|未|不(?![两误])|停止|暂停|无|\bnot\b|않|못/u;
/** who, why, how, where, when, list, names, titles, figures, otherPolarity: see CLAUSE_FEATURES. */
export function formFeatures(text: string, question: Question): number[] {
  const { kind, folded } = question;
  const has = (...kinds: AnswerKind[]) => Number(kinds.includes(kind) && FORMS[kinds[0]!]!.test(text));
  return [
    has("who"),
    has("why"),
    has("how"),
    Number(asksPlace(question) && givesPlace(text, question)),
    has("when"),
    has("list", "what", "how"),
    Number(NAME_ASKED.test(folded) && NAME.test(text)),
    Number(TITLE_ASKED.test(folded) && /《/u.test(text)),
    Number(/\d/.test(text)),
    Number(NEGATION.test(text) !== NEGATION.test(folded)),
  ];
}
