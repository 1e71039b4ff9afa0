import { readFileSync } from "node:fs";
import type { PlaceMention } from "./lexicon.ts";
import { groupByInitial, isOneSlip } from "./misspelt.ts";

/**
 * Provinces, cities and counties of mainland China: full name, short name, level, parent's short name, pinyin, English
 * spellings, Korean spellings; tabs between. Names and levels are those of the National Bureau of Statistics (2023), by way
 * of the Administrative-divisions-of-China project (MIT). Korean spellings of provinces, prefectures and the counties of the
 * home province: by 외래어 표기법 from the pinyin, and the Sino-Korean readings of the characters (after libhangul's table),
 * with and without the initial-sound law, as South Korea and Yanbian write them. Those that are Korean words have 시 added.
 */
export const PLACES_FILE = new URL("places.tsv", import.meta.url);

interface Place {
  name: string;
  level: PlaceMention["level"];
  parent: string | null;
}

/** Where the corpus's readers live: its counties go by their short names and in other scripts. */
const HOME_PROVINCE = "吉林";
/** Short names that are common words: only with 市, 县, 省 or 시 after them are they places. */
const COMMON_WORDS = new Set(
  (
    "道县 성도 来宾 安康 大方 平安 兴业 开放 통화 백성 신장 안도 사천 주장 대안 이수 정우 유하 부여 동풍 건안 유수 우중 이통 리장 영길 반석 " +
    "장령 조남 한단"
  ).split(" "),
);
const LEVELS: Record<PlaceMention["level"], number> = { province: 0, city: 1, county: 2 };

/** Finds places in folded text by their names in Chinese, pinyin, English and Korean. */
export class Gazetteer {
  /** Names by their first two code units, longest first. */
  readonly #byPair = new Map<number, { spelling: string; place: Place }[]>();
  /** By code unit, whether a name begins with it: most of a text is passed over by this alone. */
  readonly #begins = new Uint8Array(65_536);
  /** By the hash of a pair, whether a name may begin with it: of the rest nearly all is passed over by this. */
  readonly #mayBegin = new Uint8Array(65_536);
  readonly #bySpelling = new Map<string, Place>();
  /** Counties that go by their short names among their own people: as part of a text these may be words. */
  readonly #counties = new Map<string, Place | null>();
  /** Districts by their names without what they are: 柯桥 for 柯桥区. */
  readonly #districts = new Map<string, Place | null>();
  #spellings: Map<string, string[]> | undefined;

  constructor(text: string) {
    const rows = text
      .trim()
      .split("\n")
      .map((line) => line.split("\t"));
    const homeCities = new Set(
      rows.filter(([, , level, parent]) => level === "city" && parent === HOME_PROVINCE).map(([, name]) => name),
    );
    for (const [full, name, level, parent, pinyin, english, korean] of rows as [
      string,
      string,
      PlaceMention["level"],
      string,
      string,
      string,
      string,
    ][]) {
      const place = { name, level, parent: level === "province" ? null : parent };
      if (level === "county") this.#counties.set(name, this.#counties.has(name) ? null : place);
      const bare = name.replace(/区$/u, "");
      if (bare.length >= 2 && bare !== name) this.#districts.set(bare, this.#districts.has(bare) ? null : place);
      const isKnownShort = level !== "county" || homeCities.has(parent);
      this.#addRun(full, place);
      if (isKnownShort) {
        this.#addRun(name, place);
        this.#addSpelling(pinyin, place);
      }
      // A district's name alone is often a word; with its kind it is none: chaoyang district.
      if (name.endsWith("区")) this.#addSpelling(pinyin, place);
      for (const spelling of split(english)) this.#addSpelling(spelling.replaceAll(" ", ""), place);
      for (const spelling of split(korean)) this.#addRun(spelling, place);
      // Jilin City is no province.
      if (level === "city" && name === parent) {
        this.#addSpelling(`${pinyin}city`, place);
        for (const spelling of split(korean)) this.#addRun(`${spelling}시`, place);
      }
    }
    for (const list of this.#byPair.values())
      list.sort((a, b) => b.spelling.length - a.spelling.length || LEVELS[a.place.level] - LEVELS[b.place.level]);
  }

  #addRun(spelling: string, place: Place): void {
    if (spelling.length < 2) return;
    const pair = pairAt(spelling, 0);
    const list = this.#byPair.get(pair) ?? [];
    this.#byPair.set(pair, list);
    list.push({ spelling, place });
    this.#begins[spelling.charCodeAt(0)] = 1;
    this.#mayBegin[hashOf(pair)] = 1;
  }

