export { type Article, type FrontMatter, frontMatterSchema } from "./article.ts";
export { type Passage, type Section, type Sentence, type Span, type SplitArticle, splitArticle } from "./passages.ts";
