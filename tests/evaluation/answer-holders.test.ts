import { describe, expect, test } from "vitest";
import { AnswerHolders } from "./answer-holders.ts";
import { article } from "./fakes.ts";

const ANSWER = "各地各校要明确教师承担在线教育教学、在线辅导答疑等计入工作量";

describe("Articles that hold an answer", () => {
  const holders = new AnswerHolders([
    article("itself", `通知如下。${ANSWER}。特此通知。`),
    article("reprint", `据悉,${ANSWER.replace("各地各校要", "各校应")}。`),
    article("spaced", ANSWER.replace("、", "、\n　　")),
    article("other", "教师在线上课,学生在家学习,工作量另行通知。"),
  ]);

  test("are found where it stands to the letter, nearly so, or with other white space", () => {
    expect(holders.holding(ANSWER)).toEqual(["itself", "reprint", "spaced"]);
  });

  test("are not sought for an answer so short that it may stand there by chance", () => {
    expect(holders.holding("教师")).toEqual([]);
  });
});
