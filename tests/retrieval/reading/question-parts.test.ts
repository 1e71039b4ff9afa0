import { expect, test } from "vitest";
import { type QuestionPart, partsOf } from "../../../retrieval/reading/question-parts.ts";
import { inMemory } from "../answer-in-memory.ts";
import { SHIPPED } from "../shipped-article.ts";

const { understand } = inMemory([SHIPPED]);

function parts(question: string, ...history: string[]): (Pick<QuestionPart, "weight"> & { said: string })[] {
  const asked = understand({ question, history }).parts.at(-1)!;
  return partsOf(asked).map(({ weight, start, end, alternatives }) => ({
    weight,
    said: end > 0 ? asked.folded.slice(start, end) : alternatives[0]![0]!,
  }));
}

test("the sort of thing that is asked for weighs less than what it is asked of: 学生要交哪些材料", () => {
  const [student, material] = ["学生", "材料"].map((said) =>
    parts("学生返校有哪些材料?").find((one) => one.said === said)!,
  );
  expect(material!.weight).toBeLessThan(student!.weight);
});

test("and general verbs of English less than things", () => {
  const of = (said: string) => parts("do I have to buy the ticket at the station?").find((one) => one.said === said)!;
  expect(of("have to").weight).toBeLessThan(of("ticket").weight);
});

test("what asks for a number is no part of what it is asked of", () => {
  expect(parts("班车一天几班?").map(({ said }) => said)).not.toContain("一天几班");
  expect(parts("企业 贷款 户数").map(({ said }) => said)).not.toContain("户数");
});

test("a follow-up about another place is about the thing of the question before", () => {
  const said = parts("那延边呢?", "吉林市办了多少个车辆通行证?").map((one) => one.said);
  expect(said).toContain("延边");
  expect(said).toContain("通行证");
});
