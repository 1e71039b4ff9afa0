import type { MessagePort } from "node:worker_threads";
import type { Answer, Inquiry } from "./answer.ts";
import { type AnsweringSource, answerInquiry } from "./answer-inquiry.ts";
import { decodeLexicalIndex, type IndexFiles } from "./corpus-index.ts";
import type { DenseWeights } from "./embedder.ts";
import { shippedLexicon } from "./lexicon/shipped.ts";
import { SoundIndex } from "./question/spelling.ts";
import type { DenseSearch } from "./retriever.ts";
import type { Neighbour } from "./storage/vectors.ts";

/** To the thread: an index to answer from, in shared memory; an inquiry; the neighbours that were asked for. */
export type AnsweringOrder =
  | { index: number; files: IndexFiles; threshold: number; weights: DenseWeights }
  | { id: number; inquiry: Inquiry }
  | { search: number; neighbours: readonly Neighbour[] };

/** From the thread: that it has an index; an answer or why there is none, or a text whose k neighbours are wanted. */
export type AnsweringMessage =
  | { ready: true }
  | { id: number; answer: Answer }
  | { id: number; fault: string }
  | { index: number; search: number; text: string; k: number };

/** Neighbours are refused here, where the articles are known that may be used: so many times as many are asked for. */
const OVERSAMPLING = 2;

/** What the thread of `answering-thread.ts` does: answers from the index last given, one inquiry after the other. */
export function serveAnswers(port: MessagePort): void {
  const tell = (message: AnsweringMessage) => port.postMessage(message);
  const searches = new Map<number, (neighbours: readonly Neighbour[]) => void>();
  let source: AnsweringSource | undefined;
  let searchCount = 0;
  const searchOf =
    (index: number): DenseSearch["seek"] =>
    async (text, k, admits) => {
      const search = searchCount++;
      const found = await new Promise<readonly Neighbour[]>((resolve) => {
        searches.set(search, resolve);
        tell({ index, search, text, k: OVERSAMPLING * k });
      });
      return found.filter(({ row }) => admits(row)).slice(0, k);
    };
  port.on("message", (order: AnsweringOrder) => {
    if ("files" in order) {
      const index = decodeLexicalIndex(order.files);
      const { postings } = index;
      const reader = { lexicon: shippedLexicon(), postings, sounds: new SoundIndex(postings) };
      const dense = { weights: order.weights, seek: searchOf(order.index) };
      source = { index, reader, threshold: order.threshold, dense };
      tell({ ready: true });
    } else if ("search" in order) {
      searches.get(order.search)!(order.neighbours);
      searches.delete(order.search);
    } else {
      answerInquiry(order.inquiry, source!, () => true).then(
        (answer) => tell({ id: order.id, answer }),
        (cause: unknown) => tell({ id: order.id, fault: cause instanceof Error ? cause.message : String(cause) }),
      );
    }
  });
}
