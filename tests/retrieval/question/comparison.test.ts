import { describe, expect, test } from "vitest";
import { comparisonOf } from "../../../retrieval/question/comparison.ts";
import { inStandardWords } from "../../../retrieval/question/dialect.ts";
import { foldQuestion } from "../../../retrieval/normalise.ts";

const read = (message: string) => comparisonOf(inStandardWords(foldQuestion(message)));

describe("A comparison", () => {
  test.each([
    ["柯桥跟诸暨比,哪边复工率更高", ["柯桥复工率是多少", "诸暨复工率是多少"], "most"],
    ["柯桥、上虞、诸暨三个地方哪个复工率最高", ["柯桥复工率是多少", "上虞复工率是多少", "诸暨复工率是多少"], "most"],
    ["國道多還是省道多?", ["国道有多少", "省道有多少"], "most"],
    ["高一和高三哪个先开学", ["高一开学是什么时候", "高三开学是什么时候"], "least"],
    [
      "Laboni or Fenghua: which makes more protective suits per day?",
      ["how many makes protective suits per day laboni", "how many makes protective suits per day fenghua"],
      "most",
    ],
    [
      "Which has the higher resumption rate, Keqiao or Shangyu?",
      ["what is the percentage of resumption rate keqiao", "what is the percentage of resumption rate shangyu"],
      "most",
    ],
    ["커차오와 상위 중 어디가 조업률이 더 높아요?", ["커차오 조업률이 몇 %", "상위 조업률이 몇 %"], "most"],
    ["风华制衣和特来纺织每日产量各是多少", ["风华制衣每日产量是多少", "特来纺织每日产量是多少"], "each"],
    [
      "지린시와 연변은 통행증을 각각 몇 개 발급했나요?",
      ["지린시 통행증을 몇 개 발급했나요", "연변 통행증을 몇 개 발급했나요"],
      "each",
    ],
  ])("asks the same of each: %s", (message, questions, asked) => {
    expect(read(message)).toMatchObject({ questions, asked });
  });

  test.each([
    "哪家银行的利息低",
    "班车什么时候恢复?",
    "Which bank gives loans?",
    "버스는 언제 다니나요?",
    "",
    ",和,哪个多",
  ])("is none in %j", (message) => {
    expect(read(message)).toBeNull();
  });
});
