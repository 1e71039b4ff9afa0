import { describe, expect, test } from "vitest";
import { glossOf } from "../../../retrieval/lexicon/gloss.ts";

describe("The words of a Chinese clause in another language", () => {
  test("are its places and then what it is about, each once", () => {
    const clause = "什么时候开通吉林至桦甸班车,吉林的班车";
    expect(glossOf(clause, "en")).toEqual(["Jilin", "Huadian", "resume", "bus"]);
    expect(glossOf(clause, "ko")).toEqual(["지린", "화뎬", "재개", "버스"]);
  });

  test("are of Traditional characters too, and none of what nobody knows", () => {
    expect(glossOf("樺甸班車", "en")).toEqual(["Huadian", "bus"]);
    expect(glossOf("<b>甲乙丙</b>", "en")).toEqual([]);
  });
});
