import path from "node:path";
import { Command } from "commander";
import writeFileAtomic from "write-file-atomic";
import { run } from "../../bot/commands/run.ts";
import { z } from "zod";
import { type BigramWeights, STYLE_FILE } from "../../retrieval/reading/answer-style.ts";
import { fitStyle } from "./fit/style.ts";
import { readJsonLines } from "./gold.ts";
import { readPolicyQuestions } from "./policy-questions.ts";

const pairSchema = z.object({ question: z.string().min(1), answer: z.string().min(1) });

async function fit(folder: string, { write }: { write?: true }): Promise<void> {
  const pairs = await readJsonLines(path.join(folder, "question-answer-pairs.jsonl"), pairSchema);
  const { documents } = await readPolicyQuestions(folder);
  const { length, starts, inside, ends } = fitStyle(pairs, documents);
  const { units, pairs: grams } = starts;
  process.stdout.write(
    `${pairs.length} answers: ${length.bigrams.length} bigrams for the length; ${units.bigrams.length} units and ${grams.bigrams.length} bigrams that begin, ${inside.bigrams.length} inside, ${ends.units.bigrams.length} and ${ends.pairs.bigrams.length} that end\n`,
  );
  if (!write) return;
  const round = (value: number) => Number(value.toPrecision(3));
  const rounded = <T extends BigramWeights>(table: T): T => ({ ...table, weights: table.weights.map(round) });
  const edges = (edge: typeof starts) => ({ units: rounded(edge.units), pairs: rounded(edge.pairs) });
  const kinds = Object.fromEntries(Object.entries(length.kinds).map(([kind, value]) => [kind, round(value)]));
  const style = {
    length: { ...rounded(length), kinds },
    starts: edges(starts),
    inside: rounded(inside),
    ends: edges(ends),
  };
  await writeFileAtomic(STYLE_FILE.pathname, `${JSON.stringify(style)}\n`);
}

const program = new Command("fit-style")
  .description("Learns from policy questions how long answers are, what stands in them, and how they begin and end.")
  .argument("<folder>", "documents.jsonl, distractors.jsonl, questions-dev.jsonl and question-answer-pairs.jsonl")
  .option("--write", "write retrieval/reading/answer-style.json")
  .action(fit);

await run(program, process.argv, process.env);
