import { Command } from "commander";
import { answerLines } from "../batch.ts";
import { readSettings } from "../settings.ts";
import { FAILED, loadEnvironmentFile, run, UsageError } from "./run.ts";

const program = new Command("ask")
  .description("Answers a question from the articles, with the sentences that it rests on.")
  .argument("[question]", "the question, in quotation marks")
  .option("--json", "print the answer as JSON; without a question, answer every line of stdin with a line of JSON")
  .usage('[options] -- "QUESTION"')
  .action(async (question: string | undefined, { json }: { json?: true }) => {
    if (question === undefined && !json) throw new UsageError('Say what to ask: npm run ask -- "QUESTION"');
    if (question?.trim() === "")
      throw new UsageError('The question is empty. Say what to ask: npm run ask -- "QUESTION"');
    const settings = readSettings(process.env);
    // Only now: what is wrong with the usage is said without loading the index.
    const { openAnswererFor } = await import("../open-answerer.ts");
    const answerer = await openAnswererFor(settings);
    try {
      if (question === undefined) {
        const faults = await answerLines({
          answerer,
          input: process.stdin,
          write: (line) => process.stdout.write(`${line}\n`),
          report: (line) => process.stderr.write(`${line}\n`),
        });
        if (faults > 0) process.exitCode = FAILED;
      } else {
        const answer = await answerer.invoke({ question });
        process.stdout.write(`${json ? JSON.stringify(answer) : answer.text}\n`);
      }
    } finally {
      await answerer.close();
    }
  });

loadEnvironmentFile();
await run(program, process.argv, process.env);
