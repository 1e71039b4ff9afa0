import { describe, expect, test } from "vitest";
import { article } from "../../evaluation/fakes.ts";
import { inMemory } from "../answer-in-memory.ts";
import { SHIPPED } from "../shipped-article.ts";

const { answer, reply } = inMemory([SHIPPED]);
const loans = inMemory([
  article("loans", "绍兴银行推出“复工贷”,单户最高500万元,年利率3.85%。截至2月18日,绍兴银行已发放复工贷6.7亿元。"),
]);
const schools = inMemory([
  article(
    "schools",
    "遵义市公布开学安排:初一、初二年级3月30日开学;小学四至六年级4月7日开学,小学一至三年级4月13日开学。",
  ),
]);
const transport = inMemory([
  article(
    "transport",
    "洛阳地铁首班车时间为7时,末班车时间为20时,车站每2小时消毒一次。夜间公交每30分钟一班。" +
      "柯桥区复工率为79.3%,上虞区复工率为88.1%。洛阳至运城班线每天发车2班。洛阳至郑州班线每天发车12班。",
  ),
]);

describe("A question finds the figure that is meant", () => {
  test.each([
    ["the day of a closure and not that of its end", "高速出口是从哪天开始封的?", "2月1日"],
    ["how many times something runs, in runs", "定制公交每天跑几次?", "10个班次"],
    ["a share of a whole, by the percentage", "中石油供的气占全省需求的多少?", "75%"],
    ["of a prefecture that its sentence calls 全州", "延边有多少企业复工?", "141户"],
    ["counted over the number that is stated", "延边50家重点企业到底复工了几家?", "30户"],
    ["of a firm in Hangul, as Korean transcribes it", "펑화제의는 하루에 방호복을 몇 벌 만드나요?", "1100套"],
    ["of a name in Chinese amid English", "How many suits a day does 拉波尼 make?", "1700套"],
  ])("%s: %s", (_, question, figure) => {
    const { status, answer: said } = answer(question);
    expect(status).toBe("answered");
    expect(said).toContain(figure);
  });

  test.each([
    ["of what was lent, not of the limit", loans, "复工贷一共发放了多少钱?", "6.7亿元", "500万"],
    ["of the limit", loans, "复工贷最多能贷多少钱?", "500万元", "6.7"],
    ["of the year at primary school", schools, "娃读二年级,哪天开学?", "4月13日", "3月30日"],
    ["that lies between two times", transport, "地铁站多久消毒一次?", "2小时", "30"],
    ["of a district by its bare name", transport, "上虞复工率多少?", "88.1%", "79.3"],
    ["of the line that is asked about", transport, "郑州的班车一天多少班?", "12班", "2班。"],
  ])("%s: %s", (_, corpus, question, figure, other) => {
    const said = corpus.answer(question).answer;
    expect(said).toContain(figure);
    expect(said).not.toContain(other);
  });
});

test("How often is told by how many times where no interval is", async () => {
  expect((await reply("公交多长时间消一次毒?")).answer).toBe("3次");
});

describe("A figure is not lent", () => {
  test.each([
    ["to a day before the one that is named", answer, "高速出口2月9日放开以后什么时候又封的?"],
    ["to another bank, in English", loans.answer, "What interest rate does the Bank of China charge?"],
    ["to a county that no list holds, in English", transport.answer, "What is the resumption rate of Xinchang county?"],
    ["to a place to go to that no list holds", transport.answer, "운청 가는 버스는 하루에 몇 번 다녀요?"],
    ["to another means of transport", transport.answer, "公交末班车几点?"],
    ["to the same day of another month", answer, "3月1日哪些高速出口封闭?"],
    ["to what has no such property", answer, "定制公交是什么颜色的?"],
  ])("%s: %s", (_, ask, question) => {
    expect(ask(question).status).not.toBe("answered");
  });
});
