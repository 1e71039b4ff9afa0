import { isDeepStrictEqual } from "node:util";
import type { Article } from "./article.ts";
import { ArticleFileError } from "./article-file.ts";
import { type ArticleFile, type ArticleStore, CorpusFolderError } from "./article-store.ts";
import { slugFromTitle, titleFromText } from "./clean/title.ts";
import type { ArticleDraft } from "./draft.ts";

/** What adding a draft would do; nothing is written before the caller writes `article` to the store. */
export type Addition =
  | { kind: "new"; article: Article }
  | { kind: "unchanged"; article: Article }
  | { kind: "changed"; article: Article; previous: Article };

/** Tells new drafts from those that the corpus already has. */
export interface AdditionPlanner {
  /** `id` overrides the draft's own. The planner counts the draft as added from now on. */
  plan(draft: ArticleDraft, id?: string): Promise<Addition>;
}

/**
 * Reads which articles there are. A draft is the same article as one with its id; without an id, as one with its
 * address, else with its title and source.
 */
export async function openAdditionPlanner(store: ArticleStore): Promise<AdditionPlanner> {
  const idByAddress = new Map<string, string>();
  const idByTitle = new Map<string, string>();
  const titleKey = ({ title, source }: Pick<Article, "title" | "source">) => JSON.stringify([title, source]);
  const remember = (article: Article) => {
    if (article.url !== null) idByAddress.set(article.url, article.id);
    idByTitle.set(titleKey(article), article.id);
  };
  for await (const article of readableArticles(store)) remember(article);

  async function freeId(title: string): Promise<string> {
    const slug = slugFromTitle(title) || "article";
    for (let number = 1; ; number++) {
      const id = number === 1 ? slug : `${slug}-${number}`;
      if ((await store.find(id)) === null) return id;
    }
  }

  return {
    async plan(draft, id = draft.id ?? undefined) {
      const title = draft.title ?? titleFromText(draft.body);
      const known =
        id ??
        (draft.url === null ? undefined : idByAddress.get(draft.url)) ??
        idByTitle.get(titleKey({ ...draft, title }));
      const previous = known === undefined ? null : await store.find(known);
      if (previous === null) {
        const { lines: _, ...fields } = draft;
        const article = { ...fields, title, id: id ?? (await freeId(title)) };
        remember(article);
        return { kind: "new", article };
      }
      const article = revise(previous, draft);
      return isDeepStrictEqual(article, previous)
        ? { kind: "unchanged", article: previous }
        : { kind: "changed", article, previous };
    },
  };
}

/**
 * The article with the draft's text. Of the fields that both state, the draft's count where it comes with an id, and so
 * from someone who keeps articles; else those of the article, which may have been corrected by hand.
 */
function revise(previous: Article, draft: ArticleDraft): Article {
  const [first, second] = draft.id === null ? [previous, draft] : [draft, previous];
  return {
    ...previous,
    title: first.title ?? previous.title,
    source: first.source ?? second.source,
    url: first.url ?? second.url,
    published: first.published ?? second.published,
    dated: first.dated ?? second.dated,
    supersedes: first.supersedes.length > 0 ? first.supersedes : second.supersedes,
    bylines: draft.bylines,
    body: draft.body,
  };
}

/** The articles that can be read; the command `check` tells of the others. */
async function* readableArticles(store: ArticleStore): AsyncGenerator<Article> {
  for (const file of await filesOf(store)) {
    try {
      yield await store.read(file.path);
    } catch (error) {
      if (!(error instanceof ArticleFileError)) throw error;
    }
  }
}

async function filesOf(store: ArticleStore): Promise<ArticleFile[]> {
  try {
    return await store.files();
  } catch (error) {
    if (error instanceof CorpusFolderError && error.isMissing) return [];
    throw error;
  }
}
