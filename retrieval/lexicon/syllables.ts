import { pinyin } from "pinyin-pro";

/** zhuang, chuang, shuang. */
const LONGEST_SYLLABLE = 6;
/** Of each syllable by number, its sound class; 0 is none. */
const soundClasses = new Map<number, number>([[0, 0]]);
/** Syllable of each code unit; −1: not looked up yet. */
const syllableOfUnit = new Int32Array(65_536).fill(-1);

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

/** The number of a syllable written in letters: the letters themselves, five bits each, so that it is the same in every process. */
export function syllableNumber(name: string): number {
  let number = 0;
  for (const letter of name.slice(0, LONGEST_SYLLABLE)) number = number * 32 + (letter.charCodeAt(0) & 31);
  if (!soundClasses.has(number)) {
    const loose = name.replace(/^([zcs])h/u, "$1").replace(/ng$/u, "n");
    soundClasses.set(number, loose === name ? number : syllableNumber(loose));
  }
  return number;
}

/** The letters that a syllable's number stands for. */
export function syllableName(number: number): string {
  let name = "";
  for (let rest = number; rest > 0; rest = Math.floor(rest / 32)) name = String.fromCharCode(96 + (rest % 32)) + name;
  return name;
}

/** A syllable as speakers of many regions hear it: zh, ch, sh as z, c, s; -ng as -n. */
export function soundClassOf(syllable: number): number {
  return soundClasses.get(syllable)!;
}

const INITIALS = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]";
const FINALS =
  "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v";
const SYLLABLES = new RegExp(`^(?:(?:${INITIALS})(?:${FINALS})|(?:ang|ai|an|ao|ei|en|er|ou|a|e|o))$`, "u");

/**
 * The syllables of a run of letters, each the longest from the left after which the rest can still be split (banche: ban
 * che; xian: xian), or null when it is not pinyin throughout. Linear in its length: filled in from the end.
 */
export function splitPinyin(letters: string): string[] | null {
  /** Of the first syllable of a split from each position on; 0 where there is none. */
  const lengths = new Uint8Array(letters.length);
  const canSplitFrom = (at: number) => at === letters.length || lengths[at]! > 0;
  for (let at = letters.length - 1; at >= 0; at--) {
    for (let length = Math.min(LONGEST_SYLLABLE, letters.length - at); length > 0 && lengths[at] === 0; length--) {
      if (canSplitFrom(at + length) && SYLLABLES.test(letters.slice(at, at + length))) lengths[at] = length;
    }
  }
  if (!canSplitFrom(0)) return null;
  const syllables: string[] = [];
  for (let at = 0; at < letters.length; at += lengths[at]!) syllables.push(letters.slice(at, at + lengths[at]!));
  return syllables;
}
