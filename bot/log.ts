import type { Settings } from "./settings.ts";

export type LogLevel = Settings["LOG_LEVEL"];

/** Takes lines on how the bot fares. They hold no token and no resident's words. */
export interface Log {
  /** What goes as it should, such as the start. */
  info(line: string): void;
  /** What somebody should know of, with what to do. */
  warn(line: string): void;
}

const ORDER: readonly LogLevel[] = ["debug", "info", "warn", "error", "silent"];

/** Writes the lines of a level and above. Times are left to what collects them, such as journald or Docker. */
export function createLog(level: LogLevel, write: (line: string) => void): Log {
  const at = (lineLevel: LogLevel) => (line: string) => {
    if (ORDER.indexOf(lineLevel) >= ORDER.indexOf(level)) write(`${line}\n`);
  };
  return { info: at("info"), warn: at("warn") };
}
