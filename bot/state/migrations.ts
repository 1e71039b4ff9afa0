import type { Kysely, Migration } from "kysely";

/** Steps from an empty database to the tables of `database.ts`. Released steps are never changed, only followed by new ones. */
export const migrations: Record<string, Migration> = {
  "2026-11-first-tables": {
    async up(database: Kysely<never>) {
      const { schema } = database;
      await schema
        .createTable("inbox")
        .addColumn("updateId", "integer", (column) => column.primaryKey())
        .addColumn("body", "text", (column) => column.notNull())
        .addColumn("receivedAt", "integer", (column) => column.notNull())
        .addColumn("attempts", "integer", (column) => column.notNull().defaultTo(0))
        .addColumn("doneAt", "integer")
        .execute();
      await schema.createIndex("inboxByDone").on("inbox").column("doneAt").execute();
      await schema
        .createTable("languages")
        .addColumn("userId", "integer", (column) => column.primaryKey())
        .addColumn("language", "text", (column) => column.notNull())
        .execute();
      await schema
        .createTable("questions")
        .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
        .addColumn("askedAt", "integer", (column) => column.notNull())
        .addColumn("question", "text", (column) => column.notNull())
        .addColumn("language", "text", (column) => column.notNull())
        .addColumn("status", "text", (column) => column.notNull())
        .addColumn("confidence", "real", (column) => column.notNull())
        .addColumn("nearest", "text")
        .addColumn("vote", "text")
        .addColumn("reason", "text")
        .execute();
      await schema
        .createTable("sharedQuestions")
        .addColumn("token", "text", (column) => column.primaryKey())
        .addColumn("question", "text", (column) => column.notNull())
        .execute();
      await schema
        .createTable("watches")
        .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
        .addColumn("chatId", "integer", (column) => column.notNull())
        .addColumn("threadId", "integer")
        .addColumn("question", "text", (column) => column.notNull())
        .addColumn("language", "text", (column) => column.notNull())
        .addColumn("createdAt", "integer", (column) => column.notNull())
        .addUniqueConstraint("oneWatchPerQuestion", ["chatId", "question"])
        .execute();
      await schema
        .createTable("outgoing")
        .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
        .addColumn("chatId", "integer", (column) => column.notNull())
        .addColumn("payload", "text", (column) => column.notNull())
        .addColumn("createdAt", "integer", (column) => column.notNull())
        .execute();
      await schema
        .createTable("knownArticles")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("version", "text", (column) => column.notNull())
        .execute();
    },
  },
  "2026-12-audit": {
    async up(database: Kysely<never>) {
      await database.schema
        .createTable("audit")
        .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
        .addColumn("at", "integer", (column) => column.notNull())
        .addColumn("userId", "integer", (column) => column.notNull())
        .addColumn("action", "text", (column) => column.notNull())
        .addColumn("articleId", "text", (column) => column.notNull())
        .execute();
    },
  },
  "2026-12-watch-owner": {
    async up(database: Kysely<never>) {
      await database.schema.alterTable("watches").addColumn("userId", "integer").execute();
    },
  },
  "2026-12-unreachable-chats": {
    async up(database: Kysely<never>) {
      await database.schema
        .createTable("unreachableChats")
        .addColumn("chatId", "integer", (column) => column.primaryKey())
        .addColumn("reason", "text", (column) => column.notNull())
        .addColumn("since", "integer", (column) => column.notNull())
        .execute();
    },
  },
  "2026-12-news-told": {
    async up(database: Kysely<never>) {
      const { schema } = database;
      await schema.alterTable("watches").addColumn("told", "text").execute();
      await schema.alterTable("watches").addColumn("history", "text").execute();
      await schema.alterTable("questions").addColumn("history", "text").execute();
      await schema.alterTable("outgoing").addColumn("articleIds", "text").execute();
    },
  },
};
