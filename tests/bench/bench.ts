import os from "node:os";
import { Command, CommanderError } from "commander";
import type { BenchOptions } from "./options.ts";
import { formatReport, Report } from "./report.ts";
import { measureAnswering } from "./suites/answering.ts";
import { measureBot } from "./suites/bot.ts";
import { measureEmbedding } from "./suites/embedding.ts";
import { measureReading } from "./suites/reading.ts";
import { measureRetrieval } from "./suites/retrieval.ts";
import { measureVectors } from "./suites/vectors.ts";

const SUITES: Record<string, (report: Report, options: BenchOptions) => Promise<void>> = {
  retrieval: measureRetrieval,
  vectors: measureVectors,
  reading: measureReading,
  embedding: measureEmbedding,
  bot: measureBot,
  answering: measureAnswering,
};

interface CommandOptions {
  quick?: boolean;
  json?: boolean;
  only?: string[];
  policyQa?: string;
}

const program = new Command("bench")
  .description("Measures answering, retrieval, reading, indexing and the bot beside their peers, in one run.")
  .option("--quick", "small corpora and few questions, to see that everything runs")
  .option("--only <suite...>", `only these: ${Object.keys(SUITES).join(", ")}`)
  .option("--policy-qa <folder>", "real policy articles and questions (documents.jsonl …) for the corpus of 600")
  .option("--json", "print the figures as JSON")
  .exitOverride()
  .action(async ({ quick = false, json = false, only, policyQa }: CommandOptions) => {
    const names = only ?? Object.keys(SUITES);
    const unknown = names.find((name) => SUITES[name] === undefined);
    if (unknown !== undefined)
      throw new Error(`There is no suite "${unknown}". Choose from ${Object.keys(SUITES).join(", ")}.`);
    const report = new Report();
    const onProgress = (what: string) => {
      if (process.stderr.isTTY) process.stderr.write(`${what}\n`);
    };
    for (const name of names) await SUITES[name]!(report, { quick, policyQuestions: policyQa ?? null, onProgress });
    const machine = { cores: os.availableParallelism(), processor: os.cpus()[0]?.model ?? "", node: process.version };
    const { figures } = report;
    process.stdout.write(
      json
        ? `${JSON.stringify({ machine, quick, figures }, null, 2)}\n`
        : `${machine.cores} cores (${machine.processor}), Node ${machine.node}${quick ? ", quick" : ""}\n\n${formatReport(figures)}\n`,
    );
  });

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
