import { createInterface } from "node:readline/promises";
import { SingleBar } from "cli-progress";
import type { Article, ArticleStore } from "../../../corpus/index.ts";

/** The streams of a command; `process` is one. `isTTY` says that a person is there. */
export interface Terminal {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream & { isTTY?: boolean };
}

/** A count of what has been done so far; drawn on a terminal only. */
export interface Progress {
  update(done: number): void;
  /** Takes the count off the line, so that something else can be written; the next update draws it again. */
  stop(): void;
}

export function showProgress({ stderr }: Terminal, label: string): Progress {
  if (!stderr.isTTY) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar({ stream: stderr, format: `${label} {value}`, clearOnComplete: true });
  return {
    update: (done) => (bar.isActive ? bar.update(done) : bar.start(0, done)),
    stop: () => bar.stop(),
  };
}

/** Asks on the terminal; only y and yes agree. Where nobody is there to ask, says how to agree, and does not. */
export async function confirm({ stdin, stderr }: Terminal, question: string): Promise<boolean> {
  if (!stdin.isTTY) {
    stderr.write(`${question} Nobody is there to ask: run it again with --yes to agree.\n`);
    return false;
  }
  const prompt = createInterface({ input: stdin, output: stderr });
  try {
    return /^y(es)?$/i.test((await prompt.question(`${question} [y/N] `)).trim());
  } finally {
    prompt.close();
  }
}

/** What was asked cannot be done; the message is one line that says what to do. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/** @throws CommandError when there is no such article. */
export async function existing(store: ArticleStore, id: string): Promise<Article> {
  const article = await store.find(id);
  if (article !== null) return article;
  throw new CommandError(`there is no article ${id}; npm run corpus -- list shows the ids`);
}

/** A line of the result. */
export function print({ stdout }: Terminal, line: string): void {
  stdout.write(`${line}\n`);
}

/** A line beside the result: a fault, a question, a notice. */
export function report({ stderr }: Terminal, line: string): void {
  stderr.write(`${line}\n`);
}
