import { Worker } from "node:worker_threads";
import { type ArticleDraft, DocumentError } from "../draft.ts";
import type { ParserReply } from "./parser-worker.ts";
import type { RawDocument } from "./read-draft.ts";

/** Time for one document, in milliseconds; a book of several hundred pages takes about two seconds. */
const TIME_LIMIT = 6_000;
/**
 * Growth of the process's memory that one document may cause, in bytes, buffers outside the heap included. Of it 80 MB
 * go to the thread and PDF.js, when they are loaded for it; with what the command line takes it stays below 256 MB.
 */
const MEMORY_LIMIT = 125_000_000;
/** A small young generation keeps garbage from piling up: a PDF of 300 pages takes 215 MB in all instead of 260. */
const HEAP_LIMITS = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 6 };
/** How often the memory is looked at, in milliseconds: at some 500 MB a second that buffers can grow, often enough. */
const WATCH_INTERVAL = 10;

/** Reads documents one after another in a thread of their own, so that none can take all time or memory. */
export interface BoundedParser {
  /** @throws DocumentError when the document cannot be read, or not within the limits. */
  parse(document: RawDocument): Promise<ArticleDraft>;
}

/** The thread starts with the first document and does not keep the process alive. */
export function createBoundedParser(): BoundedParser {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();

  async function parseNow(document: RawDocument): Promise<ArticleDraft> {
    worker ??= startWorker();
    const current = worker;
    current.ref();
    try {
      const reply = await ask(current, document);
      if ("draft" in reply) return reply.draft;
      throw new DocumentError(reply.refusal);
    } catch (error) {
      if (error instanceof DocumentError) throw error;
      worker = null;
      await current.terminate();
      throw error instanceof LimitError ? new DocumentError(error.message) : error;
    } finally {
      current.unref();
    }
  }

  return {
    async parse(document) {
      const result = last.then(() => parseNow(document));
      last = result.catch(() => {});
      return await result;
    },
  };
}

class LimitError extends Error {
  override readonly name = "LimitError";
}

/**
 * Node loads no TypeScript in a thread by itself: the thread first registers what does. It takes that back before a
 * library is loaded, since transforming those (PDF.js has three megabytes) takes half a second and 350 MB.
 */
function startWorker(): Worker {
  const loader = import.meta.resolve("tsx/esm/api");
  const entry = new URL("./parser-worker.ts", import.meta.url).href;
  const code = `(async () => {
    const { register } = await import("${loader}");
    const unregister = register();
    const { serveParser } = await import("${entry}");
    await unregister();
    serveParser(require("node:worker_threads").parentPort);
  })()`;
  return new Worker(code, { eval: true, resourceLimits: HEAP_LIMITS });
}

/** Sends one document and waits for the reply; gives up when a limit is passed or the thread dies. */
async function ask(worker: Worker, document: RawDocument): Promise<ParserReply> {
  const before = process.memoryUsage.rss();
  const deadline = performance.now() + TIME_LIMIT;
  return await new Promise<ParserReply>((resolve, reject) => {
    const settle = (action: () => void) => {
      clearInterval(watch);
      worker.off("message", onMessage).off("error", onError);
      action();
    };
    const refuse = (problem: string) =>
      settle(() => reject(new LimitError(`${document.name}: ${problem}; cut the document into parts or add its text`)));
    const onMessage = (reply: ParserReply) => settle(() => resolve(reply));
    const onError = (error: Error & { code?: string }) => {
      if (error.code === "ERR_WORKER_OUT_OF_MEMORY") refuse("takes too much memory to read");
      else settle(() => reject(error));
    };
    const watch = setInterval(() => {
      if (performance.now() > deadline) refuse("takes too long to read");
      else if (process.memoryUsage.rss() - before > MEMORY_LIMIT) refuse("takes too much memory to read");
    }, WATCH_INTERVAL);
    worker.on("message", onMessage).on("error", onError);
    worker.postMessage(document);
  });
}
