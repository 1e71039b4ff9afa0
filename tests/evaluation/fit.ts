import { Command } from "commander";
import writeFileAtomic from "write-file-atomic";
import { run } from "../../bot/commands/run.ts";
import { CHOICE_FEATURES } from "../../retrieval/reading/article-choice.ts";
import type { Forest } from "../../retrieval/reading/forest.ts";
import type { LinearModel } from "../../retrieval/reading/linear-model.ts";
import { type FittedModels, MODEL_FILE } from "../../retrieval/reading/models.ts";
import { fitConfidences } from "./fit/confidence.ts";
import { answerExamples, confidenceExamples, crossValidate, fitShipped } from "./fit/cross-validation.ts";
import { collectExamples, fittingCorpus } from "./fit/examples.ts";
import { crossValidationTable } from "./fit/report.ts";
import { readPolicyQuestions } from "./policy-questions.ts";

async function fit(folder: string, { write, misses }: { write?: true; misses?: true }): Promise<void> {
  const started = performance.now();
  const say = (stage: string) =>
    process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${stage}\n`);
  say("evidence");
  const { questions, documents, distractors } = await readPolicyQuestions(folder);
  const searched = fittingCorpus([...documents, ...distractors]);
  const { table } = searched.index;
  const examples = collectExamples(questions, searched);
  const folds = crossValidate(examples, table, say);
  say("confidence");
  const confidences = fitConfidences(confidenceExamples(examples, folds, table));
  say("answers");
  const results = answerExamples(examples, folds, confidences, table);
  const confidence = confidences.at(-1)!;
  process.stdout.write(`${crossValidationTable(results, misses === true)}\n`);
  process.stdout.write(
    `${confidence.features.map((name, index) => `${name} ${confidence.weights[index]!.toFixed(3)}`).join("  ")}  bias ${confidence.bias.toFixed(3)}\n`,
  );
  if (!write) return;
  say("shipped models");
  const stages = fitShipped(examples, table);
  await writeFileAtomic(
    MODEL_FILE.pathname,
    encodeModels({
      ...stages,
      choice: { features: [...CHOICE_FEATURES], weights: stages.choice, bias: 0 },
      confidence,
    }),
  );
}

/** Five significant digits: more say nothing. */
function encodeModels({ articles, sentences, choice, spans, ranking, confidence }: FittedModels): string {
  const round = (value: number) => Number(value.toPrecision(5));
  const roundForest = (forest: Forest): Forest => ({
    ...forest,
    threshold: forest.threshold.map(round),
    base: round(forest.base),
  });
  const roundLinear = (model: LinearModel): LinearModel => ({
    ...model,
    weights: model.weights.map(round),
    bias: round(model.bias),
  });
  const models: FittedModels = {
    articles: roundForest(articles),
    sentences: roundForest(sentences),
    spans: roundForest(spans),
    ranking: roundForest(ranking),
    choice: roundLinear(choice),
    confidence: roundLinear(confidence),
  };
  return `${JSON.stringify(models)}\n`;
}

const program = new Command("fit")
  .description(
    "Fits the models of the reader on policy questions and prints what five-fold cross-validation by article shows.",
  )
  .argument("<folder>", "documents.jsonl, distractors.jsonl and questions-dev.jsonl")
  .option("--misses", "list the questions whose answer was not shown")
  .option("--write", `write ${MODEL_FILE.pathname.split("/").slice(-3).join("/")}`)
  .action(fit);

await run(program, process.argv, process.env);
