import { basename } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Article } from "./article.ts";
import { ArticleFileError } from "./article-file.ts";
import { type ArticleFile, type ArticleStore, CorpusFolderError } from "./article-store.ts";
import { slugFromTitle, titleFromText } from "./clean/title.ts";
import type { ArticleDraft } from "./draft.ts";
import { estimateResemblance, sketchOf } from "./near-duplicates.ts";

/** Articles of one title and source that share less of their text are two, such as the daily notices of an office. */
const LEAST_RESEMBLANCE = 0.3;

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
 * address, else with its title and source and some of its text.
 */
export async function openAdditionPlanner(store: ArticleStore): Promise<AdditionPlanner> {
  const idByAddress = new Map<string, string>();
  const idsByTitle = new Map<string, string[]>();
  const taken = new Set((await filesOf(store)).map(({ path }) => basename(path, ".md")));
  const titleKey = ({ title, source }: Pick<Article, "title" | "source">) => JSON.stringify([title, source]);
  const remember = (article: Article) => {
    if (article.url !== null) idByAddress.set(article.url, article.id);
    idsByTitle.set(titleKey(article), [...(idsByTitle.get(titleKey(article)) ?? []), article.id]);
    taken.add(article.id);
  };
  for await (const article of readableArticles(store)) remember(article);

  function freeId(title: string): string {
    const slug = slugFromTitle(title) || "article";
    let id = slug;
    for (let number = 2; taken.has(id); number++) id = `${slug}-${number}`;
    return id;
  }

  async function findPrevious(draft: ArticleDraft, title: string, id: string | undefined): Promise<Article | null> {
    const known = id ?? (draft.url === null ? undefined : idByAddress.get(draft.url));
    if (known !== undefined) return await store.find(known);
    const sketch = sketchOf(draft.body);
    let nearest = { article: null as Article | null, resemblance: LEAST_RESEMBLANCE };
    for (const namesake of idsByTitle.get(titleKey({ ...draft, title })) ?? []) {
      const article = await store.find(namesake);
      const resemblance = article === null ? 0 : estimateResemblance(sketch, sketchOf(article.body));
      if (resemblance >= nearest.resemblance) nearest = { article, resemblance };
    }
    return nearest.article;
  }

  return {
    async plan(draft, id = draft.id ?? undefined) {
      const title = draft.title ?? titleFromText(draft.body);
      const previous = await findPrevious(draft, title, id);
      if (previous === null) {
        const { lines: _, ...fields } = draft;
        const article = { ...fields, title, id: id ?? freeId(title) };
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
