import { openArticleStore } from "../../../corpus/article-store.ts";
import { CONFIDENCE_FEATURES, confidenceFeatures } from "../../../retrieval/answering/confidence.ts";
import { findAnswer } from "../../../retrieval/answering/finding.ts";
import { understand } from "../../../retrieval/question/understand.ts";
import { collectEvidence } from "../../../retrieval/reading/evidence.ts";
import type { LinearModel } from "../../../retrieval/reading/linear-model.ts";
import { readEvidence, type ReadingModels } from "../../../retrieval/reading/reader.ts";
import { readGoldQuestions } from "../gold.ts";
import { findPlaces, UNDECIDED } from "./cross-validation.ts";
import { FOLDS, fittingCorpus } from "./examples.ts";
import { fitLogistic, type LogisticExample } from "./logistic.ts";

/** Gold questions weigh as much as this many times as many policy questions: they are the kind that residents ask. */
const GOLD_WEIGHT = 3;

/** The confidence features of gold questions that may be looked at, over the articles of a folder. */
export async function goldConfidence(file: string, folder: string, models: ReadingModels): Promise<LogisticExample[]> {
  const { index, reader } = fittingCorpus(await openArticleStore(folder).readAll());
  const questions = (await readGoldQuestions(file)).filter(({ split }) => split !== "held-out");
  return questions.flatMap(({ question, history, answerable, tags }) =>
    understand({ question, history }, reader).parts.flatMap((part): LogisticExample[] => {
      const reading = readEvidence(
        collectEvidence(index, part, () => true),
        index.table,
        models,
      );
      const finding = findAnswer(reading, index.table, {
        model: UNDECIDED,
        grounding: UNDECIDED,
        places: findPlaces,
        threshold: 0,
      });
      const sentence = finding.statements[0]?.sentence;
      if (sentence === undefined || finding.status === "not-found") return [];
      if (finding.status === "partial" && tags.includes("near-miss")) return [];
      return [
        {
          features: confidenceFeatures(reading, index.table, sentence),
          target: answerable ? 1 : 0,
          weight: GOLD_WEIGHT,
        },
      ];
    }),
  );
}

/** The confidence of each fold, fitted on the other folds and the gold questions; the last is fitted on everything. */
export function fitConfidences(
  policy: readonly (LogisticExample & { fold: number })[],
  gold: readonly LogisticExample[],
): LinearModel[] {
  return Array.from({ length: FOLDS + 1 }, (_, fold) =>
    fitLogistic(CONFIDENCE_FEATURES, [...policy.filter((row) => row.fold !== fold), ...gold]),
  );
}
