import { type CorpusTable, textAt } from "../corpus-table.ts";
import type { PlaceMention } from "../lexicon/lexicon.ts";
import { fold } from "../normalise.ts";
import { FEW_ARTICLES } from "../reading/few-articles.ts";
import type { PlaceFinder, TextScope } from "../reading/scope.ts";

/**
 * Whether what a scope says holds for a place: it names the place or one within it, or it names no other of that level and
 * the place is the one that the whole article is about (湖北 in a notice of its tax office). Among many articles one that
 * names no place of that level may be of any: who writes 我省 or 各市 does not say which. The confidence counts it. `isCount`: whether a
 * figure is asked for, which a firm's name under a heading of another place makes none of its own.
 */
export function holdsFor(
  table: CorpusTable,
  place: PlaceMention,
  scope: TextScope,
  find: PlaceFinder,
  isCount = false,
): boolean {
  const isAmongMany = table.articles.length > FEW_ARTICLES;
  const text = place.level === "county" ? scope.near : scope.section;
  // 吉林市 lies in 吉林: the name alone may be the province's, or a bank's.
  const isAlsoParents = place.name === place.parent;
  if (isAlsoParents) {
    if (scope.placesOfSection(find).some((one) => isSame(one, place))) return true;
  } else if (text.includes(place.name)) {
    const isElsewhere = isCount && !scope.context.includes(place.name) && find(scope.context).length > 0;
    if (!isElsewhere || namesAsPlace(text, place.name)) return true;
  }
  if (place.level === "county" && !isAmongMany) return false;
  const named = scope.placesOfSection(find);
  if (named.some((one) => isWithin(one, place))) return true;
  if (named.some((one) => one.level === place.level)) return false;
  const subject = subjectOf(table, scope.article, place.level, find);
  return subject === place.name || (isAmongMany && subject === NONE);
}

/** What a firm's name goes on with after the place that it begins with, or is in: 珲春兴阳水产, 大唐珲春电厂. */
const GOES_ON_AS_NAME =
  /^(?![市县区州省镇乡]|全|各|共|有|已|的|境内|当地|地区|辖区|等|和|与|及|至|到|往|在|为|对|从|今|现|目前|复|开|企业|疫情)[\u4e00-\u9fff]/u;

/** 洛阳至郑州班线. */
const TOWARDS = /(?:[至到往赴从自]|发往|前往|开往|返回|[-—–])$/u;

/** Whether a name of a place begins that of a firm, by the text that follows it. */
export function goesOnAsName(following: string): boolean {
  return GOES_ON_AS_NAME.test(following);
}

/** Whether a text names a place as one, not as a part of a firm's name: what it counts is counted in the place. */
function namesAsPlace(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (TOWARDS.test(text.slice(0, at)) || !goesOnAsName(text.slice(at + name.length))) return true;
  return false;
}

function isSame(one: PlaceMention, other: PlaceMention): boolean {
  return one.name === other.name && one.level === other.level;
}

/** Whether one place lies in another, as far as the short names of its parents tell. */
export function isWithin(one: PlaceMention, other: PlaceMention): boolean {
  return one.parent === other.name && one.level !== other.level;
}

const subjects = new WeakMap<CorpusTable, Map<string, string | null>>();
/** Each mention in the title or the source counts as this many in the text. */
const TITLE_MENTIONS = 5;

/** No place of the level is named. */
const NONE = "";

/** The place of a level that an article is about: the one named most often, and more often than all others together; null if none is. */
function subjectOf(
  table: CorpusTable,
  article: number,
  level: PlaceMention["level"],
  find: PlaceFinder,
): string | null {
  const known = subjects.get(table) ?? new Map<string, string | null>();
  subjects.set(table, known);
  const key = `${level} ${article}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const { title, source } = table.articles[article]!;
  const counts = new Map<string, number>();
  const count = (text: string, weight: number) => {
    for (const place of find(fold(text))) {
      if (place.level === level) counts.set(place.name, (counts.get(place.name) ?? 0) + weight);
    }
  };
  count(`${title}\n${source ?? ""}`, TITLE_MENTIONS);
  count(textAt(table, table.articleStart[article]!, table.articleStart[article + 1]!), 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  const total = [...counts.values()].reduce((sum, mentions) => sum + mentions, 0);
  const subject = most === undefined ? NONE : 2 * most[1] > total ? most[0] : null;
  known.set(key, subject);
  return subject;
}
