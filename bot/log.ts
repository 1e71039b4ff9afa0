import { createHmac } from "node:crypto";
import pino from "pino";
import type { Settings } from "./settings.ts";

export type LogLevel = Settings["LOG_LEVEL"];

/** What a line is about. Ids of users and chats are written as pseudonyms only. */
export interface LogFacts {
  updateId?: number | undefined;
  userId?: number | undefined;
  chatId?: number | undefined;
  milliseconds?: number | undefined;
  /** Its stack is written at the level debug only. */
  fault?: unknown;
}

/** Takes lines on how the bot fares. They hold no token, no resident's words and no id of a person. */
export interface Log {
  /** What helps to follow a single update. */
  debug(line: string, facts?: LogFacts): void;
  /** What goes as it should, such as the start. */
  info(line: string, facts?: LogFacts): void;
  /** What somebody should know of, with what to do. The same line again is counted and told at most every ten minutes. */
  warn(line: string, facts?: LogFacts): void;
}

export interface LogOptions {
  /** Never written, wherever they come up: the token, passwords. */
  secrets?: readonly (string | undefined)[];
  /** For a person at a terminal: the bare line. Else a JSON object a line, for what collects logs. */
  isReadable?: boolean;
  now?(): number;
}

const REPEATED_AFTER_MILLISECONDS = 10 * 60_000;
/** Lines that are remembered; a fault whose words change each time must not fill the memory. */
const LINES_REMEMBERED = 200;

export function createLog(level: LogLevel, write: (line: string) => void, options: LogOptions = {}): Log {
  const { secrets = [], isReadable = false, now = Date.now } = options;
  const known = secrets.filter((secret) => secret !== undefined && secret !== "") as string[];
  const withoutSecrets = (line: string) => known.reduce((text, secret) => text.replaceAll(secret, "<secret>"), line);
  const destination = {
    write(json: string) {
      const { msg, stack } = isReadable ? (JSON.parse(json) as { msg: string; stack?: string }) : { msg: "" };
      const readable = `${msg}\n${stack === undefined ? "" : `${stack}\n`}`;
      write(withoutSecrets(isReadable ? readable : json));
    },
  };
  const format = {
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const logger = pino({ level, ...format }, destination);
  const pseudonym = pseudonyms(known[0] ?? "");

  const described = ({ updateId, userId, chatId, milliseconds, fault }: LogFacts) => ({
    ...(updateId !== undefined && { update: updateId }),
    ...(userId !== undefined && { user: pseudonym(userId) }),
    ...(chatId !== undefined && { chat: pseudonym(chatId) }),
    ...(milliseconds !== undefined && { milliseconds: Math.round(milliseconds) }),
    ...(level === "debug" && fault instanceof Error && { stack: fault.stack }),
  });
  const told = new Map<string, { at: number; since: number }>();
  return {
    debug: (line, facts = {}) => logger.debug(described(facts), line),
    info: (line, facts = {}) => logger.info(described(facts), line),
    warn(line, facts = {}) {
      const before = told.get(line);
      if (before && now() - before.at < REPEATED_AFTER_MILLISECONDS) return void (before.since += 1);
      // Set anew, so that the map stays in the order of the last use.
      told.delete(line);
      told.set(line, { at: now(), since: 0 });
      for (const oldest of [...told.keys()].slice(0, -LINES_REMEMBERED)) told.delete(oldest);
      logger.warn({ ...described(facts), ...(before && before.since > 0 && { repeated: before.since }) }, line);
    },
  };
}

/**
 * The same id has the same pseudonym, after a restart too, but without the key nobody finds the id by trying all: ids
 * are numbers of at most 52 bits, too few for a plain hash to hide.
 */
function pseudonyms(key: string): (id: number) => string {
  return (id) => createHmac("sha256", key).update(String(id)).digest("base64url").slice(0, 10);
}
