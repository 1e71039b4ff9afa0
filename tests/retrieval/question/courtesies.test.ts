import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldQuestion } from "../../../retrieval/normalise.ts";
import { withoutCourtesies } from "../../../retrieval/question/courtesies.ts";

const QUESTION = "桦甸班车什么时候恢复?";
const ENGLISH = "when does the huadian bus resume?";
const OPENINGS = [
  "请问",
  "你好,",
  "您好!我想问一下,",
  "帮我查一下",
  "有谁知道",
  "麻烦告诉我一下,",
  "我妈让我问一下,",
  "我是本地居民,",
];
const CLOSINGS = ["", "谢谢", "谢谢您!", "急!", "麻烦了", "在线等。"];

describe("What politeness and tone add to a question", () => {
  test("is left out, however it is put together", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...OPENINGS), { maxLength: 3 }),
        fc.constantFrom(...CLOSINGS),
        (openings, closing) => {
          expect(withoutCourtesies(foldQuestion(`${openings.join("")}${QUESTION}${closing}`))).toBe(QUESTION);
        },
      ),
    );
  });

  test.each([
    ["Please tell me: when does the Huadian bus resume?", ENGLISH],
    ["Hi, can you tell me when does the Huadian bus resume? Thanks!", ENGLISH],
    ["Do you know when does the Huadian bus resume?", ENGLISH],
    ["혹시, 버스는 언제 다니나요? 알려 주세요.", "버스는 언제 다니나요?"],
    ["桦甸班车什么时候恢复啊???", QUESTION],
    ["桦甸班车什么时候恢复呢?", QUESTION],
  ])("is left out of %j", (message, asked) => {
    expect(withoutCourtesies(foldQuestion(message))).toBe(asked);
  });

  test.each(["那桦甸呢?", "谢谢", "hello", "帮企业解决了多少口罩?", "知道的人有多少?", "请问"])(
    "and nothing else: %s",
    (message) => {
      expect(withoutCourtesies(foldQuestion(message))).toBe(foldQuestion(message));
    },
  );
});
