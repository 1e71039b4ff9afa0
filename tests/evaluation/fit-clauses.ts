import { Command } from "commander";
import writeFileAtomic from "write-file-atomic";
import { run } from "../../bot/commands/run.ts";
import { CLAUSE_FEATURES } from "../../retrieval/reading/clause-features.ts";
import { CLAUSE_FILE } from "../../retrieval/reading/clause-ranking.ts";
import { FEW_ARTICLES } from "../../retrieval/reading/few-articles.ts";
import { readingModels } from "../../retrieval/reading/models.ts";
import { fitClauseWeights, goldClauses } from "./fit/clauses.ts";
import { crossValidateChoices } from "./fit/conditional-logit.ts";
import { GOLD_CORPORA } from "./fit/gold-corpora.ts";

async function fit({ write, misses }: { write?: true; misses?: true }): Promise<void> {
  const choices = await goldClauses(GOLD_CORPORA, readingModels(FEW_ARTICLES));
  const chosen = crossValidateChoices(choices, fitClauseWeights);
  const share = (chosen.filter(({ isRight }) => isRight).length / chosen.length).toFixed(3);
  const length = (chosen.reduce((sum, { text }) => sum + text.length, 0) / chosen.length).toFixed(0);
  process.stdout.write(`${choices.length} gold questions, best run right: ${share}, of ${length} characters\n`);
  const weights = fitClauseWeights(choices);
  process.stdout.write(`${CLAUSE_FEATURES.map((name, at) => `${name} ${weights[at]!.toFixed(2)}`).join("  ")}\n`);
  for (const [at, { text, isRight }] of chosen.entries())
    if (misses && !isRight) process.stdout.write(`${choices[at]!.question} → ${text}\n`);
  if (!write) return;
  const rounded = weights.map((weight) => Number(weight.toPrecision(4)));
  await writeFileAtomic(
    CLAUSE_FILE.pathname,
    `${JSON.stringify({ features: CLAUSE_FEATURES, weights: rounded, bias: 0 })}\n`,
  );
}

const program = new Command("fit-clauses")
  .description("Fits which clauses of the best sentences answer, on gold questions that may be looked at.")
  .option("--write", "write retrieval/reading/clause-weights.json")
  .option("--misses", "list what the best run does not answer")
  .action(fit);

await run(program, process.argv, process.env);
