import { readFileSync } from "node:fs";
import { ARTICLE_FEATURES } from "./articles.ts";
import { CompiledForest, type Forest } from "./forest.ts";
import type { ReadingModels } from "./reader.ts";
import { SENTENCE_FEATURES } from "./sentences.ts";
import { SPAN_FEATURES } from "./spans.ts";

/** The file that `npm run fit` writes: numbers learned from 660 policy questions (DataFountain 424), no text of theirs. */
export const MODEL_FILE = new URL("model.json", import.meta.url);

export type FittedForests = Record<keyof ReadingModels, Forest>;

let models: ReadingModels | undefined;

/** The models that ship, read on first use. */
export function shippedModels(): ReadingModels {
  models ??= compileModels(JSON.parse(readFileSync(MODEL_FILE, "utf8")) as FittedForests);
  return models;
}

/** Throws when a forest was fitted with other features than the code has. */
export function compileModels({ articles, sentences, spans }: FittedForests): ReadingModels {
  return {
    articles: new CompiledForest(articles, ARTICLE_FEATURES),
    sentences: new CompiledForest(sentences, SENTENCE_FEATURES),
    spans: new CompiledForest(spans, SPAN_FEATURES),
  };
}
