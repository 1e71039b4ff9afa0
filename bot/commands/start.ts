import { join } from "node:path";
import { Command } from "commander";
import { readSettings } from "../settings.ts";
import { loadEnvironmentFile, run } from "./run.ts";

/** How long what is under way may take after the signal to stop. */
const STOP_MILLISECONDS = 15_000;

const program = new Command("start")
  .description("Runs the Telegram bot; without BOT_TOKEN, the same bot as a chat on the console.")
  .action(async () => {
    const settings = readSettings(process.env);
    const log = (line: string) => process.stderr.write(`${line}\n`);
    const stop = new AbortController();
    const { openAnswererFor } = await import("./answering.ts");
    const { openState } = await import("../state/database.ts");
    const state = await openState(join(settings.DATA_DIR, "state.sqlite"));
    const answerer = await openAnswererFor(settings);
    const dependencies = { answerer, state, log, stop: stop.signal };
    const shared = { oldAfterDays: settings.OLD_AFTER_DAYS, timezone: settings.TIMEZONE };
    try {
      if (settings.BOT_TOKEN === undefined) {
        const { runConsole } = await import("../console.ts");
        const interactive = process.stdin.isTTY === true;
        if (interactive) log("No BOT_TOKEN is set: ask here, a question a line. Ctrl+D ends.");
        await runConsole({ ...shared, dependencies, interactive, input: process.stdin, output: process.stdout });
        return;
      }
      const { createBot } = await import("../create-bot.ts");
      const { runTelegram } = await import("../telegram.ts");
      for (const signal of ["SIGINT", "SIGTERM"] as const) {
        process.once(signal, () => {
          stop.abort();
          // What hangs, such as a request while the network is down, is not waited for.
          setTimeout(() => process.exit(), STOP_MILLISECONDS).unref();
        });
      }
      const bot = createBot(settings.BOT_TOKEN, dependencies, { ...shared, apiRoot: settings.BOT_API_ROOT });
      await runTelegram(bot, { state, log, stop: stop.signal });
    } finally {
      await answerer.close();
      await state.destroy();
    }
  });

loadEnvironmentFile();
await run(program, process.argv, process.env);
