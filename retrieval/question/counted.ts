import type { ConceptMention } from "../lexicon/lexicon.ts";
import { COUNTER } from "../reading/values.ts";

/**
 * The counter that an English or Korean word for what is counted stands for: trips are 班次, households 户. Other counters of
 * one character (家, 个) count more than the word says.
 */
export function unitOfConcept(folded: string, concepts: ConceptMention[]): string | null {
  const counted = /how (?:many|much)(?: \w+)? ?$/u;
  const mention = concepts.find(({ start }) => counted.test(folded.slice(0, start)));
  return (
    mention?.chinese.find(
      (word) => (word.length > 1 || word === "户") && new RegExp(`^(?:${COUNTER})$`, "u").test(word),
    ) ?? null
  );
}

const COUNTING = new RegExp(`(?:多少|几)(?:万|亿)?个?(?:${COUNTER})?的?|[ 的]?(?:数量|总数|个数)`, "u");

/** Words for the thing that is counted: the noun right after 多少 and its counter, or right before 有多少. */
export function countedThing(folded: string, concepts: ConceptMention[]): string[] {
  const asking = COUNTING.exec(folded);
  if (asking === null) return [];
  const to = asking.index + asking[0].length;
  const things = concepts.filter(({ chinese }) => !chinese.includes("总共") && !chinese.includes("每天"));
  const after = things.find(({ start }) => start === to);
  const before = things.find(
    ({ end }) =>
      end <= asking.index &&
      /^(?:一共|总共|拢共|合计|共|目前|现在|都|已经)*(?:有|是|为|达|达到)?$/u.test(
        folded.slice(end, asking.index).trim(),
      ),
  );
  // 省道有几条经过: what it has is counted, and what comes after is what that does.
  const counted =
    before !== undefined && folded.slice(before.end, asking.index).endsWith("有") ? before : (after ?? before);
  return counted === undefined ? [] : [...counted.chinese, folded.slice(counted.start, counted.end)];
}

/** What may follow the noun that is counted; anything else may go on it: 几家企业员工, how many taxi stands. */
const AFTER_HEAD =
  /^(?:$|[?。,!]|了|在|已|能|可|被|还|正|没|有|恢复|复[工产业]|开[工业始通]|停|到|经过|参加|享受|上班|返)|^(?:s|es)?(?:\W*$| (?:are|is|was|were|do|does|did|have|has|had|can|could|will|would|should|in|of|at|on|for|from|per|there|now)\b)/u;

const COUNTER_ALONE = new RegExp(`^(?:${COUNTER}|方)$`, "u");

/** The very noun that is counted, whose counter a figure has to have, in Chinese; null where that is not sure. */
export function countedHead(folded: string, concepts: readonly ConceptMention[]): string | null {
  const asking = /(?:多少|几)(?:万|亿)?|\bhow many (?=[a-z])/u.exec(folded);
  if (asking === null) return null;
  let at = asking.index + asking[0].length;
  let head: ConceptMention | undefined;
  for (const concept of concepts) {
    if (concept.start !== at && !(folded[at] === " " && concept.start === at + 1)) continue;
    // 多少企业没复产: what they did is not counted.
    if (head !== undefined && AFTER_HEAD.test(folded.slice(at))) break;
    head = concept;
    at = concept.end;
  }
  // 送了多少气: a noun of one character is in no glossary.
  if (head === undefined) {
    const noun = /^[\u4e00-\u9fff](?=[?。!]*$)/u.exec(folded.slice(at))?.[0];
    return noun === undefined || COUNTER_ALONE.test(noun) ? null : noun;
  }
  if (!AFTER_HEAD.test(folded.slice(at))) return null;
  const said = folded.slice(head.start, head.end);
  return /[\u4e00-\u9fff]/u.test(said) ? said : head.chinese[0]!;
}

/** Chinese words for what an English or Korean question counts: how many «masks», «버스»는 몇 대. */
export function countedConcepts(folded: string, concepts: ConceptMention[]): string[] {
  // Money is what is asked for, not what it is of.
  const nouns = concepts.filter(
    ({ chinese }) => !chinese.includes("每天") && !chinese.includes("钱") && chinese[0]!.length > 1,
  );
  const english = /how (?:many|much)|number of|what (?:share|percentage|proportion) of/u.exec(folded);
  if (english !== null) {
    return nouns.find(({ start }) => start >= english.index + english[0].length)?.chinese ?? [];
  }
  const korean = folded.search(/몇|얼마/u);
  if (korean < 0) return [];
  // 몇 개 노선: what follows its counter at once is counted.
  const counter = /^몇 ?(?:개|가지|곳|대)?의? ?/u.exec(folded.slice(korean))?.[0].length ?? 0;
  const next = nouns.find(
    ({ start, end }) =>
      counter > 0 && start === korean + counter && !/^[을를]? ?[하되했됐된한할합]/u.test(folded.slice(end)),
  );
  if (next !== undefined) return next.chinese;
  // What is done so many times follows its count; things stand before theirs.
  const following = /^몇 ?(번|회|차례)/u.test(folded.slice(korean));
  return (
    (following ? nouns.filter(({ start }) => start >= korean) : nouns.filter(({ end }) => end <= korean)).at(-1)
      ?.chinese ?? []
  );
}

/** Between two things of a list in English or Korean. */
const LINK = /^(?:을|를|은|는|이|가)?(?:, ?|,? ?and |,? ?& |(?:와|과|하고|랑|및) ?|, ?및 ?)(?:the )?$/u;

/** The things of a list in English or Korean, each by its words in Chinese: how many national roads, provincial roads and county roads. */
export function listedConcepts(folded: string, concepts: ConceptMention[]): string[][] {
  const lists: ConceptMention[][] = [];
  for (const concept of concepts) {
    const last = lists.at(-1)?.at(-1);
    if (last !== undefined && LINK.test(folded.slice(last.end, concept.start))) lists.at(-1)!.push(concept);
    else lists.push([concept]);
  }
  const asked = /how (?:many|much)|몇|얼마/u;
  const list = lists.find((one) => one.length > 1 && asked.test(folded.slice(Math.max(0, one[0]!.start - 12))));
  return list?.map(({ chinese }) => chinese) ?? [];
}
