import path from "node:path";
import { existsSync } from "node:fs";
import { Runnable } from "@langchain/core/runnables";
import { openArticleStore } from "../corpus/index.ts";
import type { Answer, Inquiry } from "./answer.ts";
import { type AnsweringSource, answerInquiry } from "./answer-inquiry.ts";
import { AnsweringQueue } from "./answering-queue.ts";
import { AnsweringThread } from "./answering-thread.ts";
import {
  type CorpusIndex,
  fingerprintOf,
  type IndexOptions,
  type IndexProgress,
  openCorpusIndex,
  reopenCorpusIndex,
} from "./corpus-index.ts";
import type { Embedder } from "./embedder.ts";
import { type EmbeddingsKind, openEmbeddings } from "./embeddings/choose.ts";
import type { CustomEmbeddings } from "./embeddings/custom.ts";
import { buildInThread } from "./index-builder.ts";
import { growCorpusIndex } from "./index-growth.ts";
import { shippedLexicon } from "./lexicon/shipped.ts";
import { SoundIndex } from "./question/spelling.ts";
import { denseSearch, PassageRetriever } from "./retriever.ts";

/** Refused below this confidence: 6 % of answerable policy questions are, cross-validated, and 2 % of the gold questions. */
export const REFUSAL_THRESHOLD = 0.2;
/** How often the folder of articles is looked at for changes: of many, which take longer to look at (40 ms of 7,700), less often. In milliseconds. */
const WATCH_INTERVAL = { least: 1_000, most: 2_000, eachArticle: 0.5 };
/** Articles that could not be taken up are tried again so much later, or as soon as they change. In milliseconds. */
const RETRY_AFTER = 10_000;

export interface AnswererOptions {
  corpusDir: string;
  dataDir: string;
  embeddings: EmbeddingsKind | CustomEmbeddings;
  embeddingModel: string;
  modelDir: string;
  modelHost?: string;
  /** 0 to 1: below this confidence a question is refused. */
  refusalThreshold?: number;
  /** Answers inquiries that come at once in a second thread too, which is started when they first do. */
  sharesLoad?: boolean;
  /** Takes up changes of the articles while it runs. */
  live?: boolean;
  onProgress?(progress: IndexProgress): void;
  onNotice?(line: string): void;
  /** Called whenever changes of the articles were taken up. */
  onUpdate?(): void;
}

/** Answers inquiries from the articles of a folder. */
export type Answerer = Runnable<Inquiry, Answer> & {
  /** As `invoke`, over those articles only whose id is admitted. */
  answerFrom(inquiry: Inquiry, admits: (articleId: string) => boolean): Promise<Answer>;
  /** The k best passages for a question, as LangChain documents. Throws a RangeError when k is no whole number of at least 1. */
  retriever(k: number): PassageRetriever;
  close(): Promise<void>;
};

/**
 * Opens the index, which is built or brought up to date first if need be, and answers from it.
 *
 * @throws CorpusFolderError, ArticleFileError, StorageError, EmbeddingError, each with one line that says what to do
 */
export async function openAnswerer(options: AnswererOptions): Promise<Answerer> {
  const { corpusDir, dataDir, onProgress, onNotice } = options;
  const embedder = await openEmbeddings({
    kind: options.embeddings,
    model: options.embeddingModel,
    modelDir: options.modelDir,
    modelHost: options.modelHost,
    onProgress: ({ done, total }) =>
      onProgress?.({ stage: "downloading", done: megabytes(done), total: megabytes(total) }),
    onNotice,
  });
  const indexOptions = { store: openArticleStore(corpusDir), dataDir, embedder, onProgress, onNotice };
  const index = await openCorpusIndex(indexOptions);
  return new CorpusAnswerer(index, indexOptions, options);
}

class CorpusAnswerer extends Runnable<Inquiry, Answer> {
  override lc_namespace = ["resumption_policy", "answerer"];
  #index: CorpusIndex;
  readonly #indexOptions: IndexOptions & { embedder: Embedder };
  readonly #threshold: number;
  readonly #corpusDir: string;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  readonly #onUpdate: AnswererOptions["onUpdate"];
  #update: Promise<void> | undefined;
  /** The articles that the index on disk is of. The one in use may already hold what was added since. */
  #onDisk: string;
  #lastFault = "";
  /** The state of the articles that could not be taken up, and when that was tried. */
  #refused: { fingerprint: string; at: number } | undefined;
  #sourceOf: { index: CorpusIndex; source: AnsweringSource } | undefined;
  readonly #queue: AnsweringQueue | null;
  #thread: AnsweringThread | undefined;
  /** The index that the thread answers from. */
  #threadIndex: CorpusIndex | undefined;

