import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inChineseAmounts } from "../../../retrieval/question/amounts.ts";

describe("Large amounts of a question", () => {
  test.each([
    ["500,000 yuan", "50万 yuan"],
    ["270 thousand masks", "27万 masks"],
    ["280 million cubic metres", "2.8亿 cubic metres"],
    ["27만 개", "27万 개"],
    ["2.8억", "2.8亿"],
    ["2억 8천만", "2.8亿"],
    ["50w贷款", "50万贷款"],
    ["500000元", "50万元"],
    ["1,100 suits", "1100 suits"],
  ])("are read as Chinese texts write them: %s", (asked, read) => {
    expect(inChineseAmounts(asked)).toBe(read);
  });

  test.each(["in 2020", "call 12345", "0432-62048000 转 2", "51.5%", "48 cars", "1,23"])(
    "but nothing else is touched: %s",
    (text) => {
      expect(inChineseAmounts(text)).toBe(text);
    },
  );

  test("are the same amount, whatever it is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 99_999 }), (tenThousands) => {
        const amount = tenThousands * 10_000;
        const read = inChineseAmounts(amount.toLocaleString("en-US"));
        const [, figure, unit] = /^([\d.]+)([万亿])$/u.exec(read)!;
        expect(Math.round(Number(figure) * (unit === "亿" ? 1e8 : 1e4))).toBe(amount);
      }),
    );
  });
});
