import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, rm } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { type Article, openArticleStore } from "../../../corpus/index.ts";
import { generateArticles } from "../../bench/corpora/generated-articles.ts";
import { SHIPPED_ARTICLES } from "../bot-process.ts";
import { countArticles, countIndex, isConsistent, openBuiltin } from "../built-index.ts";
import { Findings, type Row } from "../row.ts";

const ADDING_PROCESS = fileURLToPath(new URL("../adding-process.ts", import.meta.url));
const NEVER = -1;
const PASSAGES_OF_THE_NEW = 13;

/** Adds an article in a process that dies before its nth change of the disk; its output, or null when it was killed. */
async function add(article: Article, corpusDir: string, dataDir: string, call: number): Promise<string | null> {
  const words = ["--import", "tsx", ADDING_PROCESS, corpusDir, dataDir, String(call), JSON.stringify(article)];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  const [output, [code, signal]] = await Promise.all([text(child.stdout), once(child, "close")]);
  if (signal === "SIGKILL") return null;
  if (code !== 0) throw new Error(`the process ended with ${String(signal ?? code)}`);
  return output;
}

export const killedWhileBuilding: Row = {
  name: "killed-building",
  test: "kill -9 at each step of adding an article and building",
  holds: "the state before or after, never between; articles = passages = vectors = manifest",
  full: { kills: 100 },
  short: { kills: 2 },
  async run({ kills = 0 }, { folder, onProgress }) {
    const findings = new Findings();
    const template = { corpus: `${folder}/template/articles`, data: `${folder}/template/data` };
    await cp(SHIPPED_ARTICLES, template.corpus, { recursive: true });
    const before = await openArticleStore(template.corpus).readAll();
    const [article] = generateArticles(before[0]!, PASSAGES_OF_THE_NEW);
    await (await openBuiltin(template.corpus, template.data)).close();

    const [corpus, data] = [`${folder}/run/articles`, `${folder}/run/data`];
    const prepare = async () => await cp(`${folder}/template`, `${folder}/run`, { recursive: true, force: true });
    await prepare();
    const steps = Number(await add(article!, corpus, data, NEVER));
    const seen = { before: 0, "article only": 0, after: 0 };
    for (let kill = 0; kill < kills; kill += 1) {
      onProgress(kill, kills);
      await rm(`${folder}/run`, { recursive: true });
      await prepare();
      // Every step in turn; with more kills than steps some come again.
      const step = kills < steps ? Math.floor((kill * steps) / kills) : kill % steps;
      findings.check((await add(article!, corpus, data, step)) === null, () => `step ${step}: it was not killed`);
      const articles = await countArticles(corpus);
      const isAdded = articles === before.length + 1;
      findings.check(isAdded || articles === before.length, () => `step ${step}: ${articles} articles`);
      const built = await countIndex(data);
      const indexed = built?.manifest[0] ?? 0;
      const isWhole = built !== null && isConsistent(built, indexed) && indexed >= before.length && indexed <= articles;
      findings.check(isWhole, () => `step ${step}: the index on disk is ${JSON.stringify(built)}`);
      seen[indexed > before.length ? "after" : isAdded ? "article only" : "before"] += 1;

      const answerer = await openBuiltin(corpus, data);
      const passages = await answerer.retriever(3).invoke(article!.title);
      await answerer.close();
      const isFound = passages.some(({ metadata }) => metadata.articleId === article!.id);
      findings.check(isFound === isAdded, () => `step ${step}: the new article is ${isFound ? "" : "not "}found`);
      const rebuilt = await countIndex(data, articles);
      findings.check(rebuilt !== null && isConsistent(rebuilt, articles), () => `step ${step}: not rebuilt whole`);
    }
    return findings.outcome({ kills, steps, ...seen });
  },
};
