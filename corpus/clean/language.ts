/** Characters written only in Traditional Chinese, among the commonest of official texts. */
const TRADITIONAL =
  /[們個這來時國為與對開關復業產運輸車線應從學說過還種後經發點機長問題會員無實現區場間強權濟廣東門電號證請調]/gu;
/** Their counterparts, written only in Simplified Chinese. */
const SIMPLIFIED =
  /[们个这来时国为与对开关复业产运输车线应从学说过还种后经发点机长问题会员无实现区场间强权济广东门电号证请调]/gu;

/** The language of a text as a BCP 47 tag: ko, zh, zh-Hant, ja or en, by the share of each script. */
export function detectLanguage(text: string): string {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const han = count(/\p{Script=Han}/gu);
  const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const hangul = count(/\p{Script=Hangul}/gu);
  const latin = count(/\p{Script=Latin}/gu);
  if (hangul > han + kana && hangul * 2 > latin) return "ko";
  if (kana * 10 > han && kana > 0) return "ja";
  // A Chinese character says about as much as three letters.
  if (han * 3 < latin) return "en";
  return count(TRADITIONAL) > count(SIMPLIFIED) ? "zh-Hant" : "zh";
}
