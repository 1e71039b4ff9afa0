import { setMaxListeners } from "node:events";
import { Command } from "commander";
import { readSettings } from "../settings.ts";
import { loadEnvironmentFile, run } from "./run.ts";

/** How long what is under way may take after the signal to stop. */
const STOP_MILLISECONDS = 15_000;

const program = new Command("start")
  .description("Runs the Telegram bot; without BOT_TOKEN, the same bot as a chat on the console.")
  .action(async () => {
    const settings = readSettings(process.env);
    const { stdin, stdout, stderr } = process;
    const stop = new AbortController();
    // Every message that waits for its turn listens to it: many are no leak.
    setMaxListeners(0, stop.signal);
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        stop.abort();
        // What hangs, such as a request while the network is down, is not waited for.
        setTimeout(() => process.exit(), STOP_MILLISECONDS).unref();
      });
    }
    // Only now: what is wrong with the settings is said at once.
    const { runApplication } = await import("../application.ts");
    await runApplication(settings, { stdin, stdout, stderr, stop: stop.signal });
  });

loadEnvironmentFile();
await run(program, process.argv, process.env);
