import { expect, test } from "vitest";
import { isFunctionWord } from "../../../retrieval/lexicon/function-words.ts";

test.each("currently please exactly someone possible allowed tell when the via taking".split(" "))(
  "%s says nothing of a subject",
  (word) => {
    expect(isFunctionWord(word)).toBe(true);
  },
);

test.each("언제부터 있나요 하나요 되나요 알려주세요 지금은 혹시 정말 어떻게 몇 저는 해야 됩니까 할".split(" "))(
  "%s says nothing of a subject",
  (word) => {
    expect(isFunctionWord(word)).toBe(true);
  },
);

test.each("bus huadian resume dentist 버스 하늘 한국 학교 화뎬 수영장 해외 할인".split(" "))(
  "%s is a subject",
  (word) => {
    expect(isFunctionWord(word)).toBe(false);
  },
);
