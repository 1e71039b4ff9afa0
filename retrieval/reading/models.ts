import { readFileSync } from "node:fs";
import { FEW_ARTICLES } from "./few-articles.ts";
import { ARTICLE_FEATURES } from "./articles.ts";
import { CompiledForest, type Forest } from "./forest.ts";
import type { LinearModel } from "./linear-model.ts";
import type { ReadingModels } from "./reader.ts";
import { SENTENCE_FEATURES } from "./sentence-features.ts";
import { SPAN_FEATURES } from "./span-features.ts";

/** The file that `npm run fit` writes: numbers learned from policy questions (DataFountain 424), no text of theirs. */
export const MODEL_FILE = new URL("model.json", import.meta.url);

/**
 * Forests for few articles: those that were fitted before sentences were compared within their article and spans with the
 * gap of the question. Of 1,052 gold questions about one article the later ones answered .872 rightly, these .903.
 */
const FEW_FILE = new URL("model-few.json", import.meta.url);

type FittedForests = Record<"articles" | "sentences" | "spans", Forest> & { ranking?: Forest };

/** What the file holds. */
export interface FittedModels extends FittedForests {
  ranking: Forest;
  choice: LinearModel;
  confidence: LinearModel;
}

let few: ReadingModels | undefined;
let many: (ReadingModels & { confidence: LinearModel }) | undefined;

/** The models that ship for a corpus of many articles, read on first use. */
export function shippedModels(): ReadingModels & { confidence: LinearModel } {
  if (many === undefined) {
    const fitted = JSON.parse(readFileSync(MODEL_FILE, "utf8")) as FittedModels;
    many = { ...compileForests(fitted), choice: fitted.choice.weights, confidence: fitted.confidence };
  }
  return many;
}

/** The forests that ship for a corpus of so many articles. */
export function readingModels(articles: number): ReadingModels {
  if (articles > FEW_ARTICLES) return shippedModels();
  few ??= compileForests(JSON.parse(readFileSync(FEW_FILE, "utf8")) as FittedForests);
  return few;
}

/** Throws when a forest was fitted with other features than the code has. */
function compileForests({ articles, sentences, spans, ranking }: FittedForests): ReadingModels {
  return {
    articles: new CompiledForest(articles, ARTICLE_FEATURES),
    sentences: new CompiledForest(sentences, SENTENCE_FEATURES),
    spans: new CompiledForest(spans, SPAN_FEATURES),
    ...(ranking === undefined ? {} : { ranking: new CompiledForest(ranking, SPAN_FEATURES) }),
  };
}
