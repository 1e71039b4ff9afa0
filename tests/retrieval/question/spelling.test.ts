import { expect, test } from "vitest";
import { indexArticles } from "../../../retrieval/corpus-index.ts";
import { SoundIndex } from "../../../retrieval/question/spelling.ts";
import { article } from "../../evaluation/fakes.ts";

const soundsOf = (body: string) => new SoundIndex(indexArticles([article("a", body)]).postings);

test("a word in letters spells the names of the corpus whose characters stand side by side there", () => {
  const sounds = soundsOf("拉波尼服饰日产防护服。二道区复工。");
  expect(sounds.namesSpelt("laboni")).toEqual(["拉波尼"]);
  expect(sounds.namesSpelt("erdao")).toEqual(["二道"]);
  expect(sounds.namesSpelt("nibola")).toEqual([]);
  expect(sounds.namesSpelt("hello")).toEqual([]);
});

test("a word that could spell any number of names gives a few, and a long one none", () => {
  const alike = Array.from("是时事市式实");
  const sounds = soundsOf(`${alike.flatMap((one) => alike.map((other) => one + other)).join("。")}。`);
  expect(sounds.namesSpelt("shi".repeat(6))).toHaveLength(4);
  // 6 to the power of 200 of them.
  expect(sounds.namesSpelt("shi".repeat(200))).toEqual([]);
});
