/** Initials of pinyin as Korean writes them, by their place among the nineteen initials of Hangul. */
const INITIALS: Record<string, number> = {
  zh: 12,
  ch: 14,
  sh: 9,
  b: 7,
  p: 17,
  m: 6,
  f: 17,
  d: 3,
  t: 16,
  n: 2,
  l: 5,
  g: 0,
  k: 15,
  h: 18,
  j: 12,
  q: 14,
  x: 9,
  r: 5,
  z: 12,
  c: 14,
  s: 9,
  "": 11,
};
/** The vowels of Hangul in their order, as the table of finals names them. */
const VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const CODAS: Record<string, number> = { n: 4, ng: 21, r: 8 };
/** Finals as a vowel, a coda and what follows; the standard transcription of Chinese into Korean (1986). */
const FINALS: Record<string, [string, string?, string?]> = {
  a: ["ㅏ"], o: ["ㅗ"], e: ["ㅓ"], i: ["ㅣ"], u: ["ㅜ"], v: ["ㅟ"],
  ai: ["ㅏ", "", "이"], ei: ["ㅔ", "", "이"], ao: ["ㅏ", "", "오"], ou: ["ㅓ", "", "우"],
  an: ["ㅏ", "n"], en: ["ㅓ", "n"], ang: ["ㅏ", "ng"], eng: ["ㅓ", "ng"], er: ["ㅓ", "r"], ong: ["ㅜ", "ng"],
  ia: ["ㅑ"], ie: ["ㅖ"], iao: ["ㅑ", "", "오"], iu: ["ㅠ"], ian: ["ㅖ", "n"], in: ["ㅣ", "n"], iang: ["ㅑ", "ng"],
  ing: ["ㅣ", "ng"], iong: ["ㅠ", "ng"],
  ua: ["ㅘ"], uo: ["ㅝ"], uai: ["ㅘ", "", "이"], ui: ["ㅜ", "", "이"], uan: ["ㅘ", "n"], un: ["ㅜ", "n"], uang: ["ㅘ", "ng"],
  ve: ["ㅞ"], van: ["ㅟ", "", "안"], vn: ["ㅟ", "n"],
}; // prettier-ignore
/** After j, q and their like the glide is not written: 자 for jia. */
const WITHOUT_GLIDE: Record<string, string> = { ㅑ: "ㅏ", ㅖ: "ㅔ", ㅠ: "ㅜ" };
/** zhi, si: a vowel that Korean writes otherwise. */
const BUZZED = new Set(["zh", "ch", "sh", "r", "z", "c", "s"]);

const STANDALONE: Record<string, string> = {
  yi: "i",
  ya: "ia",
  yo: "o",
  ye: "ie",
  yao: "iao",
  you: "iu",
  yan: "ian",
  yin: "in",
  yang: "iang",
  ying: "ing",
  yong: "iong",
  yu: "v",
  yue: "ve",
  yuan: "van",
  yun: "vn",
  wu: "u",
  wa: "ua",
  wo: "uo",
  wai: "uai",
  wan: "uan",
  wang: "uang",
};

/** A syllable of pinyin as Korean texts transcribe it, tense initials as plain ones; null for what is none. */
export function hangulOf(pinyin: string): string | null {
  if (pinyin === "wei") return "웨이";
  if (pinyin === "wen") return "원";
  if (pinyin === "weng") return "웡";
  const bare = STANDALONE[pinyin];
  const initial = bare === undefined ? /^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcs])?/u.exec(pinyin)![0] : "";
  let final = bare ?? pinyin.slice(initial.length);
  // ju is jü.
  if (/^[jqx]$/u.test(initial)) final = final.replace(/^u(?!o)/u, "v").replace(/^vi$/u, "ui");
  const known = FINALS[final];
  if (known === undefined) return null;
  const [written, coda = "", rest = ""] = known;
  const isAffricate = INITIALS[initial] === 12 || INITIALS[initial] === 14;
  const vowel = final === "i" && BUZZED.has(initial) ? "ㅡ" : (isAffricate && WITHOUT_GLIDE[written]) || written;
  const code = (INITIALS[initial]! * 21 + VOWELS.indexOf(vowel)) * 28 + (CODAS[coda] ?? 0);
  return String.fromCharCode(0xac00 + code) + rest;
}

/** Tense initials as plain ones (쯔 as 즈), and 위에 as 웨: writers differ. */
export function plainHangul(word: string): string {
  return word.replaceAll("위에", "웨").replace(/[가-힣]/gu, (syllable) => {
    const code = syllable.charCodeAt(0) - 0xac00;
    const initial = Math.floor(code / 588);
    const plain = ({ 1: 0, 4: 3, 8: 7, 10: 9, 13: 12 } as Record<number, number>)[initial] ?? initial;
    return String.fromCharCode(0xac00 + plain * 588 + (code % 588));
  });
}