  constructor(index: CorpusIndex, indexOptions: IndexOptions & { embedder: Embedder }, options: AnswererOptions) {
    super();
    const { corpusDir, refusalThreshold, live, onUpdate, sharesLoad } = options;
    this.#onUpdate = onUpdate;
    this.#index = index;
    this.#onDisk = index.fingerprint;
    this.#indexOptions = indexOptions;
    this.#threshold = refusalThreshold ?? REFUSAL_THRESHOLD;
    this.#corpusDir = corpusDir;
    const here = (inquiry: Inquiry) => this.answerFrom(inquiry, () => true);
    this.#queue = sharesLoad === true ? new AnsweringQueue(here, () => this.#otherThread()) : null;
    if (live === true) this.#watch();
  }

  override async invoke(inquiry: Inquiry): Promise<Answer> {
    if (this.#queue === null) return await this.answerFrom(inquiry, () => true);
    return await this.#withoutRemoved(await this.#queue.answer(inquiry), inquiry, () => true);
  }

  async answerFrom(inquiry: Inquiry, admits: (articleId: string) => boolean): Promise<Answer> {
    return await this.#withoutRemoved(await answerInquiry(inquiry, this.#source(), admits), inquiry, admits);
  }

  /** The answer, unless it rests on an article that is gone: then another one without that article. */
  async #withoutRemoved(answer: Answer, inquiry: Inquiry, admits: (articleId: string) => boolean): Promise<Answer> {
    const removed = [...answer.citations, ...answer.nearest].find(({ articleId }) => !this.#isOnDisk(articleId));
    if (removed === undefined) return answer;
    return await this.answerFrom(inquiry, (id) => id !== removed.articleId && admits(id));
  }

  retriever(k: number): PassageRetriever {
    return new PassageRetriever({
      source: () => this.#source(),
      admits: (articleId) => this.#isOnDisk(articleId),
      k,
    });
  }

  /** What answers come from: made once for each index, with the sounds of its words. A live index is replaced by the next. */
  #source(): AnsweringSource {
    const index = this.#index;
    if (this.#sourceOf?.index !== index) {
      const { postings, vectors } = index;
      const reader = { lexicon: shippedLexicon(), postings, sounds: new SoundIndex(postings) };
      const dense = denseSearch(vectors, this.#indexOptions.embedder);
      this.#sourceOf = { index, source: { index, dense, reader, threshold: this.#threshold } };
    }
    return this.#sourceOf.source;
  }

  /** The second thread, with the index at hand. Null for one that has grown in memory: it is soon on disk. */
  #otherThread(): AnsweringThread | null {
    const index = this.#index;
    if (index.files === null) return null;
    this.#thread ??= new AnsweringThread((line) => this.#indexOptions.onNotice?.(line));
    if (this.#threadIndex !== index) {
      this.#threadIndex = index;
      this.#thread.use({ files: index.files, dense: this.#source().dense, threshold: this.#threshold });
    }
    return this.#thread;
  }

  /** Whether the article's file is still there: a removed article is not cited from that moment on. */
  #isOnDisk(articleId: string): boolean {
    return existsSync(path.join(this.#corpusDir, `${articleId}.md`));
  }

  /** Takes up what changed in the folder. A fault is told and the old index serves on. */
  #watch(): void {
    const { least, most, eachArticle } = WATCH_INTERVAL;
    const wait = Math.min(most, Math.max(least, eachArticle * this.#index.table.articles.length));
    this.#timer = setTimeout(() => void this.#lookAgain(), wait).unref();
  }

  async #lookAgain(): Promise<void> {
    await this.#refresh();
    if (!this.#isClosed) this.#watch();
  }

  async #refresh(): Promise<void> {
    this.#update ??= this.#takeUp().finally(() => (this.#update = undefined));
    await this.#update;
  }

  async #takeUp(): Promise<void> {
    try {
      const files = await this.#indexOptions.store.files();
      const fingerprint = fingerprintOf(files);
      if (fingerprint === this.#onDisk && fingerprint === this.#index.fingerprint) return;
      const refused = this.#refused;
      if (refused?.fingerprint === fingerprint && performance.now() - refused.at < RETRY_AFTER) return;
      this.#refused = { fingerprint, at: performance.now() };
      const grown = await growCorpusIndex(this.#index, files, this.#indexOptions);
      if (grown !== null) {
        this.#index = grown;
        this.#onUpdate?.();
      }
      const index = await reopenCorpusIndex(this.#indexOptions, await buildInThread(this.#indexOptions));
      if (index === null) return;
      const isNews = index.fingerprint !== this.#index.fingerprint;
      this.#index = index;
      this.#onDisk = index.fingerprint;
      this.#refused = undefined;
      this.#lastFault = "";
      if (isNews) this.#onUpdate?.();
    } catch (cause) {
      const fault = cause instanceof Error ? cause.message : String(cause);
      // It is tried again and again, and told once.
      if (fault !== this.#lastFault) this.#indexOptions.onNotice?.(fault);
      this.#lastFault = fault;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#update;
    await this.#thread?.close();
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
