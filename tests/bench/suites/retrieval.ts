import { openArticleStore } from "../../../corpus/index.ts";
import { openCorpusIndex } from "../../../retrieval/corpus-index.ts";
import { type CorpusTable, headingOf, textAt } from "../../../retrieval/corpus-table.ts";
import { openEmbeddings } from "../../../retrieval/embeddings/choose.ts";
import { buildPostings } from "../../../retrieval/lexical/postings.ts";
import { rankPassages } from "../../../retrieval/lexical/rank.ts";
import { EMPTY_LEXICON } from "../../../retrieval/lexicon/lexicon.ts";
import { SoundIndex } from "../../../retrieval/question/spelling.ts";
import { understand } from "../../../retrieval/question/understand.ts";
import { QuestionWeights } from "../../../retrieval/reading/question-weights.ts";
import { type CorpusFolder, withGeneratedCorpus } from "../corpora/corpus-folder.ts";
import type { BenchOptions } from "../options.ts";
import { openFlexSearch, openLangChainStore, openMiniSearch, openOrama } from "../peers/search-engines.ts";
import type { Report } from "../report.ts";
import { timed, timeTasks } from "../timing.ts";

const SUITE = "retrieval";
const NEIGHBOURS = 20;

/** The 100 best passages by their words, the 20 nearest by their vectors, beside engines that do the same. */
export async function measureRetrieval(report: Report, options: BenchOptions): Promise<void> {
  await withGeneratedCorpus(options.quick ? 2_000 : 20_000, options.quick ? 30 : 100, (corpus) =>
    measureCorpus(report, corpus, options),
  );
}

async function measureCorpus(report: Report, corpus: CorpusFolder, { quick, onProgress }: BenchOptions): Promise<void> {
  const { name, corpusDir, dataDir } = corpus;
  const seconds = quick ? 0.2 : 2;
  onProgress(`${name}: building the index`);
  const embedder = await openEmbeddings({ kind: "builtin", model: "none", modelDir: dataDir });
  const index = await openCorpusIndex({ store: openArticleStore(corpusDir), dataDir, embedder });
  const { table, postings, scorer, vectors } = index;
  const texts = passageTexts(table);
  const questions = readQuestions(corpus, postings);

  onProgress(`${name}: building the peers`);
  const own = await timed(() => buildPostings(table));
  report.ours(SUITE, `indexing words, ${name}`, texts.length / own.seconds, "passages/s");
  const engines = [];
  for (const open of [openMiniSearch, openFlexSearch, openOrama]) {
    const { seconds: took, result: engine } = await timed(() => open(texts));
    report.peer(SUITE, `indexing words, ${name}`, engine.name, texts.length / took);
    engines.push(engine);
  }

  onProgress(`${name}: searching`);
  const words = await timeTasks(
    questions,
    {
      ours: ({ grams }) => {
        const { units } = new QuestionWeights(grams, postings);
        return rankPassages(table, postings, scorer.score(grams), units, () => true);
      },
      ...Object.fromEntries(
        engines.map((engine) => [engine.name, ({ folded }: { folded: string }) => engine.search(folded)]),
      ),
    },
    seconds,
  );
  const measure = `search by words p50, ${name}`;
  report.ours(SUITE, measure, words["ours"]!.p50, "ms");
  for (const { name: peer } of engines) report.peer(SUITE, measure, peer, words[peer]!.p50);

  const documents = await embedder.embeddings.embedDocuments(texts);
  const store = await openLangChainStore(Float32Array.from(documents.flat()), embedder.dimension);
  const queries = await Promise.all(questions.map(({ folded }) => embedder.embeddings.embedQuery(folded)));
  const dense = await timeTasks(
    queries.filter((query) => query.some((value) => value !== 0)),
    { ours: (query) => vectors.search(query, NEIGHBOURS), [store.name]: (query) => store.search(query, NEIGHBOURS) },
    seconds,
  );
  report.ours(SUITE, `search by vectors p50, ${name}`, dense["ours"]!.p50, "ms");
  report.peer(SUITE, `search by vectors p50, ${name}`, store.name, dense[store.name]!.p50);
}

/** Each with its words; the same folded text goes to the peers. */
function readQuestions({ questions }: CorpusFolder, postings: ReturnType<typeof buildPostings>) {
  const reader = { lexicon: EMPTY_LEXICON, postings, sounds: new SoundIndex(postings) };
  return questions
    .flatMap((inquiry) => understand(inquiry, reader).parts)
    .filter(({ folded, grams }) => grams.length > 0 && /[\u4e00-\u9fff]/u.test(folded));
}

/** What the index holds of each passage: title, heading, text. */
function passageTexts(table: CorpusTable): string[] {
  return Array.from(table.passageArticle, (article, passage) => {
    const [first, last] = [table.passageFirst[passage]!, table.passageLast[passage]!];
    const text = textAt(table, table.sentenceStart[first]!, table.sentenceEnd[last]!);
    return `${table.articles[article]!.title}\n${headingOf(table, first) ?? ""}\n${text}`;
  });
}
