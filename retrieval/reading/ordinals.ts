const NUMERAL = "[一二三四五六七八九十\\d]{1,3}";
const KIND = "年级|号线|号楼|单元|栋|期|批";
/** 初二年级 is no 二年级. */
const ORDINAL = new RegExp(`(?<![初高])(${NUMERAL})(${KIND})`, "gu");
/** 四至六年级, 1、2号线: several in one. */
const SEVERAL = new RegExp(`(?:${NUMERAL}(?:${KIND})?[至到、和与~—–-])+${NUMERAL}(?:${KIND})`, "gu");
const DIGITS = "零一二三四五六七八九";

/** The things told apart by a number that a folded text names, each as it stands: 一年级, 3号线. */
export function ordinalsOf(folded: string): string[] {
  return folded.match(ORDINAL) ?? [];
}

/** Whether a folded text names what an ordinal names: itself, or a range or list that holds it (一年级 in 一至三年级). */
export function namesOrdinal(folded: string, ordinal: string): boolean {
  const [, numeral, kind] = new RegExp(ORDINAL.source, "u").exec(ordinal)!;
  const asked = numberOf(numeral!);
  const own = folded.replace(SEVERAL, (several) => {
    return several.endsWith(kind!) && membersOf(several).has(asked) ? ordinal : "\n".repeat(several.length);
  });
  return Array.from(own.matchAll(ORDINAL)).some(([, other, its]) => its === kind && numberOf(other!) === asked);
}

function membersOf(several: string): Set<number> {
  const numerals = Array.from(several.matchAll(new RegExp(NUMERAL, "gu")), ([one]) => numberOf(one));
  if (/[、和与]/u.test(several)) return new Set(numerals);
  const [from = 0, to = 0] = [numerals[0], numerals.at(-1)];
  return new Set(Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step));
}

/** 1 to 99, in Chinese or Arabic digits. */
function numberOf(numeral: string): number {
  if (/^\d+$/u.test(numeral)) return Number(numeral);
  const [tens, ones] = numeral.includes("十") ? numeral.split("十") : ["0", numeral];
  const ten = tens === "" ? 1 : Math.max(0, DIGITS.indexOf(tens!));
  return (numeral.includes("十") ? 10 * ten : 0) + (ones === "" ? 0 : Math.max(0, DIGITS.indexOf(ones!)));
}
