import manifest from "../../package.json" with { type: "json" };

/** How a run of the benchmarks is cut. */
export interface BenchOptions {
  /** Small corpora and few questions: minutes become seconds, and the figures mean less. */
  quick: boolean;
  /** Folder with documents.jsonl, distractors.jsonl and questions-dev.jsonl: the middle corpus is then real. */
  policyQuestions: string | null;
  /** Told what is being measured. */
  onProgress(what: string): void;
}

/** Node's options as `npm start` gives them: what serves is measured as it is served. */
export const SERVING_FLAGS = manifest.scripts.start.split(" ").filter((part) => part.startsWith("--heap"));
