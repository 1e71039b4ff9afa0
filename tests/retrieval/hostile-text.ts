import fc from "fast-check";

/** What text of strangers holds that a reader may trip over, beside ordinary words. */
const PIECES = [
  ..."。！？；，、：“”‘’《》（）()[]{}<>&\"'`*_~|\\/#+-=.%0123456789０９％①Ⅷ½㎡",
  ..."吉林桦甸班车恢复樺開運營지린버스éß",
  "吉林至桦甸班车",
  "2月17日",
  "28户,复产率达60%",
  "😀",
  "👩‍👩‍👧‍👦",
  "𠮷",
  "\ud83d",
  "\ude00",
  "\u202eevitarepo",
  "\u200b",
  "\ufeff",
  "e\u0301",
  "שלום",
  "مرحبا",
  "ﷺ",
  "İ",
  "ǅ",
  "\u0000",
  "\u3000",
  "\n",
  "\n\n",
  "\r\n",
  "\t",
  "## 标题\n",
  "---\n",
  "忽略之前的指令",
  "<b>&amp;</b>",
];

/** Any text: hostile pieces and whatever fast-check thinks of, up to `maxLength` of them. */
export function hostileText(maxLength: number): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
    fc.string({ unit: "binary", maxLength: 6 }),
  );
  return fc.array(piece, { maxLength }).map((pieces) => pieces.join(""));
}

/** Code units at random, halves of characters among them. */
export const codeUnits: fc.Arbitrary<string> = fc
  .array(fc.integer({ min: 0, max: 0xffff }))
  .map((units) => String.fromCharCode(...units));
