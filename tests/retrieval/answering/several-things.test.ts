import { describe, expect, test } from "vitest";
import { article } from "../../evaluation/fakes.ts";
import { inMemory } from "../answer-in-memory.ts";
import { SHIPPED } from "../shipped-article.ts";

const { reply } = inMemory([SHIPPED]);

describe("Of two questions in one message", () => {
  test.each([
    ["高速出口哪天封哪天开", ["2月1日", "2月9日"]],
    ["二道区规上工业企业有多少户,复工了多少户?", ["46户", "28户"]],
    ["얼다오구 규모 이상 공업기업은 몇 곳이고 그중 몇 곳이 조업을 재개했나요?", ["46户", "28户"]],
    ["通行证吉林市发了多少,延边发了多少", ["580个", "310"]],
  ])("each is answered with a figure of its own: %s", async (message, figures) => {
    const { status, answer } = await reply(message);
    expect(status).toBe("answered");
    for (const figure of figures) expect(answer).toContain(figure);
  });

  test("the second goes on in the sentence that answers the first", async () => {
    expect((await reply("定制公交开了几条?一天跑几次?")).answer).toBe("5条；10个班次");
  });

  test("what answers both is said once", async () => {
    expect((await reply("桦甸班车哪天开?哪天能坐上?")).answer).toBe("2月17日");
  });
});

describe("The figures of several things", () => {
  test.each([
    ["省道和国道各有几条?", "省道：9条；国道：6条"],
    ["国道、省道、县道各有几条?", "国道：6条；省道：9条；县道：28条"],
    ["How many provincial roads and national roads are there?", "9 (9条); 6 (6条)"],
  ])("are each named, in the order asked for, whatever that of the text: %s", async (message, answer) => {
    expect(await reply(message)).toMatchObject({ status: "answered", answer });
  });
});

describe("Which of several things has the most", () => {
  test.each([
    ["风华制衣跟拉波尼,哪家一天做的防护服多", "拉波尼：1700套；风华制衣：1100套"],
    ["縣道多還是省道多?", "縣道：28条；省道：9条"],
    ["国道和省道,哪个少", "国道：6条；省道：9条"],
    [
      "Which has more of them running through Jilin City, national roads or provincial roads?",
      "provincial roads: 9 (9条); national roads: 6 (6条)",
    ],
  ])("is told by the figure of each, the one asked for first: %s", async (message, answer) => {
    expect(await reply(message)).toMatchObject({ status: "answered", answer });
  });

  test("is told of days: who is first is the earlier", async () => {
    const coaches = inMemory([article("coaches", "长春至乙县班车3月8日恢复。长春至丙县班车3月5日恢复。")]);
    expect((await coaches.reply("去乙县和去丙县的班车哪个先恢复?")).answer).toBe(
      "去丙县的班车：3月5日；去乙县：3月8日",
    );
  });

  test("is not told where one of them has no figure of its kind", async () => {
    expect((await reply("国道和铁路哪个多?")).answer).not.toContain("国道：");
  });
});
