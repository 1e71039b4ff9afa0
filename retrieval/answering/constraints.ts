import type { CorpusTable } from "../corpus-table.ts";
import type { PlaceMention } from "../lexicon/lexicon.ts";
import type { Question } from "../question/question.ts";
import { subjectRuns } from "../question/subject-words.ts";
import { isValueKind } from "../reading/values.ts";
import { namesOrdinal, ordinalsOf } from "../reading/ordinals.ts";
import type { SentenceCandidate } from "../reading/sentences.ts";
import { type PlaceFinder, scopeOf, type TextScope } from "../reading/scope.ts";
import { statesDate, unmetDates } from "./date-constraints.ts";
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
  /(?:^|[^\u4e00-\u9fff]|[那到至往去在的市省州县])([\u4e00-\u9fff]{2,3}?(?:区|县|旗|镇|乡))(?!域|间|分|道|级)/gu;
/** Kinds of area that end like a district's name: 小区, 社区, 景区 … */
const NO_DISTRICT = /(?:[小地社各景园校辖灾疫山厂库片街市城郊]|开发|封控|风险)区$|[城乡各]镇$|[下返城]乡$|道县$/u;
/** «The other lines»: only a sentence about others can answer. */
const OTHER = /其他|其它|其余|别的|\b(the |any )?others?\b|다른|나머지/u;
const OTHER_SENTENCE = /其他|其它|其余|别的|另/u;

/** A street and a number, or names, are asked for, which only a text with such can give. */
const BEYOND: readonly [RegExp, RegExp][] = [
  [
    /具体(?:在|地址|位置|地点)|哪条(?:街|路|巷)|门牌|where exactly|exact (?:address|location|place)|which street|정확히 어디|주소/u,
    /[\u4e00-\u9fff](?:街|巷|大道|胡同)|\d号(?!线)|路\d/u,
  ],
  [
    /(?:都|各|分别)叫什么|什么名字?$|名字(?:是|叫)?什么|(?:what are|give).{0,12} names?|names of the/u,
    /[《“"]|、[^、,。;]{2,12}、/u,
  ],
];

function asksBeyond(question: string, sentence: string): boolean {
  return BEYOND.some(([asked, given]) => asked.test(question) && !given.test(sentence));
}

/** What of the question the sentence, read in its place, does not share. */
export function unmetConstraints(
  table: CorpusTable,
  question: Question,
  sentence: SentenceCandidate,
  find: PlaceFinder,
): Constraint[] {
  if (OTHER.test(question.folded) && !OTHER_SENTENCE.test(sentence.folded)) return [{ kind: "other", text: "" }];
  if (asksBeyond(question.folded, sentence.folded)) return [{ kind: "value", text: "" }];
  const things = unmetThings(table, question, sentence);
  if (things.length > 0) return things;
  if (question.places.length === 0 && question.folded.search(DISTRICT) < 0 && !statesDate(question)) return [];
  const scope = scopeOf(table, sentence);
  // Whether something holds on a day is answered by the day on which it does.
  const dates = question.kind === "yesno" ? [] : unmetDates(table, question, scope);
  return [...unmetPlaces(table, question, scope, find), ...dates.map((text): Constraint => ({ kind: "date", text }))];
}

/** 3号线, 12路, 5号楼: one of several of its kind, which no other stands for. */
const NUMBERED = /\d+(?:号线|号楼|号门|路(?=公交|车|公车)|次列车)/gu;

/** How many of what nobody knows: beds, litres. */
const COUNTED_WORD =
  /how many (?:more |other |new |of the )?([a-z]+)(?=\W*$| (?:are|is|were|was|have|has|had|do|does|did|can|will|in|of|at|on|for|from|per)\b)/u;

/** Things that nothing else can stand for (a train for a bus) and that neither the sentence nor its section names. */
function unmetThings(table: CorpusTable, question: Question, sentence: SentenceCandidate): Constraint[] {
  const { concepts, folded, unknownWords, askedFrom } = question;
  const counted = COUNTED_WORD.exec(folded)?.[1];
  if (counted !== undefined && unknownWords.includes(counted)) return [{ kind: "thing", text: counted }];
  // «那绍兴呢» asks of another place what was asked of the first.
  const own = concepts.length > 0 ? concepts.filter(({ start }) => start >= askedFrom) : question.inherited.concepts;
  const distinct = own.filter(({ distinct: isDistinct }) => isDistinct);
  const numbered = folded.match(NUMBERED) ?? [];
  const named = namedOrganisations(folded);
  const asksValue = isValueKind(question.kind);
  if (distinct.length === 0 && numbered.length === 0 && named.length === 0 && !asksValue) return [];
  const { near, upTo, section } = scopeOf(table, sentence);
  const others = [...numbered, ...named].filter((name) => !section.includes(name));
  // Of two makers that a section names, the figures of one are not the other's.
  if (asksValue) others.push(...properNames(question).filter((name) => section.includes(name) && !near.includes(name)));
  if (others.length > 0) return others.map((text) => ({ kind: "thing", text }));
  // What follows a figure may name the thing that has none: 小学4月7日开学。幼儿园另行通知。
  const around = asksValue ? upTo : near;
  return distinct
    .filter(({ chinese }) => !chinese.some((word) => around.includes(word) || namesAll(around, ordinalsOf(word))))
    .map(({ start, end, chinese }) => ({
      kind: "thing",
      text: concepts.length > 0 ? folded.slice(start, end) : chinese[0]!,
    }));
}

/** 建设银行, 协和医院: one of its kind, told by the two characters before it. */
const ORGANISATION = /([\u4e00-\u9fff]{2})(?:银行|大学|医院|机场|学院)/gu;
const NO_NAME =
  /[哪家什么的个些各大所有在到去是给向从和与及这那该本每几多少商业人民定点]|鼓励|引导|支持|要求|推动|督促|协调|组织/u;

function namedOrganisations(folded: string): string[] {
  return Array.from(folded.matchAll(ORGANISATION))
    .filter(([, name]) => !NO_NAME.test(name!))
    .map(([whole]) => whole);
}

/** Runs of a question that are in no list and long enough to be names. */
const NAME_LENGTH = 3;

function properNames(question: Question): string[] {
  return subjectRuns(question)
    .map(({ text }) => text)
    .filter((text) => text.length >= NAME_LENGTH);
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
    // What is asked of the whole city is not what one of its districts reports.
    if (WHOLE.test(question.folded) && !WHOLE.test(scope.own) && isOfPartOf(place, scope, find)) return true;
    return !holds(place) && !listedWith(place, question).some(holds);
  });
  const districts = Array.from(question.folded.matchAll(DISTRICT), (match) => match[1]!)
    .filter((name) => !NO_DISTRICT.test(name) && !places.some((place) => name.includes(place.name)))
    .filter((name) => !scope.section.includes(name));
  return [...unmet.map(({ name }) => name), ...districts].map((text) => ({ kind: "place", text }));
}

const WHOLE = /全[市省州]|整个|whole|entire|overall|citywide|전체/u;

function isOfPartOf(place: PlaceMention, scope: TextScope, find: PlaceFinder): boolean {
  return scope.placesOfSection(find).some((one) => isWithin(one, place));
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
