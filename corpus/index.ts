export { type Addition, type AdditionPlanner, openAdditionPlanner } from "./additions.ts";
export { type Article, type FrontMatter, frontMatterSchema } from "./article.ts";
export { ArticleFileError, formatArticleFile } from "./article-file.ts";
export { type ArticleFile, type ArticleStore, CorpusFolderError, openArticleStore } from "./article-store.ts";
export type { CleanedLine } from "./clean/clean.ts";
export { type ArticleDraft, DocumentError } from "./draft.ts";
export { listDocuments, readFileSource, type SourceItem } from "./sources.ts";
export { createDocumentReader, type DocumentReader, type RawDocument } from "./readers/read-document.ts";
export { type Passage, type Section, type Sentence, type Span, type SplitArticle, splitArticle } from "./passages.ts";
