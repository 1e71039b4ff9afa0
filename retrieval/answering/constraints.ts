import type { CorpusTable } from "../corpus-table.ts";
import type { PlaceMention } from "../lexicon/lexicon.ts";
import type { Question } from "../question/question.ts";
import { isValueKind } from "../reading/values.ts";
import { givesPlace } from "../reading/answer-forms.ts";
import { FEW_ARTICLES } from "../reading/few-articles.ts";
import { namesOrdinal, ordinalsOf } from "../reading/ordinals.ts";
import type { SentenceCandidate } from "../reading/sentences.ts";
import { type PlaceFinder, scopeOf, type TextScope } from "../reading/scope.ts";
import { unmetDates } from "./date-constraints.ts";
import { type Demands, demandsOf } from "./demands.ts";
import { goesOnAsName, holdsFor, isWithin } from "./places.ts";

/** Something that the question states and that a text has to share before its figures may answer. */
export interface Constraint {
  kind: "place" | "date" | "thing" | "other" | "value";
  /** As the question has it, folded; for `other` and `value`, empty. */
  text: string;
}

/** What says of others what it says. */
const OTHER_SENTENCE = /其他|其它|其余|别的|另/u;

/** What of the question the sentence, read in its place, does not share. */
export function unmetConstraints(
  table: CorpusTable,
  question: Question,
  sentence: SentenceCandidate,
  find: PlaceFinder,
): Constraint[] {
  const demands = demandsOf(question);
  if (demands.others && !OTHER_SENTENCE.test(sentence.folded)) return [{ kind: "other", text: "" }];
  if (demands.forms.some((given) => !given.test(sentence.folded))) return [{ kind: "value", text: "" }];
  // Among many articles the confidence weighs it.
  const needsPlace = demands.place && table.articles.length <= FEW_ARTICLES;
  if (needsPlace && !givesPlace(sentence.folded, question) && !namesAnotherPlace(sentence, question, find))
    return [{ kind: "value", text: "" }];
  const things = unmetThings(table, question, demands, sentence);
  if (things.length > 0) return things;
  if (!demands.placesOrDates) return [];
  const scope = scopeOf(table, sentence);
  // Whether something holds on a day is answered by the day on which it does.
  const dates = question.kind === "yesno" || !demands.dates ? [] : datesUnmetBy(scope, table, question, demands);
  return [
    ...unmetPlaces(table, question, demands, scope, find),
    ...dates.map((text): Constraint => ({ kind: "date", text })),
  ];
}

/** Asks of which place something is. */
const WHOSE_PLACE = /哪(?:里|儿)的|哪个?(?:[省市州县区]|城市)|\b(?:which|what) (?:city|province|county)\b/u;

/** Whether a sentence names a place that its question does not, where that is asked for. */
function namesAnotherPlace({ folded }: SentenceCandidate, question: Question, find: PlaceFinder): boolean {
  if (!WHOSE_PLACE.test(question.folded)) return false;
  const asked = question.places.map(({ name }) => name);
  return find(folded).some(({ name }) => !asked.includes(name) && !question.folded.includes(name));
}

/** The dates that a section does not share, sought once for all its sentences. */
function datesUnmetBy(
  scope: TextScope,
  table: CorpusTable,
  question: Question,
  { unmetDates: known }: Demands,
): readonly string[] {
  let dates = known.get(scope.sectionRow);
  if (dates === undefined) known.set(scope.sectionRow, (dates = unmetDates(table, question, scope)));
  return dates;
}

/** A sentence that names a maker speaks of that one, whoever its neighbours speak of. */
const MAKER = /公司|集团|药业|服饰|制衣|纺织|医疗器械|矿业|铜业|水产|参业|电厂|银行(?!间)/u;

/** One of those named answers. */
const ALTERNATIVES = /还是|\bor\b|아니면/u;

