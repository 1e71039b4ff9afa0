import type { Inquiry } from "../answer.ts";
import { distinctBigrams } from "../lexical/grams.ts";
import { findTerm, type Postings } from "../lexical/postings.ts";
import type { ConceptMention, Lexicon } from "../lexicon/lexicon.ts";
import { fold, foldQuestion } from "../normalise.ts";
import { ordinalsOf } from "../reading/ordinals.ts";
import { interrogativesOf } from "./kind.ts";
import { inChineseAmounts } from "./amounts.ts";
import { type Comparison, comparisonOf } from "./comparison.ts";
import { withCounties, withHeldCounties } from "./counties.ts";
import { inChineseDates } from "./dates.ts";
import { withoutCourtesies } from "./courtesies.ts";
import { inStandardWords } from "./dialect.ts";
import { withoutInstructions } from "./instructions.ts";
import { listedConcepts, countedConcepts, countedHead, countedThing, unitOfConcept } from "./counted.ts";
import { asksAgain, isFollowUp, resolveFollowUp } from "./follow-up.ts";
import { spacedKorean } from "./korean-spacing.ts";
import { detectLanguage, type Language } from "./language.ts";
import { splitParts } from "./parts.ts";
import { namedOrganisations } from "./organisations.ts";
import { contentBigrams, outline, type Question } from "./question.ts";
import type { SoundIndex } from "./spelling.ts";
import { subjectRuns } from "./subject-words.ts";
import { type Smalltalk, smalltalkOf } from "./smalltalk.ts";
import { inKnownWords, namesSpelt, placesOf, untranslated } from "./unknown-words.ts";

/** Longest question that is read, in code units; the rest is left. Telegram's messages end at 4,096. */
const QUESTION_LENGTH = 1_000;
/** So many earlier questions are read: a conversation's subject is named in the last few. */
const HISTORY = 3;
/** Weight of a gram that stands for a word of the question: another word for it, or one that sounds alike. */
const SYNONYM_WEIGHT = 0.6;

export interface Understanding {
  language: Language;
  smalltalk: Smalltalk | null;
  parts: Question[];
  /** Where it asks how much each of several things has of something, or which has the most: how much each has. */
  comparison: ComparedParts | null;
}

/** The questions that a comparison comes down to, and the things compared as the asker writes them. */
export interface ComparedParts {
  things: string[];
  parts: Question[];
  asked: Comparison["asked"];
}

/** What a question is understood with: words and places, and what the corpus holds and how it sounds. */
export interface QuestionReader {
  lexicon: Lexicon;
  postings: Postings;
  sounds: SoundIndex;
}

/** Reads an inquiry: its language, what it asks, part by part, and the words to look for. */
export function understand({ question, history = [] }: Inquiry, reader: QuestionReader): Understanding {
  const text = question.slice(0, QUESTION_LENGTH);
  const typed = foldQuestion(text).trim();
  const folded = withoutInstructions(typed);
  const asked = folded === null ? null : withoutCourtesies(folded);
  const smalltalk = smalltalkOf(asked ?? typed);
  const language = detectLanguage(text);
  if (smalltalk !== null || asked === null) return { language, smalltalk, parts: [], comparison: null };
  const decoded = language === "en" ? reader.sounds.decodePinyin(asked) : null;
  const earlier = history
    .slice(-HISTORY)
    .map((message) => withoutInstructions(foldQuestion(message.slice(0, QUESTION_LENGTH)).trim()) ?? "")
    .map(withoutCourtesies)
    .flatMap((message) => splitParts(inStandardWords(message)));
  const previous = completeAll(earlier, null, reader).at(-1) ?? null;
  const standard = inStandardWords(decoded ?? asked);
  return {
    language: decoded === null ? language : "zh",
    smalltalk,
    parts: completeAll(splitParts(standard), previous, reader),
    comparison: comparedParts(standard, text, reader),
  };
}

function comparedParts(standard: string, text: string, reader: QuestionReader): ComparedParts | null {
  const comparison = comparisonOf(standard);
  if (comparison === null) return null;
  const { things, questions, asked } = comparison;
  const typed = text.normalize("NFKC");
  const asTyped = things.map((thing) => {
    const at = fold(typed).indexOf(thing);
    return at < 0 ? thing : typed.slice(at, at + thing.length);
  });
  return { things: asTyped, parts: completeAll(questions, null, reader), asked };
}

/** Reads parts in turn, each in the light of the one before. */
function completeAll(parts: string[], previous: Question | null, reader: QuestionReader): Question[] {
  const questions: Question[] = [];
  for (const part of parts) {
    const question = readPart(part, reader);
    const before = questions.at(-1) ?? previous;
    const goesOn = questions.length > 0 && before !== null && asksAgain(question, before);
    questions.push(before !== null && (goesOn || isFollowUp(question)) ? resolveFollowUp(question, before) : question);
  }
  return questions;
}

/** The things of a list, by the first of their Chinese words that the corpus holds. */
function listedObjects(folded: string, concepts: ConceptMention[], isHeld: (gram: number) => boolean): string[] {
  return listedConcepts(folded, concepts).map(
    (words) => words.find((word) => distinctBigrams(word).every(isHeld)) ?? words[0]!,
  );
}

