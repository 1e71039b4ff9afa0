import { Converter } from "opencc-js/t2cn";

/**
 * Matching compares folded text. Folding maps each UTF-16 code unit to one code unit, so that an offset in folded text
 * is the same offset in the stored body and a quote never has to be translated back.
 */

/** Characters that OpenCC leaves alone but that stand for another one in mainland texts converted carelessly. */
const VARIANTS: Record<string, string> = {
  馀: "余",
  於: "于",
  甯: "宁",
  乾: "干",
  徵: "征",
  藉: "借",
  裡: "里",
  祇: "只",
  衹: "只",
};

/** What a code unit is to the index: grams are taken within runs of equal or different non-zero kinds, never across 0. */
export const SEPARATOR = 0;
export const IDEOGRAPH = 1;
export const LETTER = 2;
export const DIGIT = 3;

export interface FoldTables {
  /** 65,536 entries: code unit to folded code unit. */
  fold: Uint16Array;
  /** 65,536 entries: folded code unit to SEPARATOR, IDEOGRAPH, LETTER or DIGIT. */
  kind: Uint8Array;
}

let tables: FoldTables | undefined;

/** The tables, made on first use (about 15 ms). */
export function foldTables(): FoldTables {
  tables ??= makeTables();
  return tables;
}

function makeTables(): FoldTables {
  const fold = Uint16Array.from({ length: 65_536 }, (_, code) => code);
  const kind = new Uint8Array(65_536);
  for (let code = 0; code < 65_536; code++) {
    if (isStable(code)) continue;
    const compatible = String.fromCharCode(code).normalize("NFKC").toLowerCase();
    if (compatible.length === 1) fold[code] = compatible.charCodeAt(0);
  }
  const ideographs = Array.from({ length: 0x9fff - 0x3400 + 1 }, (_, index) => String.fromCharCode(0x3400 + index));
  // A line each, so that OpenCC's phrase tables cannot join neighbours.
  const simplified = Converter({ from: "t", to: "cn" })(ideographs.join("\n")).split("\n");
  for (const [index, character] of simplified.entries()) {
    if (character.length === 1) fold[0x3400 + index] = character.charCodeAt(0);
  }
  for (const [variant, character] of Object.entries(VARIANTS)) fold[variant.charCodeAt(0)] = character.charCodeAt(0);
  // What stands for a Traditional character, as compatibility ideographs do, stands for the Simplified one.
  for (let code = 0; code < 65_536; code++) fold[code] = fold[fold[code]!]!;
  for (let code = 0; code < 65_536; code++) kind[code] = kindOf(code);
  return { fold, kind };
}

/** Ideographs, Hangul syllables and surrogates: NFKC leaves them as they are. */
function isStable(code: number): boolean {
  return (code >= 0x3400 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xd800 && code <= 0xdfff);
}

function kindOf(code: number): number {
  if ((code >= 0x3400 && code <= 0x9fff) || code === 0x3007) return IDEOGRAPH;
  if (code >= 0x30 && code <= 0x39) return DIGIT;
  // A percent sign or a decimal point belongs to its number.
  if (code === 0x25 || code === 0x2e) return DIGIT;
  if (code >= 0xac00 && code <= 0xd7a3) return LETTER;
  if (code >= 0xd800 && code <= 0xdfff) return SEPARATOR;
  return /\p{L}|\p{N}/u.test(String.fromCharCode(code)) ? LETTER : SEPARATOR;
}

/** A class of UTF-16 code units: a pattern asked once for each, as a string for each look is dear. */
export class UnitClass {
  readonly #pattern: RegExp;
  readonly #known = new Uint8Array(65_536);

  /** `pattern` is matched against strings of one code unit. */
  constructor(pattern: RegExp) {
    this.#pattern = pattern;
  }

  has(unit: number): boolean {
    const known = this.#known[unit]!;
    return known === 0 ? this.#ask(unit) : known === HELD;
  }

  #ask(unit: number): boolean {
    const isHeld = this.#pattern.test(String.fromCharCode(unit));
    this.#known[unit] = isHeld ? HELD : NOT_HELD;
    return isHeld;
  }
}

const HELD = 1;
const NOT_HELD = 2;

let otherForms: Map<number, number[]> | undefined;

/** The code units that a folded one stands for: itself, and those that fold to it (国: 國, 囯). */
export function formsOf(folded: number): readonly number[] {
  if (otherForms === undefined) {
    otherForms = new Map();
    for (const [code, to] of foldTables().fold.entries())
      if (code !== to) otherForms.set(to, [...(otherForms.get(to) ?? []), code]);
  }
  return [folded, ...(otherForms.get(folded) ?? [])];
}

/** Holds what is being folded: one call ends before the next begins. */
let folding = new Uint16Array(1024);

/** Text as matching sees it: NFKC, lower case, Simplified, one code unit for one code unit. */
export function fold(text: string): string {
  const { fold: table } = foldTables();
  if (folding.length < text.length) folding = new Uint16Array(2 * text.length);
  for (let index = 0; index < text.length; index++) folding[index] = table[text.charCodeAt(index)]!;
  return textOf(folding.subarray(0, text.length));
}

/** `units[start, end)` as matching sees them. */
export function foldedTextOf(units: Uint16Array, start: number, end: number): string {
  const { fold: table } = foldTables();
  const length = end - start;
  if (folding.length < length) folding = new Uint16Array(2 * length);
  for (let index = 0; index < length; index++) folding[index] = table[units[start + index]!]!;
  return textOf(folding.subarray(0, length));
}

/** A string of code units, ten times faster than `String.fromCharCode`; unlike a decoder, it keeps a lone surrogate. */
export function textOf(units: Uint16Array): string {
  return Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString("utf16le");
}

/** A question as asked, made comparable: full NFKC (lengths may change: nothing of a question is ever quoted), then `fold`. */
export function foldQuestion(question: string): string {
  return fold(question.normalize("NFKC"));
}
