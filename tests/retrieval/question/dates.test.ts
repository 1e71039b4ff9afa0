import { describe, expect, it } from "vitest";
import { inChineseDates } from "../../../retrieval/question/dates.ts";

describe("dates of a question", () => {
  it.each([
    ["二月十七号以后的票", "2月17日以后的票"],
    ["到十二月廿一日", "到12月21日"],
    ["三月十日", "3月10日"],
    ["on february 17", "on 2月17日"],
    ["2월 17일까지", "2月17日 까지"],
  ])("are written as articles write them: %s", (asked, written) => {
    expect(inChineseDates(asked)).toBe(written);
  });
});