function readPart(asTyped: string, { lexicon, postings, sounds }: QuestionReader): Question {
  const isHeld = (gram: number) => findTerm(postings, gram) >= 0;
  const frequency = (gram: number) => {
    const term = findTerm(postings, gram);
    return term < 0 ? 0 : postings.passageFrequency[term]!;
  };
  const isChinese = isMostlyChinese(asTyped);
  const typed = spacedKorean(inChineseAmounts(inChineseDates(asTyped)), lexicon);
  const known = (text: string) => [...lexicon.concepts(text), ...lexicon.places(text), ...interrogativesOf(text)];
  const folded = isChinese ? sounds.correct(typed, known) : inKnownWords(typed, lexicon, sounds);
  const named = isChinese
    ? withHeldCounties(folded, lexicon.places(folded), lexicon, frequency)
    : placesOf(folded, lexicon);
  const words = lexicon
    .concepts(folded)
    .filter(({ start, end }) => !named.some((place) => start < place.end && end > place.start));
  const spelt = isChinese ? [] : namesSpelt(folded, [...words, ...named], sounds);
  const concepts = [...words, ...spelt].sort((a, b) => a.start - b.start);
  const places = isChinese ? withCounties(folded, named, concepts, lexicon) : named;
  const grams = new Map<number, number>();
  const add = (gram: number, weight: number) => grams.set(gram, Math.max(weight, grams.get(gram) ?? 0));
  if (isChinese) for (const gram of contentBigrams(folded)) add(gram, 1);
  else for (const gram of distinctBigrams(folded.replace(/[^\d%.\u4e00-\u9fff]+/gu, "\n"))) add(gram, 1);
  for (const { start, end, chinese } of concepts) {
    const pairs = isChinese ? distinctBigrams(folded.slice(start, end)) : [];
    if (pairs.length > 0 && pairs.every(isHeld)) continue;
    addWords(chinese, isHeld, add, isChinese ? SYNONYM_WEIGHT : 1);
  }
  for (const { name } of places) for (const gram of distinctBigrams(name)) add(gram, 1);
  const unknownWords = isChinese ? [] : untranslated(folded, [...concepts, ...places]).map(([word]) => word);
  const read = outline(folded);
  const trimmed = (words: string) => nounOf(words, folded, concepts);
  if (isChinese) for (const gram of joinedAround(folded)) if (isHeld(gram)) add(gram, 1);
  const thing = countedThing(folded, concepts);
  return {
    ...read,
    countedThing: thing,
    countedHead: countedHead(folded, concepts),
    focus: read.kind === "when" ? read.focus : { ...read.focus, after: trimmed(read.focus.after) },
    unit: read.unit ?? (isChinese ? null : unitOfConcept(folded, concepts)),
    objects: isChinese ? read.objects.map(trimmed) : listedObjects(folded, concepts, isHeld),
    counted: isChinese ? [...read.counted.map(trimmed), ...thing] : countedConcepts(folded, concepts),
    places,
    names: [
      ...places.map(({ name }) => name),
      ...subjectRuns({ folded, places, concepts }).map(({ text }) => text),
      ...namedOrganisations(folded),
      ...ordinalsOf(folded),
      ...concepts.flatMap(({ chinese }) =>
        chinese.filter((word) => word.length >= NAME_LENGTH && !word.endsWith("率")),
      ),
    ],
    concepts,
    // Of names that one word may spell, none is sure.
    spelt: spelt.flatMap(({ chinese }) => (chinese.length === 1 ? chinese : [])),
    askedFrom: askedFrom(folded, [...places, ...concepts]),
    grams: Array.from(grams, ([gram, weight]) => ({ gram, weight })),
    unknownWords,
  };
}

/** Words cut to the noun of the glossary that they begin with: 国道 of 国道经过吉林. */
function nounOf(words: string, folded: string, concepts: ConceptMention[]): string {
  const at = words === "" ? -1 : folded.indexOf(words);
  const noun = concepts.find(({ start, end }) => start === at && end - start >= 2 && end - start < words.length);
  return noun === undefined ? words : folded.slice(noun.start, noun.end);
}

/** The pairs that a verb and its object make without the words that ask between them: 消毒 of 消几回毒. */
function joinedAround(folded: string): number[] {
  return Array.from(folded.matchAll(/([\u4e00-\u9fff])(?:了|过)?(?:几|多少|一)[次回遍]([\u4e00-\u9fff])/gu)).flatMap(
    ([, verb, object]) => distinctBigrams(verb! + object!),
  );
}

/** From this length on a word of the glossary names a thing: 工业企业. Shorter ones are verbs as well: 开工. */
const NAME_LENGTH = 3;

/** Where the last clauses begin that name two things or more: 账上没钱了,|听说有个抗疫贷,最快多久能拿到. */
function askedFrom(folded: string, named: { start: number }[]): number {
  let from = folded.replace(/[,?。!~\s]+$/u, "").length;
  while (from > 1) {
    from = folded.lastIndexOf(",", from - 2) + 1;
    if (named.filter(({ start }) => start >= from).length >= 2) return from;
  }
  return 0;
}

/** Adds the grams of those words that the corpus holds; of none of them, the first, so that it counts as missing. */
function addWords(
  words: string[],
  isHeld: (gram: number) => boolean,
  add: (gram: number, weight: number) => void,
  weight: number,
): void {
  const held = words.filter((word) => distinctBigrams(word).every(isHeld));
  const chosen = held.length > 0 ? held : words.slice(0, 1);
  for (const word of chosen) for (const gram of distinctBigrams(word)) add(gram, weight / Math.sqrt(chosen.length));
}

/** A question in English or Korean may name something in Chinese: How much has 绍兴银行 lent? */
function isMostlyChinese(folded: string): boolean {
  const ideographs = folded.match(/[\u4e00-\u9fff]/gu)?.length ?? 0;
  const others = folded.match(/[a-z]+|[가-힣]+/gu)?.length ?? 0;
  return ideographs > 0 && ideographs >= others;
}
