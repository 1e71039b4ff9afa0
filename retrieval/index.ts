export { type Answer, type Citation, type Inquiry, answerSchema } from "./answer.ts";
export { type Answerer, type AnswererOptions, openAnswerer } from "./answerer.ts";
export { glossOf, type GlossLanguage } from "./lexicon/gloss.ts";
export type { IndexProgress } from "./corpus-index.ts";
export type { PassageMetadata, PassageRetriever } from "./retriever.ts";
