import { CONFIDENCE_FEATURES } from "../../../retrieval/answering/confidence.ts";
import type { LinearModel } from "../../../retrieval/reading/linear-model.ts";
import { FOLDS } from "./examples.ts";
import { fitLogistic, type LogisticExample } from "./logistic.ts";

/** Policy questions have no words that no article can hold; gold questions in other languages that do gave this. */
const UNKNOWN_WORD = -2.5;

/** L2 penalty: of 1,300 rows a stronger one tells new questions better (AUROC .917 -> .918, rejection at a tenth refused .761 -> .764). */
const PENALTY = 1e-2;

/** The confidence of each fold, fitted on the other folds; the last is fitted on everything. */
export function fitConfidences(examples: readonly (LogisticExample & { fold: number })[]): LinearModel[] {
  return Array.from({ length: FOLDS + 1 }, (_, fold) =>
    withUnknownWords(
      fitLogistic(
        CONFIDENCE_FEATURES,
        examples.filter((row) => row.fold !== fold),
        PENALTY,
      ),
    ),
  );
}

function withUnknownWords(model: LinearModel): LinearModel {
  const weights = model.weights.map((weight, at) => (model.features[at] === "unknownWords" ? UNKNOWN_WORD : weight));
  return { ...model, weights };
}
