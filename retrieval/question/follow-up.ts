import type { WeightedGram } from "../lexical/bm25.ts";
import { answerKind } from "./kind.ts";
import type { Question } from "./question.ts";
import { subjectRuns } from "./subject-words.ts";

/** Weight of the words of the question before, which say what a follow-up leaves out. */
const PREVIOUS_WEIGHT = 0.3;
/** A question with fewer content bigrams of its own leans on the one before. */
const SHORT = 9;

const MARKER =
  /^(那么?|那|还有|另外|其中|而|and\b|what about|how about|then\b|그럼|그러면|그리고|그)|呢[?。!]*$|(은요|는요)\??$/u;
const OTHERS = /^(那|那么|and |what about |그럼 |그러면 )?(the )?(其他|其它|别的|其余|另外的|其他的|other|다른)/u;

/** A word that asks for a thing: 都是些什么问题 asks anew, whatever was asked before. */
const ASKS = /什么|哪|谁|怎|如何|\b(?:what|which|who|where|why|how)\b|무엇|무슨|어떤|누구|어디|왜|어떻게/u;

/** Whether a question can only be understood after the one before. */
export function isFollowUp(question: Question): boolean {
  return (
    MARKER.test(question.folded) ||
    OTHERS.test(question.folded) ||
    (question.grams.length < SHORT && question.places.length === 0)
  );
}

/** Whether a part of a message asks of another place what the one before asked: 吉林市的通行证办了多少,延边办了多少. */
export function asksAgain(question: Question, previous: Question): boolean {
  const says = ({ text }: { text: string }) => previous.folded.includes(text);
  return (
    question.places.length > 0 &&
    question.kind === previous.kind &&
    question.folded.length < previous.folded.length &&
    question.concepts.every(({ start, end }) => says({ text: question.folded.slice(start, end) })) &&
    subjectRuns(question).every(says)
  );
}

/** Completes a follow-up by the question before it: its words at a lower weight, its places and its kind where the follow-up names none. */
export function resolveFollowUp(question: Question, previous: Question): Question {
  const others = OTHERS.test(question.folded);
  const ownPlaces = question.places.length > 0;
  const asksItself =
    ASKS.test(question.folded.replace(/^(?:and )?(?:what|how) about/u, "")) ||
    (question.kind !== "what" && !/呢[?。!]*$/u.test(question.folded));
  const inherits = !others && !ownPlaces && (MARKER.test(question.folded) || question.grams.length <= 4);
  // «那利率呢» asks for what its last word names.
  const bare = answerKind(question.folded.replace(/^(?:那么?|还有|另外|and )|呢?[?。!]*$/gu, ""));
  const dropped = new Set(others || ownPlaces ? previous.places.flatMap(({ name }) => Array.from(name)) : []);
  return {
    ...question,
    ...(asksItself ? {} : bare === "what" ? askedAgain(question, previous) : { kind: bare }),
    inherited: {
      places: inherits ? previous.places : [],
      concepts: [...previous.concepts, ...previous.inherited.concepts],
    },
    places: inherits ? previous.places.map((place) => ({ ...place, start: 0, end: 0 })) : question.places,
    // «那上虞呢» puts another thing in the place of the one before.
    names: inherits && question.names.length === 0 ? previous.names : question.names,
    grams: mergeGrams(
      question.grams,
      previous.grams.filter(({ gram }) => !holdsUnit(gram, dropped)),
    ),
  };
}

/** «소독액은요?» asks of another thing what was asked of the first. */
function askedAgain({ concepts }: Question, { kind, focus }: Question): Partial<Question> {
  const things = concepts.flatMap(({ chinese }) => chinese);
  return { kind, unit: null, focus, ...(things.length > 0 && { counted: things, countedThing: things, objects: [] }) };
}

function mergeGrams(own: WeightedGram[], earlier: WeightedGram[]): WeightedGram[] {
  const known = new Set(own.map(({ gram }) => gram));
  return [
    ...own,
    ...earlier
      .filter(({ gram }) => !known.has(gram))
      .map(({ gram, weight }) => ({ gram, weight: weight * PREVIOUS_WEIGHT })),
  ];
}

function holdsUnit(gram: number, units: Set<string>): boolean {
  return units.has(String.fromCharCode(gram >>> 16)) || units.has(String.fromCharCode(gram & 0xffff));
}
