import { Command } from "commander";
import writeFileAtomic from "write-file-atomic";
import { run } from "../../bot/commands/run.ts";
import { FEW_ARTICLES } from "../../retrieval/reading/few-articles.ts";
import { readingModels, shippedModels } from "../../retrieval/reading/models.ts";
import { VALUE_FEATURES } from "../../retrieval/reading/value-features.ts";
import { VALUE_FILE } from "../../retrieval/reading/value-ranking.ts";
import { GOLD_CORPORA } from "./fit/gold-corpora.ts";
import { crossValidateChoices } from "./fit/conditional-logit.ts";
import { fitValueWeights, goldValues, policyValues } from "./fit/values.ts";
import { readPolicyQuestions } from "./policy-questions.ts";

async function fit(folder: string | undefined, { write }: { write?: true }): Promise<void> {
  const gold = await goldValues(GOLD_CORPORA, readingModels(FEW_ARTICLES));
  const policy = folder === undefined ? [] : policyValues(await readPolicyQuestions(folder), shippedModels());
  const examples = [...gold, ...policy];
  const chosen = crossValidateChoices(examples, fitValueWeights);
  const share = (chosen.filter(({ isRight }) => isRight).length / chosen.length).toFixed(3);
  process.stdout.write(`${gold.length} gold and ${policy.length} policy questions, best value right: ${share}\n`);
  const weights = fitValueWeights(examples);
  process.stdout.write(`${VALUE_FEATURES.map((name, at) => `${name} ${weights[at]!.toFixed(2)}`).join("  ")}\n`);
  if (!write) return;
  const rounded = weights.map((weight) => Number(weight.toPrecision(4)));
  await writeFileAtomic(
    VALUE_FILE.pathname,
    `${JSON.stringify({ features: VALUE_FEATURES, weights: rounded, bias: 0 })}\n`,
  );
}

const program = new Command("fit-values")
  .description("Fits which value of the best sentences answers, on gold questions that may be looked at.")
  .argument("[folder]", "policy questions to fit on as well: documents.jsonl, distractors.jsonl, questions-dev.jsonl")
  .option("--write", "write retrieval/reading/value-weights.json")
  .action(fit);

await run(program, process.argv, process.env);
