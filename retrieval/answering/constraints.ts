import type { CorpusTable } from "../corpus-table.ts";
import type { PlaceMention } from "../lexicon/lexicon.ts";
import type { Question } from "../question/question.ts";
import { namesOrdinal, ordinalsOf } from "../reading/ordinals.ts";
import type { SentenceCandidate } from "../reading/sentences.ts";
import { type PlaceFinder, scopeOf, type TextScope } from "../reading/scope.ts";
import { holdsFor, isWithin } from "./places.ts";

/** Something that the question states and that a text has to share before its figures may answer. */
export interface Constraint {
  kind: "place" | "date" | "thing" | "other" | "value";
  /** As the question has it, folded; for `other` and `value`, empty. */
  text: string;
}

/** Between the two ends of a line: 吉林到桦甸, Jilin–Huadian, jilin to huadian. */
const ROUTE_LINK = /^[\s市县]*(到|至|往|去|开往|发往|[-–—→~]+|to|->|에서)[\s]*$/u;
/** A place that no list holds, by its last character: 朝阳区, 南关区. */
const DISTRICT =
  /(?:^|[^\u4e00-\u9fff]|[那到至往去在的市省州县])([\u4e00-\u9fff]{2,3}?(?:区|县|旗|镇|乡))(?!域|间|分|道)/gu;
/** Kinds of area that end like a district's name: 小区, 社区, 景区 … */
const NO_DISTRICT = /(?:[小地社各景园校辖灾疫山厂库片街市城郊]|开发|封控|风险)区$|[城乡各]镇$|[下返城]乡$/u;
const DATE = /(?:(\d{1,2})月)(\d{1,2})[日号]/gu;
/** A month without a day: 3月底, 4月份. */
const MONTH = /(?<!\d)(\d{1,2})月(?!\d)/gu;

/** «The other lines»: only a sentence about others can answer. */
const OTHER = /其他|其它|其余|别的|\b(the |any )?others?\b|다른|나머지/u;
const OTHER_SENTENCE = /其他|其它|其余|别的|另/u;

/** What of the question the sentence, read in its place, does not share. */
export function unmetConstraints(
  table: CorpusTable,
  question: Question,
  sentence: SentenceCandidate,
  find: PlaceFinder,
): Constraint[] {
  if (OTHER.test(question.folded) && !OTHER_SENTENCE.test(sentence.folded)) return [{ kind: "other", text: "" }];
  const things = unmetThings(table, question, sentence);
  if (things.length > 0) return things;
  if (question.places.length === 0 && ![DISTRICT, DATE, MONTH].some((said) => question.folded.search(said) >= 0))
    return [];
  const scope = scopeOf(table, sentence);
  // Whether something holds on a day is answered by the day on which it does.
  const dates = question.kind === "yesno" ? [] : unmetDates(question, scope);
  return [...unmetPlaces(table, question, scope, find), ...dates];
}

/** 3号线, 12路, 5号楼: one of several of its kind, which no other stands for. */
const NUMBERED = /\d+(?:号线|号楼|号门|路(?=公交|车|公车)|次列车)/gu;

/** How many of what nobody knows: beds, litres. */
const COUNTED_WORD = /how many (?:more |other |new |of the )?([a-z]+)/u;

/** Things that nothing else can stand for (a train for a bus) and that neither the sentence nor its section names. */
function unmetThings(
  table: CorpusTable,
  { concepts, folded, unknownWords, askedFrom }: Question,
  sentence: SentenceCandidate,
): Constraint[] {
  const counted = COUNTED_WORD.exec(folded)?.[1];
  if (counted !== undefined && unknownWords.includes(counted)) return [{ kind: "thing", text: counted }];
  const distinct = concepts.filter(({ distinct: isDistinct, start }) => isDistinct && start >= askedFrom);
  const numbered = folded.match(NUMBERED) ?? [];
  if (distinct.length === 0 && numbered.length === 0) return [];
  const { near, section } = scopeOf(table, sentence);
  const others = numbered.filter((name) => !section.includes(name));
  if (others.length > 0) return others.map((text) => ({ kind: "thing", text }));
  return distinct
    .filter(({ chinese }) => !chinese.some((word) => near.includes(word) || namesAll(near, ordinalsOf(word))))
    .map(({ start, end }) => ({ kind: "thing", text: folded.slice(start, end) }));
}

/** Whether a text names what the ordinals of a word name, of which there is at least one: 一年级 by 一至三年级. */
function namesAll(text: string, ordinals: string[]): boolean {
  return ordinals.length > 0 && ordinals.every((ordinal) => namesOrdinal(text, ordinal));
}

function unmetPlaces(table: CorpusTable, question: Question, scope: TextScope, find: PlaceFinder): Constraint[] {
  const { places } = question;
  const route = routeOf(question.folded, places);
  const holds = (place: PlaceMention) => holdsFor(table, place, scope, find);
  const unmet = places.filter((place) => {
    if (route.includes(place)) return !scope.own.includes(place.name);
    // 福建 in «福建泉州» is said with 泉州.
    if (places.some((other) => isWithin(other, place))) return false;
    return !holds(place) && !listedWith(place, question).some(holds);
  });
  const districts = Array.from(question.folded.matchAll(DISTRICT), (match) => match[1]!)
    .filter((name) => !NO_DISTRICT.test(name) && !places.some((place) => name.includes(place.name)))
    .filter((name) => !scope.section.includes(name));
  return [...unmet.map(({ name }) => name), ...districts].map((text) => ({ kind: "place", text }));
}

/** The places that a question names in one list with a place: each has an answer of its own. */
function listedWith(place: PlaceMention, { folded, places }: Question): PlaceMention[] {
  return places.filter(
    (other) =>
      other !== place &&
      /^[市州省县区]?(和|与|、|及|以及|跟| and | & |와 |과 )$/u.test(
        folded.slice(Math.min(place.end, other.end), Math.max(place.start, other.start)),
      ),
  );
}

/** The two ends of a line that the question names, or nothing. */
function routeOf(folded: string, places: PlaceMention[]): PlaceMention[] {
  const inOrder = places.toSorted((a, b) => a.start - b.start);
  for (let index = 1; index < inOrder.length; index++) {
    const [from, to] = [inOrder[index - 1]!, inOrder[index]!];
    if (from.name !== to.name && ROUTE_LINK.test(folded.slice(from.end, to.start))) return [from, to];
  }
  return [];
}

/** Dates that stand nowhere in the section, neither as 2月17日 nor as 17日, and months of which it has no day. */
function unmetDates(question: Question, scope: TextScope): Constraint[] {
  const months = Array.from(question.folded.matchAll(MONTH))
    .filter(([, month]) => !new RegExp(`(?<!\\d)0?${Number(month)}月`, "u").test(scope.section))
    .map(([text]): Constraint => ({ kind: "date", text }));
  const days = Array.from(question.folded.matchAll(DATE))
    .filter(([, month, day]) => {
      const written = new RegExp(`(?<!\\d)(0?${Number(month)}月)?0?${Number(day)}[日号]`, "u");
      return !written.test(scope.section);
    })
    .map(([text]): Constraint => ({ kind: "date", text }));
  return [...days, ...months];
}
