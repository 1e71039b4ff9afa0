import type { ValueCandidate } from "../reading/value-ranking.ts";
import type { Question } from "../question/question.ts";
import type { Finding } from "./finding.ts";
import { NO_OTHERS, type OtherParts } from "./value-answers.ts";

/** A value of a part's own may score this much less (log-odds) than the one that another part is answered with. */
const SCORE_GAP = 6;

/** Answers one part of a message. */
export type Find = (part: Question, others: OtherParts) => Promise<Finding>;

/**
 * Answers the parts of a message, each with a value of its own: who asks for two figures is not told the same twice. Of two
 * parts that one value answers best, the one that loses less by it takes its next best.
 */
export async function findAll(parts: readonly Question[], find: Find): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const part of parts) {
    const beside = besideOf(findings.at(-1));
    const finding = await find(part, { taken: NO_OTHERS.taken, beside });
    const rival = findings.findIndex((other) => other.value !== null && other.value.start === finding.value?.start);
    if (rival < 0) {
      findings.push(finding);
      continue;
    }
    const taken = startsOf([...findings, finding]);
    const [first, second] = [
      await find(parts[rival]!, { taken, beside: besideOf(findings[rival - 1]) }),
      await find(part, { taken, beside }),
    ];
    const [lossOfFirst, lossOfSecond] = [lossOf(findings[rival]!, first), lossOf(finding, second)];
    if (Math.min(lossOfFirst, lossOfSecond) > SCORE_GAP) findings.push(finding);
    else if (lossOfFirst < lossOfSecond) {
      findings[rival] = first;
      findings.push(finding);
    } else findings.push(second);
  }
  return findings;
}

function startsOf(findings: readonly Finding[]): ReadonlySet<number> {
  return new Set(findings.flatMap(({ value }) => (value === null ? [] : [value.start])));
}

/** How much worse the other answer is; infinite where it is none, or the same in other words: 17日 for 2月17日. */
function lossOf({ value }: Finding, other: Finding): number {
  if (value === null || other.value === null || other.status !== "answered") return Infinity;
  const [one, another] = [said(value), said(other.value)];
  return one.includes(another) || another.includes(one) ? Infinity : value.score - other.value.score;
}

function said({ sentence, start, end }: ValueCandidate): string {
  return sentence.folded.slice(start - sentence.start, end - sentence.start);
}

function besideOf(finding: Finding | undefined): number | null {
  return finding?.value?.sentence.sentence ?? null;
}
