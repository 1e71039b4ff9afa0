import type { Article, ArticleStore } from "../../corpus/index.ts";

/** Says which articles replace one; reads the articles again only when their files changed. */
export function supersededBy(store: ArticleStore): (id: string) => Promise<Pick<Article, "id" | "title">[]> {
  let readAt = "";
  let superseding = new Map<string, Pick<Article, "id" | "title">[]>();
  return async (id) => {
    const files = JSON.stringify(await store.files());
    if (files !== readAt) {
      superseding = new Map();
      for (const { id: by, title, supersedes } of await store.readAll()) {
        for (const old of supersedes) superseding.set(old, [...(superseding.get(old) ?? []), { id: by, title }]);
      }
      readAt = files;
    }
    return superseding.get(id) ?? [];
  };
}