  #addSpelling(spelling: string, place: Place): void {
    const known = this.#bySpelling.get(spelling);
    if (spelling.length > 3 && (known === undefined || LEVELS[place.level] < LEVELS[known.level]))
      this.#bySpelling.set(spelling, place);
  }

  /** The places of a folded text, in order; the longest name at each position. */
  places(folded: string): PlaceMention[] {
    const mentions: PlaceMention[] = [];
    let last = 0;
    for (let at = 0; at < folded.length; at++) {
      if (this.#begins[folded.charCodeAt(at)] === 0) continue;
      if (this.#mayBegin[hashOf(pairAt(folded, at))] === 0) continue;
      const found = this.#placeAt(folded, at, last);
      if (found === undefined) continue;
      mentions.push({ ...found.place, start: at, end: at + found.spelling.length });
      last = at + found.spelling.length;
      at = last - 1;
    }
    return [...mentions, ...this.#spelt(folded)].sort((a, b) => a.start - b.start);
  }

  /** The longest name at a position. Apart from the loop, which would make each position an object for the function here. */
  #placeAt(folded: string, at: number, last: number) {
    return this.#byPair
      .get(pairAt(folded, at))
      ?.find(({ spelling }) => folded.startsWith(spelling, at) && isPlaceAt(folded, at, spelling, last));
  }

  /** The county or district whose short name a run is, when there is only one. */
  countyCalled(run: string): Pick<PlaceMention, "name" | "level" | "parent"> | null {
    return COMMON_WORDS.has(run) ? null : (this.#counties.get(run) ?? null);
  }

  /** The county or district that a run without its kind names, when there is only one. */
  districtCalled(run: string): Pick<PlaceMention, "name" | "level" | "parent"> | null {
    return this.countyCalled(run) ?? this.#districts.get(run) ?? null;
  }

  /** The place whose spelling in letters a word misses by one slip, when there is only one. */
  misspelt(word: string): Pick<PlaceMention, "name" | "level" | "parent"> | null {
    this.#spellings ??= groupByInitial(this.#bySpelling.keys());
    const likely = (this.#spellings.get(word[0]!) ?? []).filter((spelling) => isOneSlip(word, spelling));
    const [place, ...others] = likely.map((spelling) => this.#bySpelling.get(spelling)!);
    return place !== undefined && others.every(({ name }) => name === place.name) ? place : null;
  }

  /** Pinyin and English spellings: one to three neighbouring words run together (ji lin, inner mongolia). */
  #spelt(folded: string): PlaceMention[] {
    const words = Array.from(folded.matchAll(/[a-z']+/gu));
    const mentions: PlaceMention[] = [];
    for (let index = 0; index < words.length; index++) {
      for (let count = Math.min(3, words.length - index); count > 0; count--) {
        const run = words.slice(index, index + count);
        if (!areNeighbours(folded, run)) continue;
        const spelling = run.map(([word]) => word.replace(/'s?$/u, "")).join("");
        const place = this.#bySpelling.get(spelling.replace(/district$/u, "qu"));
        if (place === undefined) continue;
        const last = run.at(-1)!;
        mentions.push({ ...place, start: run[0]!.index, end: last.index + last[0].length });
        index += count - 1;
        break;
      }
    }
    return mentions;
  }
}

/** `last`: where the place before ends. A Korean name begins a word, or follows another (지린화뎬). */
function isPlaceAt(folded: string, at: number, spelling: string, last: number): boolean {
  if (/^[가-힣]/u.test(spelling) && at > last && /[가-힣]/u.test(folded[at - 1]!)) return false;
  return !COMMON_WORDS.has(spelling) || /^[省市县州시주현]/u.test(folded.slice(at + spelling.length));
}

/** Two neighbouring code units as one number. */
function pairAt(text: string, at: number): number {
  return (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
}

/** 16 bits of a pair in which both units count. */
function hashOf(pair: number): number {
  return (Math.imul(pair, 0x9e3779b1) >>> 16) & 0xffff;
}

/** Whether nothing but a space or a hyphen parts words. */
function areNeighbours(folded: string, words: RegExpExecArray[]): boolean {
  return words.slice(1).every((word, index) => {
    const before = words[index]!;
    return /^[ -]$/.test(folded.slice(before.index + before[0].length, word.index));
  });
}

let gazetteer: Gazetteer | undefined;

/** The places that ship, read on first use. */
export function openGazetteer(): Gazetteer {
  gazetteer ??= new Gazetteer(readFileSync(PLACES_FILE, "utf8"));
  return gazetteer;
}

function split(list: string | undefined): string[] {
  return (list ?? "").split(",").filter((spelling) => spelling !== "");
}
