import { DocumentError } from "../draft.ts";

/** Bytes looked at to choose between encodings. */
const SAMPLE_BYTES = 65_536;
/** A declared encoding is believed unless another makes this much better text of the bytes. */
const TRUST_IN_DECLARATION = 0.15;
/** Text may hold so large a share of characters that are none, such as a broken byte or two in a long page. */
const MOST_BROKEN = 0.005;
const CANDIDATES = ["gb18030", "big5", "utf-16le", "utf-16be"];

/** The commonest characters of Chinese official and news texts, Simplified and Traditional: about half of any text. */
const COMMON = new Set(
  "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开合还因由其些然前外天政四日那社义事平形全表间与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系情者最立代想已通并提直题党展五果料员革位入常文总次品式活设及管特长求基资边流路级少图山统接知组见计别期根论运农指几九区强放决西被做必战先回任取据处队南给色光门即保治北造百规热领七海口东器压志世金增争济阶收证改清再采转更单切打白教速花带安场身车例真务具万每目至达走积示议声报八离名确才科信话米整空况今集温传土许步群广需研界观影装低持音众书布复容际商非验连断深难近千周委备半办青省列响约支般便往市何除消府称太准精值号族划选标写存亲快效院查江型按格养易置派层片始却专状育厂京识适属包住调满县局照参红细引该铁价严疫情防控企业恢班车客运吉林长春复产" +
    "這為個國時來們於對會發動過說產種後學經進著現實應還與關數無條結問題體當從業開變將員總設長資邊級圖統組見計別論運農幾區強決戰據處隊給門規熱領東壓濟階證轉單帶場車務萬達積議聲報離確話極況傳許廣觀裝複復際驗連斷難約辦稱準號劃選標寫親養層專狀識適屬滿縣參紅細鐵價嚴沒點樣請機電學習導從縣護線",
);

/**
 * Turns bytes into text. The encoding is told by a byte order mark, then by what makes valid UTF-8, then by which of
 * the Chinese encodings and UTF-16 gives characters in common use; `declared` (a charset label of the page or the
 * server) counts where it is not plainly wrong.
 * @throws DocumentError when no encoding makes text of the bytes.
 */
export function decodeText(bytes: Uint8Array, name: string, declared?: string): string {
  const text = decodeMarked(bytes) ?? decode(bytes, "utf-8", true) ?? decodeByUse(bytes, declared);
  const broken = text.match(BROKEN)?.length ?? 0;
  if (broken > Math.max(1, text.length * MOST_BROKEN)) {
    throw new DocumentError(`${name}: not text in a known encoding; save it as UTF-8 text, HTML, PDF or Word .docx`);
  }
  return text.replaceAll(CONTROLS, "");
}

const CONTROLS = /[\0-\x08\x0e-\x1f\x7f]/g;
const BROKEN = /[\0-\x08\x0e-\x1f\x7f\uFFFD\uFFFE\uFFFF]/g;

/** The text after a byte order mark, if there is one and it is true. */
function decodeMarked(bytes: Uint8Array): string | null {
  const starts = (...mark: number[]) => mark.every((byte, index) => bytes[index] === byte);
  if (starts(0xef, 0xbb, 0xbf)) return decode(bytes, "utf-8", true) ?? decodeByUse(bytes.subarray(3), undefined);
  if (starts(0xff, 0xfe)) return decode(bytes, "utf-16le", false);
  if (starts(0xfe, 0xff)) return decode(bytes, "utf-16be", false);
  return null;
}

function decodeByUse(bytes: Uint8Array, declared: string | undefined): string {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const labels = ["utf-8", ...CANDIDATES, ...(declared ? [declared] : [])];
  const [best] = labels
    .map((label) => ({ label, score: commonness(decode(sample, label, false) ?? "") }))
    .map(({ label, score }) => ({ label, score: label === declared ? score + TRUST_IN_DECLARATION : score }))
    .toSorted((a, b) => b.score - a.score);
  return decode(bytes, best!.label, false)!;
}

/** Pages that say gb2312 are in what grew out of it, characters of four bytes such as © included. */
const GROWN_TO_GB18030 = /^(?:gb2312|gb_2312(?:-80)?|gbk|x-gbk|cp936|chinese)$/i;

/** Null when the bytes are not in that encoding, or hold NUL as UTF-16 does, or the label is unknown. */
function decode(bytes: Uint8Array, label: string, fatal: boolean): string | null {
  try {
    const text = new TextDecoder(label.replace(GROWN_TO_GB18030, "gb18030"), { fatal }).decode(bytes);
    return fatal && text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

/** How much a text looks like one in use: the mean over its characters, at most 1. */
function commonness(text: string): number {
  let sum = 0;
  for (const character of text) sum += weight(character);
  return text.length === 0 ? Number.NEGATIVE_INFINITY : sum / text.length;
}

function weight(character: string): number {
  if (COMMON.has(character)) return 1;
  if (/[\t\n\r\x20-\x7e]/.test(character)) return 0.5;
  if (/[\u3000-\u3011\uff01-\uff5e“”‘’—…·]/u.test(character)) return 1;
  if (/[\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character)) return 0.5;
  if (/\p{Script=Han}/u.test(character)) return 0.2;
  if (/[\p{C}\uFFFD]/u.test(character)) return -5;
  return 0;
}
