import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold } from "../../../retrieval/normalise.ts";
import { ANSWER_KINDS, type AnswerKind } from "../../../retrieval/question/kind.ts";
import { findValues, isUnit, isValueKind, unitOf } from "../../../retrieval/reading/values.ts";
import { hostileText } from "../hostile-text.ts";

function valuesIn(text: string, kind: AnswerKind): string[] {
  const folded = fold(text);
  return findValues(folded, kind).map(({ start, end }) => folded.slice(start, end));
}

describe("Values in a text", () => {
  test.each<[AnswerKind, string, string[]]>([
    ["when", "将于2月17日率先开通,预订17日及以后车票", ["2月17日", "17日"]],
    ["when", "2020年2月9日12时解除了2月1日的封闭", ["2020年2月9日12时", "2月1日"]],
    ["when", "3月底前、2月中旬和即日起", ["3月底", "2月中旬", "即日起"]],
    ["duration", "由10天缩短为3天,24小时内放款,三个月", ["10天", "3天", "24小时内", "三个月"]],
    ["percent", "复产率达51.5%,恢复六成,百分之三十", ["51.5%", "六成", "百分之三十"]],
    ["money", "贷款300万元,共2.3亿元,每套1200元", ["300万元", "2.3亿元", "1200元"]],
    ["number", "规上工业企业46户中复工28户,车辆48台", ["46户", "28户", "48台"]],
    ["number", "日产8万个口罩、8.4吨酒精、2.8亿方", ["8万个", "8.4吨", "2.8亿方"]],
    ["number", "处理案件1830起、物资20千克,2020年起", ["1830起", "20千克"]],
    ["telephone", "请拨打0432-12345678或12345", ["0432-12345678", "12345"]],
    ["address", "登录www.jl.gov.cn或“出行365”手机APP", ["www.jl.gov.cn", "“出行365”手机app"]],
  ])("of the kind %s: %j", (kind, text, values) => {
    expect(valuesIn(text, kind)).toEqual(expect.arrayContaining(values));
  });

  test.each<[AnswerKind, string]>([
    ["when", "复产率51.5%,共28户"],
    ["percent", "2月17日,28户"],
    ["money", "28户,2月17日,51.5%"],
    ["telephone", "共2078万元"],
    ["telephone", "编号123456789012"],
    ["number", "今天天气"],
    ["when", "新华社南宁2月4日电(记者 何伟)记者获悉"],
    ["when", "本报2月14日讯 记者获悉"],
  ])("of the kind %s are not taken for another: %j", (kind, text) => {
    expect(valuesIn(text, kind)).toEqual([]);
  });

  test("stand where they are said to, in order, none over another, in any text and of any kind", () => {
    const pieces = fc.constantFrom(
      "2月",
      "17日",
      "12时",
      "28",
      "户",
      "%",
      "万",
      "元",
      "多",
      "近",
      "12345",
      ".com",
      "三",
      "个",
      "天",
    );
    const text = fc.array(fc.oneof(pieces, hostileText(3)), { maxLength: 20 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.constantFrom(...ANSWER_KINDS), (raw, kind) => {
        const folded = fold(raw);
        let last = 0;
        for (const { start, end } of findValues(folded, kind)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(folded.length);
          last = end;
        }
      }),
    );
  });

  test("have no recognisable form for kinds that ask for words", () => {
    for (const kind of ["who", "where", "why", "how", "what", "list", "yesno"] as const) {
      expect(isValueKind(kind)).toBe(false);
      expect(findValues("2月17日28户60%", kind)).toEqual([]);
    }
  });
});

describe("The counter of a value", () => {
  test.each([
    ["28户", "户"],
    ["近8万个", "万个"],
    ["超过580个", "个"],
    ["10个班次", "个班次"],
  ])("of %s is %s", (value, unit) => {
    expect(unitOf(value)).toBe(unit);
  });

  test("fits the one asked for whatever the magnitude, and no other", () => {
    expect(isUnit("万个", "个")).toBe(true);
    expect(isUnit("个班次", "班次")).toBe(true);
    expect(isUnit("个班次", "次")).toBe(false);
    expect(isUnit("户", "条")).toBe(false);
  });
});
