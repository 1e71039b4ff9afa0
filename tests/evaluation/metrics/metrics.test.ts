import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerWith, article, cite } from "../fakes.ts";
import { isRight, standsIn } from "./answer-accuracy.ts";
import { expectedCalibrationError, reliability } from "./calibration.ts";
import { evidenceRecall, supportingQuotes } from "./evidence.ts";
import { hitWithin } from "./hit.ts";
import { ndcg } from "./ndcg.ts";
import { areaUnderCurve, refusalCurve, rejectionAt } from "./refusal-curve.ts";
import { rejectsRightly, saysNotStated } from "./rejection.ts";
import { longestCommonSubsequence, rougeL } from "./rouge-l.ts";
import { sharedText } from "./shared-text.ts";
import { mean, percentile, share } from "./statistics.ts";
import { isVerbatim } from "./verbatim.ts";

const confidence = () => fc.double({ min: 0, max: 1, noNaN: true });

describe("an expected answer", () => {
  it.each([
    ["5", "目前已开通5条", true],
    ["5", "50户", false],
    ["5", "复产率51.5%", false],
    ["5", "复产率5.1%", false],
    ["17日", "2月17日", true],
    ["30户", "130户，其中30户", true],
    ["28户", "共28户。", true],
  ])("%s stands in %s: %s", (alternative, text, stands) => {
    expect(standsIn(text, alternative)).toBe(stands);
  });

  it("needs one alternative of every group and none of the rejected strings", () => {
    const expected = { answer: [["28户"], ["60%", "六成"]], reject: ["44%"] };
    expect(isRight("复工28户,约六成", expected)).toBe(true);
    expect(isRight("复工28户", expected)).toBe(false);
    expect(isRight("复工28户,60%;商贸44%", expected)).toBe(false);
  });
});

describe("evidence", () => {
  it("is found when a quote contains it or is contained in it, white space ignored", () => {
    expect(evidenceRecall(["将于2月17日 率先开通"], ["该局将于2月17日率先\n开通吉林至桦甸班车"])).toBe(1);
    expect(evidenceRecall(["将于2月17日率先开通吉林至桦甸班车", "其他客运班线"], ["率先开通"])).toBe(0.5);
  });

  it("supports the quotes that bear on it and no others", () => {
    expect(supportingQuotes(["复产率达60%"], ["28户,复产率达60%", "复业率达44%"])).toBe(1);
  });
});

describe("a citation", () => {
  const body = "吉林省。将于2月17日开通。";

  it("is verbatim only to the code unit and only at its offsets", () => {
    const citation = cite(article("a", body), "将于2月17日开通");
    expect(isVerbatim(citation, body)).toBe(true);
    expect(isVerbatim({ ...citation, start: citation.start + 1 }, body)).toBe(false);
    expect(isVerbatim({ ...citation, quote: "将于2月18日开通" }, body)).toBe(false);
    expect(isVerbatim(citation, undefined)).toBe(false);
  });
});

describe("turning a question down", () => {
  const [citation] = [cite(article("a", "其他客运班线陆续恢复"), "其他客运班线陆续恢复")];

  it("is right when nothing is offered as an answer", () => {
    expect(rejectsRightly(answerWith(), false)).toBe(true);
    expect(rejectsRightly(answerWith({ status: "smalltalk" }), false)).toBe(true);
    expect(rejectsRightly(answerWith({ citations: [citation!] }), false)).toBe(false);
    expect(rejectsRightly(answerWith({ status: "answered" }), false)).toBe(false);
  });

  it("may be partial for a near miss, if the answer says what is not stated", () => {
    const partial = answerWith({
      status: "partial",
      answer: "报道没有提到票价。",
      citations: [citation!],
    });
    expect(rejectsRightly(partial, true)).toBe(true);
    expect(rejectsRightly(partial, false)).toBe(false);
    expect(rejectsRightly({ ...partial, answer: "2月17日" }, true)).toBe(false);
  });

  it.each([
    "资料中没有提到票价",
    "資料沒有說明票價",
    "文中未提及蛟河",
    "The corpus does not say.",
    "This is not stated.",
    "요금은 나와 있지 않습니다.",
  ])("is recognised in: %s", (text) => {
    expect(saysNotStated(text)).toBe(true);
  });

  it.each(["2月17日", "February 17 (2月17日)", "其他客运班线陆续恢复运营", "未复产企业133户", "28户,复产率达60%"])(
    "is not read into: %s",
    (text) => {
      expect(saysNotStated(text)).toBe(false);
    },
  );
});

