import { type ArticleStore, checkCorpus } from "../../../corpus/index.ts";
import { print, showProgress, type Terminal } from "./terminal.ts";

/** Prints what is wrong or doubtful with the articles. @returns whether nothing is wrong. */
export async function checkArticles(store: ArticleStore, terminal: Terminal): Promise<boolean> {
  const progress = showProgress(terminal, "checking");
  const findings = await checkCorpus(store, (done) => progress.update(done)).finally(() => progress.stop());
  for (const { kind, message } of findings) print(terminal, `${kind}: ${message}`);
  const faults = findings.filter(({ kind }) => kind === "fault").length;
  print(terminal, `${faults} faults, ${findings.length - faults} notices`);
  return faults === 0;
}
