import { describe, expect, it } from "vitest";
import { takeByline } from "../../../corpus/clean/bylines.ts";
import { datelineDate, findDate, signatureDate } from "../../../corpus/clean/dates.ts";

describe("A dateline", () => {
  it.each([
    ["新华社武汉2020年2月15日电 记者从", null, "2020-02-15"],
    ["新华社武汉2月15日电 记者从", "2020-02-16", "2020-02-15"],
    ["中新网长春1月30日电 (记者 某某)", "2020-02-02", "2020-01-30"],
    ["本报12月31日讯", "2021-01-01", "2020-12-31"],
  ])("%s, posted %s, is of %s", (paragraph, published, dated) => {
    expect(datelineDate(paragraph, published)).toBe(dated);
  });

  it.each([
    ["新华社武汉2月15日电 记者从", null],
    ["新华社武汉2月15日电 记者从", "2023-08-01"],
    ["新华社武汉2月15日电 记者从", "2020-02-14"],
    ["新华社武汉2月30日电 记者从", "2020-03-01"],
    ["截至2月15日,全区复工28户", "2020-02-16"],
    ["客车将停运。新华社武汉2月15日电", "2020-02-16"],
  ])("%s, posted %s, has no certain year", (paragraph, published) => {
    expect(datelineDate(paragraph, published)).toBeNull();
  });
});

it.each([
  ["2023-8-1 03:36", "2023-08-01"],
  ["2020/02/15", "2020-02-15"],
  ["二〇二〇年二月十五日", "2020-02-15"],
  ["二○二○年十月三十一日", "2020-10-31"],
  ["2020-02-16T09:30:00+08:00", "2020-02-16"],
  ["2023-02-30", null],
  ["12020-02-16", null],
  ["2月15日", null],
])("finds in %s the date %s", (text, date) => {
  expect(findDate(text)).toBe(date);
});

it("takes only a date that stands alone for a signature's", () => {
  expect(signatureDate("2020年2月15日")).toBe("2020-02-15");
  expect(signatureDate("二〇二〇年二月十五日")).toBe("2020-02-15");
  expect(signatureDate("2020年2月15日起施行")).toBeNull();
});

describe("A byline", () => {
  it.each([
    ["打下了坚实基础。(王秋月)", ["王秋月"]],
    ["陆续恢复运营。(李婷 李金铭)", ["李婷", "李金铭"]],
    ["保障民生。（记者 栾哲、通讯员 欧阳丹）", ["栾哲", "欧阳丹"]],
    ["配合测温。”（本报记者 张伟国 报道）", ["张伟国"]],
  ])("at the end of a paragraph is taken off: %s", (paragraph, names) => {
    expect(takeByline(paragraph)).toEqual({ text: paragraph.replace(/[（(].*$/, ""), names });
  });

  it.each([
    ["本报记者 王秋月", ["王秋月"]],
    ["(张伟国 代黎黎)", ["张伟国", "代黎黎"]],
    ["文/李婷 图/李金铭", ["李婷", "李金铭"]],
  ])("may stand alone: %s", (paragraph, names) => {
    expect(takeByline(paragraph)).toEqual({ text: "", names });
  });

  it.each([
    "复产率达60%(王秋月)",
    "按有关规定执行。(此件公开发布)",
    "有效期一年。(试行)",
    "由负责人李婷(局长)签字。",
    "新增病例2例。(高新区)",
    "详见附件。(附件略)",
    "王秋月",
  ])("is not seen in %s", (paragraph) => {
    expect(takeByline(paragraph)).toEqual({ text: paragraph, names: [] });
  });
});
