import { describe, expect, test } from "vitest";
import { fold } from "../../../retrieval/normalise.ts";
import {
  ANSWER_FORMS,
  answerForms,
  asksPlace,
  givesPlace,
  OFFICE,
  PERSON,
} from "../../../retrieval/reading/answer-forms.ts";
import { inMemory } from "../answer-in-memory.ts";
import { SHIPPED } from "../shipped-article.ts";

const { understand } = inMemory([SHIPPED]);

/** The forms that are features, a place and a person's name, which are demanded. */
function missing(asked: string, text: string): string[] {
  const question = understand(asked).parts[0]!;
  const forms = answerForms(fold(text), question);
  return [
    ...(asksPlace(question) && !givesPlace(fold(text), question) ? ["place"] : []),
    ...(OFFICE.test(question.folded) && !PERSON.test(fold(text)) ? ["person"] : []),
    ...ANSWER_FORMS.filter((_, at) => forms[at] === 1),
  ];
}

describe("A text on the subject lacks the form of an answer", () => {
  test.each([
    [
      "where something is done, when it says only what was done",
      "车辆通行证去哪里办?",
      "吉林市共办理车辆通行证580个",
      "place",
    ],
    [
      "where a bus leaves, when it says where it goes",
      "桦甸班车在哪里上车?",
      "将于2月17日率先开通吉林至桦甸班车",
      "place",
    ],
    ["from which city, when no place is added", "设备从哪个城市运来?", "已完成转产和扩能", "place"],
    [
      "who buys, when it names the seller of the question alone",
      "海越服饰的防护服卖给谁?",
      "海越服饰改造3条生产线",
      "actorMissing",
    ],
    [
      "who holds an office, when it names no person",
      "二道区是哪位领导带队走访的?",
      "区级领导带队走访企业单位",
      "person",
    ],
    ["who holds an office, in English", "Who is the mayor of Jilin?", "吉林市政府发布通知", "person"],
    ["how to apply, when it names no means", "抗疫贷怎么申请?", "该行还创新推出专属“抗疫贷”", "meansMissing"],
    ["which ones, when it counts them", "五条定制公交都走哪些线路?", "目前已开通5条定制公交线路", "listMissing"],
    ["why, when it gives no cause", "高速出口为什么封闭?", "解除了2月1日单向封闭的14处高速出口", "causeMissing"],
    [
      "whether something is done, when it says another thing",
      "车票能退吗?",
      "旅客可预订17日及以后车票",
      "predicateMissing",
    ],
    ["what a word means, when it uses it", "三早是什么意思?", "为三早项目解决了22个问题", "definitionMissing"],
  ])("%s", (_, question, text, form) => {
    expect(missing(question, text)).toContain(form);
  });
});

test.each([
  ["那票在哪里买?", "旅客可通过“出行365”手机APP预订17日及以后车票"],
  ["绿色通道设在哪里?", "他们在5处普通公路收费站均设有绿色通道"],
  ["班车恢复了吗?", "该局率先恢复吉林至桦甸班车"],
  ["员工是从哪些省接回来的?", "从贵州、云南、河南接回员工5800人"],
  ["口罩谁来审核?", "由市经信局统一审核"],
  ["经信局局长是谁?", "经信局局长王晓明说,企业已复工"],
  ["车票怎么预订?", "旅客可通过手机APP预订"],
  ["发放了哪些材料?", "发放《告知书》和《指导手册》"],
  ["天然气用量为什么增加?", "由于气温骤降,下游需求增加"],
  ["三早是什么意思?", "“三早”即早开工、早投产、早见效"],
])("to %s is answered in its form by %s", (question, text) => {
  expect(missing(question, text)).toEqual([]);
});
