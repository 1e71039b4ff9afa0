import { type ArticleStore, ArticleFileError } from "../../../corpus/index.ts";
import { print, report, type Terminal } from "./terminal.ts";

/** Reads every article and tells all faults. @returns whether there was none. */
export async function checkArticles(store: ArticleStore, terminal: Terminal): Promise<boolean> {
  const files = await store.files();
  let faults = 0;
  for (const { path } of files) {
    try {
      await store.read(path);
    } catch (error) {
      if (!(error instanceof ArticleFileError)) throw error;
      report(terminal, error.message);
      faults++;
    }
  }
  print(terminal, `${files.length} articles, ${faults} at fault`);
  return faults === 0;
}
