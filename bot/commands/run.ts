import { type Command, CommanderError } from "commander";
import { describeFault } from "../faults.ts";

/** The exit codes of every command. */
export const FAILED = 1;
export const USAGE = 2;

/** What was typed cannot be understood; the message says what to type. */
export class UsageError extends Error {
  override name = "UsageError";
}

/**
 * Runs a command to its end and sets the exit code: 0 fine, 1 failed, 2 wrong usage. A fault is one line on stderr;
 * its stack too when `LOG_LEVEL` is debug.
 */
export async function run(program: Command, argv: string[], environment: NodeJS.ProcessEnv): Promise<void> {
  // A reader such as `head` may leave early; what is left to say has nobody to read it.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    throw error;
  });
  try {
    await program.exitOverride().parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has written its own line already.
      process.exitCode = error.exitCode === 0 ? 0 : USAGE;
      return;
    }
    process.exitCode = error instanceof UsageError ? USAGE : FAILED;
    const stack = environment["LOG_LEVEL"] === "debug" && error instanceof Error ? error.stack : undefined;
    const secret = environment["BOT_TOKEN"];
    process.stderr.write(`${describeFault(error, secret)}\n`);
    if (stack) process.stderr.write(`${secret ? stack.replaceAll(secret, "<token>") : stack}\n`);
  }
}

/** Adds what `.env` in the current folder sets to the environment; what is set already stays. */
export function loadEnvironmentFile(): void {
  try {
    process.loadEnvFile();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return;
    process.stderr.write(
      `Cannot read the settings in .env (${code ?? message}); make it a file that this user may read.\n`,
    );
    process.exit(FAILED);
  }
}
