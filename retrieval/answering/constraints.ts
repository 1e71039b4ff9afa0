import { type CorpusTable, textAt } from "../corpus-table.ts";
import { fold } from "../normalise.ts";
import type { PlaceMention } from "../lexicon/lexicon.ts";
import type { Question } from "../question/question.ts";
import type { SentenceCandidate } from "../reading/sentences.ts";

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
  /(?:^|[^\u4e00-\u9fff]|[那到至往去在的市省州县])([\u4e00-\u9fff]{2,3}?(?:区|县|旗|镇|乡))(?!域|间|分)/gu;
const DATE = /(?:(\d{1,2})月)(\d{1,2})[日号]/gu;

/** «The other lines»: only a sentence about others can answer. */
const OTHER = /其他|其它|其余|别的|\b(the |any )?others?\b|다른|나머지/u;
const OTHER_SENTENCE = /其他|其它|其余|别的|另/u;

/** What of the question the sentence, read in its place, does not share. */
export function unmetConstraints(table: CorpusTable, question: Question, sentence: SentenceCandidate): Constraint[] {
  if (OTHER.test(question.folded) && !OTHER_SENTENCE.test(sentence.folded)) return [{ kind: "other", text: "" }];
  const things = unmetThings(table, question, sentence);
  if (things.length > 0) return things;
  if (question.places.length === 0 && question.folded.search(DISTRICT) < 0 && question.folded.search(DATE) < 0)
    return [];
  const scope = scopeOf(table, sentence);
  // Whether something holds on a day is answered by the day on which it does.
  const dates = question.kind === "yesno" ? [] : unmetDates(question, scope);
  return [...unmetPlaces(question, scope), ...dates];
}

/** The texts around a sentence that may say what it leaves out. Folded. */
interface Scope {
  own: string;
  /** The sentence before and after, in the same section. */
  near: string;
  /** The section with its heading, and the article's title. */
  section: string;
}

const scopes = new WeakMap<SentenceCandidate, Scope>();

function scopeOf(table: CorpusTable, sentence: SentenceCandidate): Scope {
  const known = scopes.get(sentence) ?? makeScope(table, sentence);
  scopes.set(sentence, known);
  return known;
}

function makeScope(table: CorpusTable, { sentence, article, start, end }: SentenceCandidate): Scope {
  const section = table.sentenceSection[sentence]!;
  const inSection = (other: number) =>
    other >= 0 && other < table.sentenceStart.length && table.sentenceSection[other] === section;
  let [first, last] = [sentence, sentence];
  while (inSection(first - 1)) first--;
  while (inSection(last + 1)) last++;
  const heading = textAt(table, table.headingStart[section]!, table.headingEnd[section]!);
  const text = (from: number, to: number) => fold(textAt(table, from, to));
  const before = inSection(sentence - 1) ? table.sentenceStart[sentence - 1]! : start;
  const after = inSection(sentence + 1) ? table.sentenceEnd[sentence + 1]! : end;
  const context = fold(`${table.articles[article]!.title}\n${heading}\n`);
  return {
    own: text(start, end),
    near: context + text(before, after),
    section: context + text(table.sentenceStart[first]!, table.sentenceEnd[last]!),
  };
}

/** Things that nothing else can stand for (a train for a bus) and that neither the sentence nor its section names. */
function unmetThings(table: CorpusTable, { concepts, folded }: Question, sentence: SentenceCandidate): Constraint[] {
  const distinct = concepts.filter((concept) => concept.distinct);
  if (distinct.length === 0) return [];
  const { near } = scopeOf(table, sentence);
  return distinct
    .filter(({ chinese }) => !chinese.some((word) => near.includes(word)))
    .map(({ start, end }) => ({ kind: "thing", text: folded.slice(start, end) }));
}

function unmetPlaces(question: Question, scope: Scope): Constraint[] {
  const { places } = question;
  const route = routeOf(question.folded, places);
  const unmet = places.filter((place) => {
    if (route.includes(place)) return !scope.own.includes(place.name);
    return !(place.level === "county" ? scope.near : scope.section).includes(place.name);
  });
  const districts = Array.from(question.folded.matchAll(DISTRICT), (match) => match[1]!)
    .filter((name) => !places.some((place) => name.includes(place.name)))
    .filter((name) => !scope.section.includes(name));
  return [...unmet.map(({ name }) => name), ...districts].map((text) => ({ kind: "place", text }));
}

/** The two ends of a line that the question names, or nothing. */
export function routeOf(folded: string, places: PlaceMention[]): PlaceMention[] {
  const inOrder = places.toSorted((a, b) => a.start - b.start);
  for (let index = 1; index < inOrder.length; index++) {
    const [from, to] = [inOrder[index - 1]!, inOrder[index]!];
    if (from.name !== to.name && ROUTE_LINK.test(folded.slice(from.end, to.start))) return [from, to];
  }
  return [];
}

/** Dates that stand nowhere in the section, neither as 2月17日 nor as 17日. */
function unmetDates(question: Question, scope: Scope): Constraint[] {
  return Array.from(question.folded.matchAll(DATE))
    .filter(([, month, day]) => {
      const written = new RegExp(`(?<!\\d)(0?${Number(month)}月)?0?${Number(day)}[日号]`, "u");
      return !written.test(scope.section);
    })
    .map(([text]) => ({ kind: "date", text }));
}
