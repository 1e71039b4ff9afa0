export { type Article, type FrontMatter, frontMatterSchema } from "./article.ts";
export { ArticleFileError } from "./article-file.ts";
export {
  type ArticleFile,
  type ArticleStore,
  CorpusFolderError,
  openArticleStore,
} from "./article-store.ts";
export {
  type Passage,
  type Section,
  type Sentence,
  type Span,
  type SplitArticle,
  splitArticle,
} from "./passages.ts";
