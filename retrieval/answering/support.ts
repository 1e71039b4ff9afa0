import { type CorpusTable, textAt } from "../corpus-table.ts";
import { distinctBigrams } from "../lexical/grams.ts";
import { fold } from "../normalise.ts";
import { INTERROGATIVES } from "../question/kind.ts";
import type { Question } from "../question/question.ts";
import type { SentenceCandidate } from "../reading/sentences.ts";

/** Words of a question that say nothing of its subject. Between others they only part them. */
const FILLERS =
  /我们|你们|他们|咱们|我想|想要|需要|可以|现在|目前|已经|之前|以后|后来|听说|到底|大概|大约|一共|总共|总的|那边|那个|这个|那天|这阵子|还有|还能|有没有|是不是|开始|进行|情况|方面|相关|有关|具体|主要|的话|[我你您他她它的了着过么吧啊呀呢吗嘛哦啦是在有和与及或就也都还又再被把给让为从到至去来往要会能得地将个些那这其于由向对跟按用以所等各每最更很太已正想请问]/gu;
const PLACE_WEIGHT = 1.5;
/** A foreign word that the glossary does not know: what it means may be all that matters. */
const UNKNOWN_WEIGHT = 1.2;
/** A concept's word in the section but not in the sentence supports it this much. */
const NEAR = 0.6;

export interface Support {
  /** 0 to 1: share of the question's subject words that the sentence shares, or its section, by weight. */
  share: number;
  /** 0 to 1: the same of the least supported one. */
  least: number;
  /** Subject words. */
  count: number;
}

/** How much of what a question is about a sentence is about too: places, words of the glossary, and the rest of its text. */
export function supportOf(table: CorpusTable, question: Question, sentence: SentenceCandidate): Support {
  const own = sentence.folded;
  const near = sectionText(table, sentence);
  const parts: { weight: number; support: number }[] = [];
  const inText = (words: string[]) =>
    words.some((word) => own.includes(word)) ? 1 : words.some((word) => near.includes(word)) ? NEAR : 0;
  for (const { name } of ownPlaces(question)) parts.push({ weight: PLACE_WEIGHT, support: inText([name]) });
  for (const { start, end, chinese } of question.concepts) {
    parts.push({ weight: 1, support: Math.max(inText(chinese), inText([question.folded.slice(start, end)])) });
  }
  for (const run of restOf(question)) {
    const bigrams = distinctBigrams(run).map((gram) => String.fromCharCode(gram >>> 16, gram & 0xffff));
    const support = bigrams.reduce((sum, bigram) => sum + inText([bigram]), 0) / bigrams.length;
    parts.push({ weight: Math.min(2, bigrams.length / 2 + 0.5), support });
  }
  for (const _ of question.unknownWords) parts.push({ weight: UNKNOWN_WEIGHT, support: 0 });
  // A follow-up with no subject of its own has that of the question before.
  if (parts.length === 0) {
    for (const { name } of question.inherited.places) parts.push({ weight: PLACE_WEIGHT, support: inText([name]) });
    for (const { chinese } of question.inherited.concepts) parts.push({ weight: 1, support: inText(chinese) });
  }
  const weight = parts.reduce((sum, part) => sum + part.weight, 0);
  if (weight === 0) return { share: 0, least: 0, count: 0 };
  const share = parts.reduce((sum, part) => sum + part.weight * part.support, 0) / weight;
  return { share, least: Math.min(...parts.map(({ support }) => support)), count: parts.length };
}

function ownPlaces({ places, inherited }: Question) {
  return inherited.places.length > 0 ? [] : places;
}

/** Runs of ideographs that neither places nor the glossary cover, without fillers; at least two characters. */
function restOf({ folded, places, concepts }: Question): string[] {
  const characters = Array.from({ length: folded.length }, (_, index) => folded[index]!);
  for (const { start, end } of [...places, ...concepts]) characters.fill("\n", start, end);
  const rest = characters.join("").replace(INTERROGATIVES, "\n").replace(FILLERS, "\n");
  return rest.match(/[\u4e00-\u9fff]{2,}/gu) ?? [];
}

function sectionText(table: CorpusTable, { sentence, article }: SentenceCandidate): string {
  const section = table.sentenceSection[sentence]!;
  let [first, last] = [sentence, sentence];
  while (first > 0 && table.sentenceSection[first - 1] === section) first--;
  while (last + 1 < table.sentenceSection.length && table.sentenceSection[last + 1] === section) last++;
  const heading = textAt(table, table.headingStart[section]!, table.headingEnd[section]!);
  return fold(
    `${table.articles[article]!.title}\n${heading}\n${textAt(table, table.sentenceStart[first]!, table.sentenceEnd[last]!)}`,
  );
}
