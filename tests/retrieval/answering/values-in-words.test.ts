import { describe, expect, test } from "vitest";
import { asOfDate, valueInWords } from "../../../retrieval/answering/values-in-words.ts";

describe("A value of a Chinese text", () => {
  test.each([
    { value: "2月17日", en: "February 17 (2月17日)", ko: "2월 17일 (2月17日)" },
    { value: "2020年2月9日", en: "February 9, 2020 (2020年2月9日)", ko: "2020년 2월 9일 (2020年2月9日)" },
    { value: "33户", en: "33 (33户)", ko: "33 (33户)" },
    { value: "1,055户", en: "1,055 (1,055户)", ko: "1,055 (1,055户)" },
    { value: "2.8亿方", en: "280,000,000 (2.8亿方)", ko: "280,000,000 (2.8亿方)" },
    { value: "2078万元", en: "20,780,000 (2078万元)", ko: "20,780,000 (2078万元)" },
    // The same in every language, or with words that a number alone would lose.
    { value: "66%", en: "66%", ko: "66%" },
    { value: "310余辆", en: "310余辆", ko: "310余辆" },
    { value: "近百名", en: "近百名", ko: "近百名" },

    { value: "“出行365”手机APP", en: "“出行365”手机APP", ko: "“出行365”手机APP" },
  ])("$value is $en in English, and as it stands in Chinese", ({ value, en, ko }) => {
    expect(valueInWords(value, "en")).toBe(en);
    expect(valueInWords(value, "ko")).toBe(ko);
    for (const language of ["zh", "zh-Hant"] as const) expect(valueInWords(value, language)).toBe(value);
  });

  test("held on a day that is written as the asker does", () => {
    expect(asOfDate("截至2月14日", "en")).toBe("February 14");
    expect(asOfDate("截止到2020年2月14日", "ko")).toBe("2020년 2월 14일");
    expect(asOfDate("截至目前18时", "en")).toBe("截至目前18时");
    expect(asOfDate("截至2月14日", "zh")).toBe("截至2月14日");
  });
});
