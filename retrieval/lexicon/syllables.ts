import { pinyin } from "pinyin-pro";

/** Pinyin syllables by number; 0 is none. */
const numbers = new Map<string, number>([["", 0]]);
/** Of each syllable by number: that of its sound class. */
const soundClasses: number[] = [0];
/** Syllable of each code unit; −1: not looked up yet. */
const syllableOfUnit = new Int16Array(65_536).fill(-1);

/** The number of an ideograph's most frequent reading without its tone; 0 for what has none. Looked up once. */
export function syllableOf(unit: number): number {
  const known = syllableOfUnit[unit]!;
  if (known >= 0) return known;
  const isIdeograph = unit >= 0x3400 && unit <= 0x9fff;
  const name = isIdeograph
    ? pinyin(String.fromCharCode(unit), { toneType: "none", nonZh: "removed" }).replaceAll("ü", "v")
    : "";
  return (syllableOfUnit[unit] = syllableNumber(name));
}

/** The number of a syllable written in letters. */
export function syllableNumber(name: string): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  const number = numbers.size;
  numbers.set(name, number);
  soundClasses[number] = number;
  const loose = name.replace(/^([zcs])h/u, "$1").replace(/ng$/u, "n");
  if (loose !== name) soundClasses[number] = syllableNumber(loose);
  return number;
}

/** A syllable as speakers of many regions hear it: zh, ch, sh as z, c, s; -ng as -n. */
export function soundClassOf(syllable: number): number {
  return soundClasses[syllable]!;
}

const INITIALS = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]";
const FINALS =
  "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v";
const SYLLABLES = new RegExp(`^(?:(?:${INITIALS})(?:${FINALS})|(?:ang|ai|an|ao|ei|en|er|ou|a|e|o))$`, "u");

/**
 * The syllables of a run of letters, longest first with backtracking (banche: ban che; xian: xian), or null when it is not
 * pinyin throughout.
 */
export function splitPinyin(letters: string): string[] | null {
  if (letters === "") return [];
  for (let length = Math.min(6, letters.length); length > 0; length--) {
    const syllable = letters.slice(0, length);
    if (!SYLLABLES.test(syllable)) continue;
    const rest = splitPinyin(letters.slice(length));
    if (rest !== null) return [syllable, ...rest];
  }
  return null;
}
