import { runCorpusCommand } from "./corpus/program.ts";

process.exitCode = await runCorpusCommand(process.argv.slice(2), process.env, process);
