import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import {
  CamelCasePlugin,
  type DialectAdapter,
  type Generated,
  Kysely,
  Migrator,
  sql,
  type SqliteDatabase,
  SqliteDialect,
} from "kysely";
import Database from "libsql";
import { migrations } from "./migrations.ts";

/** Instants are milliseconds since 1970; ids of chats and users are Telegram's. */
export interface StateTables {
  /** Updates taken from Telegram; those without `doneAt` are still to be answered. */
  inbox: { updateId: number; body: string; receivedAt: number; attempts: number; doneAt: number | null };
  /** The interface language that a user chose. */
  languages: { userId: number; language: string };
  /** What was asked, without who asked it. */
  questions: {
    id: Generated<number>;
    askedAt: number;
    question: string;
    /** The questions before it that it may go on from, a JSON array; null when there are none. */
    history: string | null;
    language: string;
    status: string;
    confidence: number;
    nearest: string | null;
    vote: "up" | "down" | null;
    reason: string | null;
  };
  /** Questions behind deep links. */
  sharedQuestions: { token: string; question: string };
  /** Who wants to hear when there is news on a question. */
  watches: {
    id: Generated<number>;
    chatId: number;
    threadId: number | null;
    /** Who may remove it in a group; null in those of older versions, which everybody may. */
    userId: number | null;
    question: string;
    /** As of `questions`. */
    history: string | null;
    language: string;
    createdAt: number;
    /** The news that was told last, as a hash. */
    told: string | null;
  };
  /** Notifications to send: a Bot API payload each, sent in the order of their ids. */
  outgoing: {
    id: Generated<number>;
    chatId: number;
    payload: string;
    createdAt: number;
    /** The articles that it cites, a JSON array; null when there are none. */
    articleIds: string | null;
  };
  /** The articles that watched questions were asked of last, by a version that differs when the file does. */
  knownArticles: { id: string; version: string };
  /** Who of the staff changed which article, when and how. */
  audit: { id: Generated<number>; at: number; userId: number; action: string; articleId: string };
  /** Chats that blocked or removed the bot, or are gone: nothing is sent there. */
  unreachableChats: { chatId: number; reason: string; since: number };
}

export type State = Kysely<StateTables>;

/** The state cannot be opened. */
export class StateError extends Error {
  override name = "StateError";
}

/** SQLite changes tables within transactions. Kysely does not count on it, and would leave half a migration after a crash. */
class TransactionalDialect extends SqliteDialect {
  override createAdapter(): DialectAdapter {
    const adapter = super.createAdapter();
    return Object.defineProperty(adapter, "supportsTransactionalDdl", { value: true });
  }
}

/**
 * The database, refusing what it cannot hold: its native code ends the process over a boolean. What Telegram calls an id
 * is not checked anywhere else.
 */
function guarded(database: Database.Database): SqliteDatabase {
  return {
    close: () => void database.close(),
    prepare(text) {
      const statement = database.prepare(text);
      return {
        reader: statement.reader,
        all: (values) => statement.all(checked(values)),
        run: (values) => statement.run(checked(values)),
        iterate: (values) => statement.iterate(checked(values)) as IterableIterator<unknown>,
      };
    },
  };
}

/** @throws {TypeError} for a value that SQLite has no type for */
function checked(values: readonly unknown[]): unknown[] {
  for (const value of values) {
    const isHeld = value === null || ["string", "number", "bigint"].includes(typeof value) || Buffer.isBuffer(value);
    if (!isHeld) throw new TypeError(`the state holds no ${typeof value}`);
  }
  return [...values];
}

/**
 * Writes what has to survive a power cut when this resolves, at the price of an fsync. Everything written before it does so
 * as well: the log is written in order. What is not durable yet is what came of updates that are not marked as done either,
 * and those are worked off again.
 */
export async function durably<Result>(state: State, write: (state: State) => Promise<Result>): Promise<Result> {
  return await state.connection().execute(async (connection) => {
    await sql`PRAGMA synchronous = FULL`.execute(connection);
    try {
      return await write(connection);
    } finally {
      await sql`PRAGMA synchronous = NORMAL`.execute(connection);
    }
  });
}

/**
 * Opens the bot's state, creating or upgrading it as needed. `:memory:` keeps it in memory.
 * @throws {StateError} when the file cannot be opened or is not such a database
 */
export async function openState(file: string): Promise<State> {
  let state: State | undefined;
  try {
    if (file !== ":memory:") await mkdir(dirname(file), { recursive: true });
    const database = new Database(file);
    state = new Kysely<StateTables>({
      dialect: new TransactionalDialect({ database: guarded(database) }),
      plugins: [new CamelCasePlugin()],
    });
    // NORMAL: a write survives the death of the process, and a power cut from the next durable one on (see `durably`).
    for (const pragma of ["journal_mode = WAL", "synchronous = NORMAL", "busy_timeout = 5000", "foreign_keys = ON"]) {
      await sql.raw(`PRAGMA ${pragma}`).execute(state);
    }
    const provider = { getMigrations: () => Promise.resolve(migrations) };
    const { error } = await new Migrator({ db: state, provider }).migrateToLatest();
    if (error) throw error;
    return state;
  } catch (cause) {
    await state?.destroy();
    // Kysely's word for steps that this version does not know.
    if (cause instanceof Error && cause.message.includes("corrupted migrations")) {
      throw new StateError(`The state in ${file} is of a newer version of this program; update the program`, { cause });
    }
    const cure = "check the folder's permissions and free space, or move the file away";
    throw new StateError(`Cannot open the state in ${file}; ${cure}`, { cause });
  }
}
