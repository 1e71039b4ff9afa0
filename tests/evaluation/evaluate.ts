import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { FAILED, loadEnvironmentFile, run, UsageError } from "../../bot/commands/run.ts";
import { readSettings } from "../../bot/settings.ts";

const GOLD = fileURLToPath(new URL("gold/questions.jsonl", import.meta.url));
const THRESHOLDS = fileURLToPath(new URL("gold/thresholds.json", import.meta.url));

interface Options {
  gold: string;
  corpus?: string;
  policyQa?: string;
  quick?: true;
  html?: string;
  json?: true;
  misses?: true;
}

const program = new Command("evaluate")
  .description("Asks questions whose answers are known, and prints how many are answered rightly, cited and refused.")
  .option("--gold <file>", "gold questions; thresholds.json beside the file is used if there is one", GOLD)
  .option("--corpus <folder>", "the articles that the gold questions are about (default: CORPUS_DIR, corpus/articles)")
  .option("--policy-qa <folder>", "also ask real policy questions, by cross-validation: takes some minutes")
  .option("--quick", "with --policy-qa: only the models that ship, which were fitted on these questions")
  .option("--misses", "list every miss with what was expected and what was answered, but for questions held out")
  .option("--html <file>", "write a report page with plots")
  .option("--json", "print everything as JSON")
  .addHelpText("after", "\nExit code: 0 every threshold is met, 1 one is missed, 2 wrong usage or an unusable file.")
  .action(async (options: Options) => {
    if (options.quick && options.policyQa === undefined)
      throw new UsageError("--quick goes with --policy-qa: npm run evaluate -- --policy-qa FOLDER --quick");
    // The built-in embedder, unless another is asked for: figures must not depend on what a machine has downloaded.
    const embeddings = process.env["EMBEDDINGS"]?.trim() || "builtin";
    const settings = readSettings({ ...process.env, EMBEDDINGS: embeddings });
    // Only now: what is wrong with the usage is said without loading what answers.
    const { evaluateShipped } = await import("./evaluate-shipped.ts");
    const folder = await mkdtemp(path.join(tmpdir(), "evaluate-"));
    try {
      const passed = await evaluateShipped(
        { ...options, defaultThresholds: THRESHOLDS, refusalThreshold: settings.REFUSAL_THRESHOLD },
        {
          folder,
          corpusDir: options.corpus ?? settings.CORPUS_DIR,
          dataDir: process.env["DATA_DIR"]?.trim() ? settings.DATA_DIR : path.join(folder, "data"),
          embeddings: settings.EMBEDDINGS,
          embeddingModel: settings.EMBEDDING_MODEL,
          modelDir: settings.MODEL_DIR,
          modelHost: settings.MODEL_HOST,
        },
      );
      if (!passed) process.exitCode = FAILED;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

loadEnvironmentFile();
await run(program, process.argv, process.env);
