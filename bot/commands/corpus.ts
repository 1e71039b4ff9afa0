import { createCorpusProgram } from "./corpus/program.ts";
import { FAILED, loadEnvironmentFile, run } from "./run.ts";

loadEnvironmentFile();
const program = createCorpusProgram(process.env, process, () => {
  process.exitCode = FAILED;
});
await run(program, process.argv, process.env);
