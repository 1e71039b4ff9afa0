import { readFileSync } from "node:fs";
import { ARTICLE_FEATURES } from "./articles.ts";
import { CompiledForest, type Forest } from "./forest.ts";
import type { LinearModel } from "./linear-model.ts";
import type { ReadingModels } from "./reader.ts";
import { SENTENCE_FEATURES } from "./sentence-features.ts";
import { SPAN_FEATURES } from "./spans.ts";

/** The file that `npm run fit` writes: numbers learned from policy questions (DataFountain 424), no text of theirs. */
export const MODEL_FILE = new URL("model.json", import.meta.url);

/** What the file holds. */
export interface FittedModels {
  articles: Forest;
  sentences: Forest;
  spans: Forest;
  confidence: LinearModel;
}

let models: (ReadingModels & { confidence: LinearModel }) | undefined;

/** The models that ship, read on first use. */
export function shippedModels(): ReadingModels & { confidence: LinearModel } {
  models ??= compileModels(JSON.parse(readFileSync(MODEL_FILE, "utf8")) as FittedModels);
  return models;
}

/** Throws when a forest was fitted with other features than the code has. */
export function compileModels({
  articles,
  sentences,
  spans,
  confidence,
}: FittedModels): ReadingModels & { confidence: LinearModel } {
  return {
    articles: new CompiledForest(articles, ARTICLE_FEATURES),
    sentences: new CompiledForest(sentences, SENTENCE_FEATURES),
    spans: new CompiledForest(spans, SPAN_FEATURES),
    confidence,
  };
}
