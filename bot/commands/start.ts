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
    const { openAnswererFor } = await import("./answering.ts");
    const answerer = await openAnswererFor(settings);
    const dependencies = { answerer, log };
    const shared = { oldAfterDays: settings.OLD_AFTER_DAYS, timezone: settings.TIMEZONE };
    try {
      if (settings.BOT_TOKEN === undefined) {
        const { runConsole } = await import("../console.ts");
        const interactive = process.stdin.isTTY === true;
        if (interactive) log("No BOT_TOKEN is set: ask here, a question a line. Ctrl+D ends.");
        await runConsole({
          ...shared,
          dependencies,
          interactive,
          input: process.stdin,
          output: process.stdout,
        });
        return;
      }
      const [{ createBot }, { poll }] = await Promise.all([import("../create-bot.ts"), import("../polling.ts")]);
      const stop = new AbortController();
      for (const signal of ["SIGINT", "SIGTERM"] as const) {
        process.once(signal, () => {
          stop.abort();
          // What hangs, such as a request while the network is down, is not waited for.
          setTimeout(() => process.exit(), STOP_MILLISECONDS).unref();
        });
      }
      const bot = createBot(settings.BOT_TOKEN, dependencies, {
        ...shared,
        apiRoot: settings.BOT_API_ROOT,
      });
      await poll(bot, stop.signal, { log });
    } finally {
      await answerer.close();
    }
  });

loadEnvironmentFile();
await run(program, process.argv, process.env);
