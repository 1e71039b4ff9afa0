import { foldTables, IDEOGRAPH } from "../normalise.ts";

/** Languages that questions are answered in; BCP 47. */
export type Language = "zh" | "zh-Hant" | "en" | "ko";

/** From this share of Traditional characters on a question is taken for Traditional Chinese: one in a name is not enough. */
const TRADITIONAL_SHARE = 0.1;

/** The language of a question by its script. Pinyin looks like English here. */
export function detectLanguage(text: string): Language {
  const { fold, kind } = foldTables();
  let ideographs = 0;
  let traditional = 0;
  let hangul = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (kind[fold[unit]!] === IDEOGRAPH) {
      ideographs++;
      if (fold[unit] !== unit) traditional++;
    } else if (unit >= 0xac00 && unit <= 0xd7a3) hangul++;
  }
  if (hangul > ideographs) return "ko";
  if (ideographs === 0) return /[a-z]/i.test(text) ? "en" : "zh";
  return traditional / ideographs >= TRADITIONAL_SHARE ? "zh-Hant" : "zh";
}
