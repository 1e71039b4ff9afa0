import { openArticleStore } from "../../../corpus/article-store.ts";
import { textAt } from "../../../retrieval/corpus-table.ts";
import { understand } from "../../../retrieval/question/understand.ts";
import type { AnswerKind } from "../../../retrieval/question/kind.ts";
import { CLAUSE_FEATURES } from "../../../retrieval/reading/clause-features.ts";
import { rankClauses } from "../../../retrieval/reading/clause-ranking.ts";
import { collectEvidence } from "../../../retrieval/reading/evidence.ts";
import { type ReadingModels, readEvidence } from "../../../retrieval/reading/reader.ts";
import { isValueKind } from "../../../retrieval/reading/values.ts";
import type { GoldQuestion } from "../gold.ts";
import { isRight } from "../metrics/answer-accuracy.ts";
import { type Choice, fitConditionalLogit } from "./conditional-logit.ts";
import { fittingCorpus } from "./examples.ts";
import { type GoldCorpus, questionsToFit } from "./gold-corpora.ts";
import { isDecided, visible } from "./values.ts";

/** A day may be told in words as well. */
function isToldInWords(kind: AnswerKind, { answer }: GoldQuestion): boolean {
  return !isValueKind(kind) || (kind === "when" && !answer.flat().some((alternative) => /\d/.test(alternative)));
}

/** A run this long is read at a glance: it is right although a shorter one were too. */
const SHORT_ANSWER = 80;

/** Runs are measured before there are weights. */
const UNFITTED = CLAUSE_FEATURES.map(() => 0);

/** The runs of clauses offered for gold questions that may be looked at, where a right one is among them. */
export async function goldClauses(corpora: readonly GoldCorpus[], models: ReadingModels): Promise<Choice[]> {
  const choices: Choice[] = [];
  for (const { questions, articles } of corpora) {
    const { index, reader } = fittingCorpus(await openArticleStore(articles).readAll());
    const { table } = index;
    for (const gold of await questionsToFit({ questions })) {
      const { parts } = understand(gold, reader);
      const [part] = parts;
      if (!gold.answerable || part === undefined || parts.length > 1) continue;
      // What is said in general where the thing itself is not stated is found otherwise.
      if (gold.tags.includes("near-miss") || !isToldInWords(part.kind, gold)) continue;
      const reading = readEvidence(
        collectEvidence(index, part, () => true),
        table,
        models,
      );
      const options = rankClauses(reading.evidence, reading.spans, table, UNFITTED).map((run) => {
        const text = textAt(table, run.start, run.end);
        const said = visible(textAt(table, run.sentence.start, run.sentence.end));
        const isEvidence = gold.evidence.map(visible).some((piece) => said.includes(piece) || piece.includes(said));
        return { features: run.features, text, isRight: isEvidence && isRight(text, gold) };
      });
      const shortest = Math.min(...options.filter((one) => one.isRight).map(({ text }) => text.length));
      const most = Math.max(SHORT_ANSWER, shortest);
      for (const option of options) option.isRight &&= option.text.length <= most;
      choices.push({ question: part.folded, weight: 1, group: gold.evidence[0]!, options });
    }
  }
  return choices.filter(isDecided);
}

/** Weights set by hand of the forms of answers, of which each is asked for by a few questions only. */
const PRIOR: Partial<Record<(typeof CLAUSE_FEATURES)[number], number>> = {
  who: 2,
  why: 4,
  how: 0.5,
  where: 1.5,
  when: 3,
  list: 2,
  names: 1.5,
  titles: 3,
};

/** L2 penalty on the distance from the prior. */
const PENALTY = 3e-2;

export function fitClauseWeights(choices: readonly Choice[]): number[] {
  return fitConditionalLogit(
    choices,
    CLAUSE_FEATURES.map((name) => PRIOR[name] ?? 0),
    PENALTY,
  );
}