/** Things that nothing else can stand for (a train for a bus) and that neither the sentence nor its section names. */
function unmetThings(
  table: CorpusTable,
  { kind, distributive, folded }: Question,
  { unknown, distinct, named, properNames }: Demands,
  sentence: SentenceCandidate,
): Constraint[] {
  if (unknown !== null) return [{ kind: "thing", text: unknown }];
  const asksValue = isValueKind(kind);
  if (distinct.length === 0 && named.length === 0 && !(asksValue && properNames.length > 0)) return [];
  const { own, near, upTo, section } = scopeOf(table, sentence);
  const others = named.filter((name) => !section.includes(name));
  // Of two makers that a section names, what is said of one is not said of the other.
  const isElsewhere = (name: string) =>
    section.includes(name) && !own.includes(name) && (!near.includes(name) || MAKER.test(own));
  if (!asksValue && !distributive && !ALTERNATIVES.test(folded))
    others.push(...named.filter((name) => isElsewhere(name) && MAKER.test(own)));
  // Of several that are listed a sentence may be of one.
  if (asksValue && !distributive) others.push(...properNames.filter(isElsewhere));
  if (others.length > 0) return others.map((text) => ({ kind: "thing", text }));
  if (asksValue) {
    const mode = distinct.find(({ chinese }) => isOfAnotherMode(chinese, own));
    if (mode !== undefined) return [{ kind: "thing", text: mode.said }];
  }
  // What follows a figure may name the thing that has none: 小学4月7日开学。幼儿园另行通知。
  const around = asksValue ? upTo : near;
  return distinct
    .filter(({ chinese, goingOn }) => !chinese.some((word) => isNamed(around, word, goingOn)))
    .map(({ said }) => ({ kind: "thing", text: said }));
}

/** Means of transport, each by its words; a stop is named after one and says nothing of it. */
const MODES = [
  /公交|公共汽车/u,
  /地铁|轨道交通|轻轨/u,
  /班车|班线|客运|大巴/u,
  /出租车|计程车/u,
  /(?:火车|高铁|动车)(?!站)/u,
  /航班|飞机|民航/u,
  /校车/u,
];

/** Whether a sentence names another means of transport and not the one asked about, whatever its heading names. */
function isOfAnotherMode(chinese: readonly string[], own: string): boolean {
  const asked = MODES.find((mode) => chinese.some((word) => mode.test(word)));
  return asked !== undefined && !asked.test(own) && MODES.some((mode) => mode !== asked && mode.test(own));
}

/** Whether a text names a word by itself, or what its ordinals name: 一年级 by 一至三年级, but 二年级 not by 初二年级. */
function isNamed(text: string, word: string, goingOn: readonly string[]): boolean {
  const ordinals = ordinalsOf(word);
  if (ordinals.length > 0) return ordinals.every((ordinal) => namesOrdinal(text, ordinal));
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const isPart = goingOn.some((longer) => {
      const within = longer.indexOf(word);
      return within >= 0 && text.startsWith(longer, at - within);
    });
    if (!isPart) return true;
  }
  return false;
}

/** What says that a figure is of all of a place of a level: 全州 is not of a province. */
const OVER_WHOLE: Record<PlaceMention["level"], RegExp> = {
  province: /全省|整个/u,
  city: /全[市州]|整个/u,
  county: /全[市县区]|整个/u,
};

function unmetPlaces(
  table: CorpusTable,
  question: Question,
  { route, districts, whole }: Demands,
  scope: TextScope,
  find: PlaceFinder,
): Constraint[] {
  const { places } = question;
  const isCount = question.kind === "number" || question.kind === "percent" || question.kind === "money";
  const holds = (place: PlaceMention) =>
    holdsFor(table, place, scope, find, isCount && !goesOnAsName(question.folded.slice(place.end)));
  const unmet = places.filter((place) => {
    if (route.includes(place) || isOfAnotherLine(place, scope)) return !scope.own.includes(place.name);
    // 福建 in «福建泉州» is said with 泉州.
    if (places.some((other) => isWithin(other, place))) return false;
    // What is counted over the whole city is not what one of its districts reports.
    if (
      whole &&
      isValueKind(question.kind) &&
      !OVER_WHOLE[place.level].test(scope.own) &&
      isOfPartOf(place, scope, find)
    )
      return true;
    return !holds(place) && !listedWith(place, question).some(holds);
  });
  return [...unmet.map(({ name }) => name), ...districts.filter((name) => !scope.section.includes(name))].map(
    (text) => ({ kind: "place", text }),
  );
}

/** A line from one place to another. */
const LINE = /[\u4e00-\u9fff]{2,4}(?:至|[-—–])[\u4e00-\u9fff]{2,4}/u;

/** What a sentence says of one line does not hold for another that its section names: 洛阳至运城…每天发车2班. */
function isOfAnotherLine({ name }: PlaceMention, { own, section }: TextScope): boolean {
  if (!LINE.test(own) || own.includes(name)) return false;
  const end = section.indexOf(name) + name.length;
  return (
    /(?:至|到|[-—–])$/u.test(section.slice(0, end - name.length)) ||
    /^[市州县]?(?:至|到|[-—–])/u.test(section.slice(end))
  );
}

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