describe("shared text", () => {
  it("counts runs of at least four characters, with gaps, white space ignored", () => {
    expect(sharedText("将于2月17日开通班车", "该局将于2月 17日开通")).toBeCloseTo(9 / 11);
    expect(sharedText("一二三四五六七八九", "一二三四 又 六七八九")).toBeCloseTo(8 / 9);
  });

  it("gives nothing for scattered characters", () => {
    expect(sharedText("复工复产企业", "企业的员工恢复了生产")).toBe(0);
  });

  it("compares a short answer as a whole", () => {
    expect(sharedText("60%", "复产率达60%")).toBe(1);
    expect(sharedText("60%", "复产率达66%")).toBe(0);
  });

  it("is whole for a text and itself, and never outside 0 to 1", () => {
    const text = fc.string({ minLength: 1 }).filter((string) => string.trim() !== "");
    fc.assert(fc.property(text, (answer) => sharedText(answer, answer) === 1));
    fc.assert(
      fc.property(
        text,
        fc.string(),
        (answer, shown) => sharedText(answer, shown) >= 0 && sharedText(answer, shown) <= 1,
      ),
    );
  });
});

describe("a hit within a budget", () => {
  it("counts only the characters within it, in the order cited", () => {
    expect(hitWithin(200, "2月17日", ["啊".repeat(195), "2月17日"])).toBe(true);
    expect(hitWithin(200, "2月17日", ["啊".repeat(197), "2月17日"])).toBe(false);
  });

  it("does not join the end of one quote to the start of the next", () => {
    expect(hitWithin(200, "2月17日", ["将于2月", "17日开通"])).toBe(false);
  });

  it("leaves out answers of more than 120 characters", () => {
    expect(hitWithin(200, "长".repeat(121), ["长".repeat(200)])).toBeNull();
    expect(hitWithin(200, "长".repeat(120), ["长".repeat(200)])).toBe(true);
  });
});

describe("ROUGE-L", () => {
  it("is the F1 of the longest common subsequence", () => {
    expect(longestCommonSubsequence("ABCBDAB", "BDCABA")).toBe(4);
    expect(rougeL("2月17日 开通", "2月17日")).toBeCloseTo((2 * 5) / 12);
    expect(rougeL("", "2月17日")).toBe(0);
  });

  it("does not depend on which text is the reference", () => {
    fc.assert(fc.property(fc.string(), fc.string(), (one, other) => rougeL(one, other) === rougeL(other, one)));
  });
});

describe("nDCG", () => {
  it("is 1 for the ideal order and discounts by the logarithm of the rank", () => {
    expect(ndcg([true, true, false], 2)).toBe(1);
    expect(ndcg([false, true], 1)).toBeCloseTo(1 / Math.log2(3));
    expect(ndcg([false, false], 1)).toBe(0);
  });

  it("looks no further than the cutoff", () => {
    expect(ndcg([...Array<boolean>(10).fill(false), true], 1)).toBe(0);
    expect(ndcg(Array<boolean>(10).fill(true), 40)).toBe(1);
  });
});

describe("calibration", () => {
  it("groups confidences into tenths and compares them with what came true", () => {
    const outcomes = [
      { confidence: 0.9, happened: true },
      { confidence: 1, happened: true },
      { confidence: 0.92, happened: false },
      { confidence: 0.1, happened: false },
    ];
    const bins = reliability(outcomes);
    expect(bins.map(({ from, count }) => [from, count])).toEqual([
      [0.1, 1],
      [0.9, 3],
    ]);
    expect(bins[1]!.observed).toBeCloseTo(2 / 3);
    expect(expectedCalibrationError(bins)).toBeCloseTo(0.25 * 0.1 + 0.75 * (0.94 - 2 / 3));
  });

  it("finds no error where confidence is certainty and comes true", () => {
    expect(expectedCalibrationError(reliability([{ confidence: 1, happened: true }]))).toBe(0);
    expect(expectedCalibrationError(reliability([]))).toBe(0);
  });
});

describe("the refusal curve", () => {
  it("has the area of the pairwise comparison, ties counting half", () => {
    const confidences = fc.array(fc.oneof(confidence(), fc.constantFrom(0, 0.5, 1)), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(confidences, confidences, (answerable, unanswerable) => {
        const pairs = answerable.flatMap((high) =>
          unanswerable.map((low) => (low < high ? 1 : low === high ? 0.5 : 0)),
        );
        expect(areaUnderCurve(refusalCurve(answerable, unanswerable))).toBeCloseTo(mean(pairs)!, 10);
      }),
    );
  });

  it("tells how many unanswerable questions are refused at a given price", () => {
    const answerable = [0.3, 0.5, 0.6, 0.7, 0.8, 0.8, 0.9, 0.9, 0.9, 0.9];
    const curve = refusalCurve(answerable, [0.1, 0.2, 0.4, 0.85]);
    expect(rejectionAt(0, curve)).toBe(0.5);
    expect(rejectionAt(0.1, curve)).toBe(0.75);
    expect(rejectionAt(1, curve)).toBe(1);
  });
});

describe("statistics", () => {
  it("are null where there is nothing to measure", () => {
    expect([mean([]), share([]), percentile([], 50)]).toEqual([null, null, null]);
  });

  it("take percentiles at the nearest rank", () => {
    const values = [15, 20, 35, 40, 50];
    expect([5, 30, 40, 50, 100].map((percent) => percentile(values, percent))).toEqual([15, 20, 20, 35, 50]);
  });
});
