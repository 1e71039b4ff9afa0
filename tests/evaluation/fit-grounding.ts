import { Command } from "commander";
import writeFileAtomic from "write-file-atomic";
import { run } from "../../bot/commands/run.ts";
import { GROUNDING_FILE } from "../../retrieval/answering/grounding.ts";
import { GOLD_CORPORA } from "./fit/gold-corpora.ts";
import { crossValidateGrounding, fitGrounding, groundingExamples, type Lack, LACKS } from "./fit/grounding.ts";

async function fit({ write, worst }: { write?: true; worst: number }): Promise<void> {
  const examples = await groundingExamples(GOLD_CORPORA);
  const judged = crossValidateGrounding(examples);
  const lacking = (lack: Lack) => judged.filter((one) => one.lack === lack);
  const right = lacking("none");
  const wrong = lacking("gold");
  const share = (lack: Lack, below: number) =>
    (lacking(lack).filter(({ confidence }) => confidence < below).length / lacking(lack).length).toFixed(3);
  for (const lack of LACKS) process.stdout.write(`${lacking(lack).length} answers, lack of an answer: ${lack}\n`);
  for (const below of [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5])
    process.stdout.write(
      `refused below ${below}: ${LACKS.map((lack) => `${lack} ${share(lack, below)}`).join(", ")}\n`,
    );
  process.stdout.write(`AUROC ${auroc(right, wrong).toFixed(3)}\n`);
  const model = fitGrounding(examples);
  process.stdout.write(`${model.features.map((name, at) => `${name} ${model.weights[at]!.toFixed(2)}`).join("  ")}\n`);
  for (const { confidence, question } of right.toSorted((a, b) => a.confidence - b.confidence).slice(0, worst))
    process.stdout.write(`refused  ${confidence.toFixed(2)}  ${question}\n`);
  for (const { confidence, question } of wrong.toSorted((a, b) => b.confidence - a.confidence).slice(0, worst))
    process.stdout.write(`answered ${confidence.toFixed(2)}  ${question}\n`);
  if (!write) return;
  const round = (value: number) => Number(value.toPrecision(4));
  const rounded = { ...model, weights: model.weights.map(round), bias: round(model.bias) };
  await writeFileAtomic(GROUNDING_FILE.pathname, `${JSON.stringify(rounded)}\n`);
}

/** How often an answer to an answerable question is judged surer than one to another. */
function auroc(right: readonly { confidence: number }[], wrong: readonly { confidence: number }[]): number {
  const wins = right.reduce(
    (sum, one) => sum + wrong.filter(({ confidence }) => confidence < one.confidence).length,
    0,
  );
  return wins / (right.length * wrong.length);
}

const program = new Command("fit-grounding")
  .description("Fits when an answer over few articles is grounded in them, on gold questions that may be looked at.")
  .option("--worst <count>", "list the worst judged of either kind", Number, 0)
  .option("--write", "write retrieval/answering/grounding.json")
  .action(fit);

await run(program, process.argv, process.env);
