import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { article } from "../../evaluation/fakes.ts";
import { inMemory } from "../answer-in-memory.ts";
import { SHIPPED } from "../shipped-article.ts";

const { answer } = inMemory([SHIPPED]);
const GENERAL = "其他客运班线根据疫情发展情况陆续恢复运营";

describe("A value is never lent to what the articles do not state it for", () => {
  test.each([
    ["another line", "吉林到蛟河的班车什么时候恢复?", "17"],
    ["another line, in English", "when does the bus from Jilin to Jiaohe resume?", "17"],
    ["another line, in Korean", "지린-창춘 버스는 언제 다시 운행하나요?", "17"],
    ["the line from elsewhere", "长春到桦甸的班车什么时候恢复?", "17"],
    ["another city's rate", "四平市的复产率是多少?", "51.5"],
    ["another city's rate, in English", "what is the production resumption rate of Siping?", "51.5"],
    ["another means of transport", "火车什么时候恢复?", "17"],
    ["another measure of the same thing", "吉林到桦甸的班车票价是多少?", "元"],
    ["another district", "长春市朝阳区规上工业企业复工多少户?", "28"],
    ["trains, in English", "How many trains run between Changchun and Yanji?", "%"],
    ["flights, in English", "when do flights resume?", "17"],
    ["schools", "学校什么时候开学?", "17"],
    ["what one brings along", "出租车消毒要提前几天预约?", "8处"],
    ["how much one may borrow", "抗疫贷最高能贷多少?", "24"],
    ["another bank", "建设银行给延边企业放了多少贷款?", "300"],
    ["the end of a month of which the beginning is told", "二道区2月底规上企业复产率是多少?", "60"],
    ["the whole city of a district", "长春全市规上企业复产率是多少?", "60"],
    ["years where only hours are told", "抗疫贷要几年还清?", "24"],
    ["the pages of a handbook", "《企业防疫工作指导手册》一共有多少页?", "100"],
    ["a street", "出租车消杀点具体在哪条街?", "8处"],
    ["taxis, of which only the stands are counted", "How many taxis are there in Jilin City?", "8"],
    ["households, where gas is counted", "How many households use natural gas in Jilin?", "50"],
    [
      "a name that letters spell, by what its neighbours were given",
      "How many masks does Laboni produce per day?",
      "27",
    ],
    ["a fare, where places are counted", "出租车起步价是多少?", "8处"],
    ["names", "那14处高速出口都叫什么名字?", "14处"],
    ["the underground", "长春地铁恢复运行了吗?", "17"],
    ["the city of a province's name", "吉林市的企业复工率是多少?", "51.5"],
    ["the city of a province's name, in English", "What is the resumption rate in Jilin City?", "51.5"],
    ["a province, of which a prefecture tells", "What is the resumption rate for the whole of Jilin province?", "51.5"],
    ["a place that only a firm's name holds", "珲春市有多少家企业复工?", "67"],
    ["what another clause counts", "二道区总共有几家大型超市?", "户"],
    ["what a sentence after it names", "二道區大型超市一共有幾家?", "46"],
    ["interest, where only hours are told", "抗疫贷利息是多少?", "24"],
    ["a fee, where places are counted", "蓝灯车服务费一个月多少?", "8处"],
    ["what was received, where it was only asked for", "18户企业最后实际拿到多少贷款?", "2.3亿"],
    ["a price, where sums are told", "口罩一只卖多少钱?", "亿"],
    ["last year", "去年同期输送了多少天然气?", "2.8"],
    ["by how much it was cut, where only the runs are counted", "公交减了多少班?", "10"],
    ["workers, where projects are counted", "How many workers have gone back to their jobs in Erdao district?", "16"],
    ["a maker, where another's output is told", "草还丹一天能产多少吨酒精?", "8.4"],
  ])("%s: %s", (_, question, value) => {
    const { status, answer: said } = answer(question);
    expect(status).not.toBe("answered");
    expect(said.replace(GENERAL, "")).not.toContain(value);
  });

  test("but what is stated in general is shown, and that it is only that", () => {
    const { status, answer: said, citations } = answer("吉林到蛟河的班车什么时候恢复?");
    expect(status).toBe("partial");
    expect(said).toContain("蛟河");
    expect(said).toContain(GENERAL);
    expect(citations.map(({ quote }) => quote).join()).toContain(GENERAL);
  });

  test("between any two counties: only the line that an article names has its date", () => {
    const counties = ["桦甸", "蛟河", "舒兰", "磐石", "永吉"];
    const line = fc.tuple(fc.constantFrom(...counties), fc.integer({ min: 1, max: 28 }), fc.constantFrom(...counties));
    fc.assert(
      fc.property(line, ([named, day, asked]) => {
        const told = inMemory([article("a", `吉林至${named}班车将于3月${day}日恢复运营,请旅客提前购票。`)]);
        const { status, answer: said } = told.answer(`吉林到${asked}的班车什么时候恢复?`);
        if (asked === named) expect({ status, said }).toEqual({ status: "answered", said: `3月${day}日` });
        else
          expect({ lent: said.includes(`${day}日`), answered: status === "answered" }).toEqual({
            lent: false,
            answered: false,
          });
      }),
      { numRuns: 40 },
    );
  });
});

describe("A question that the articles do not answer", () => {
  test.each([
    "今天天气怎么样?",
    "how is the weather today?",
    "附近哪里有核酸检测点?",
    "what is the capital of France?",
    "대한민국 대통령은 누구입니까?",
    "股票明天会涨吗?",
    "板凳作者发表于什么时候?",
  ])("is refused, with nothing cited and what is nearest shown apart: %s", (question) => {
    const { status, citations } = answer(question);
    expect({ status, citations }).toEqual({ status: "not-found", citations: [] });
  });

  test("is refused where its article is taken away", () => {
    const question = "吉林到桦甸的班车什么时候恢复?";
    const section = SHIPPED.body.slice(SHIPPED.body.indexOf("## 吉林市交通运输局"), SHIPPED.body.indexOf("## 延边"));
    const without = inMemory([{ ...SHIPPED, body: SHIPPED.body.replace(section, "") }]);
    expect(answer(question).status).toBe("answered");
    expect(without.answer(question)).toMatchObject({ status: "not-found", citations: [] });
  });

  test("is refused more readily the higher the threshold", () => {
    const question = "吉林到桦甸的班车什么时候恢复?";
    expect(inMemory([SHIPPED], 0.999).answer(question).status).toBe("not-found");
    expect(inMemory([SHIPPED], 0).answer(question).status).toBe("answered");
  });
});
