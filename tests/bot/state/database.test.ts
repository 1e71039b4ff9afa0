import { cpSync, existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CamelCasePlugin, Kysely, Migrator, sql, SqliteDialect } from "kysely";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { migrations } from "../../../bot/state/migrations.ts";
import { openState, StateError, type StateTables } from "../../../bot/state/database.ts";

const real = Database.prototype.prepare;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "state-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("The state", () => {
  it("is made where there is none, and kept", async () => {
    const file = join(folder, "deeper", "state.sqlite");
    const first = await openState(file);
    await first.insertInto("languages").values({ userId: 7, language: "ko" }).execute();
    await first.destroy();
    const second = await openState(file);
    expect(await second.selectFrom("languages").selectAll().execute()).toEqual([{ userId: 7, language: "ko" }]);
    await second.destroy();
  });

  it.each([true, {}, undefined])("refuses to keep %j, over which its native code would end the process", async (id) => {
    const state = await openState(":memory:");
    const chosen = state
      .selectFrom("languages")
      .selectAll()
      .where("userId", "=", id as never);
    await expect(chosen.execute()).rejects.toThrow(TypeError);
    await state.destroy();
  });

  it("that is not a database is refused by the name of its file", async () => {
    const file = join(folder, "state.sqlite");
    await writeFile(file, "not a database ".repeat(100));
    await expect(openState(file)).rejects.toThrow(StateError);
    await expect(openState(file)).rejects.toThrow(file);
  });

  it("of an older version is brought up to date whole or not at all, wherever the process dies", async () => {
    const old = new Database(join(folder, "old.sqlite"));
    const kysely = new Kysely<StateTables>({
      dialect: new SqliteDialect({ database: old }),
      plugins: [new CamelCasePlugin()],
    });
    const migrator = new Migrator({ db: kysely, provider: { getMigrations: () => Promise.resolve(migrations) } });
    await migrator.migrateTo(Object.keys(migrations)[0]!);
    await kysely.insertInto("languages").values({ userId: 7, language: "ko" }).execute();
    await kysely.destroy();

    let deaths = 0;
    for (let isDead = true; isDead; deaths += 1) {
      const [file, left] = [join(folder, `${deaths}.sqlite`), join(folder, `${deaths}-left.sqlite`)];
      copyDatabase(join(folder, "old.sqlite"), file);
      let statements = 0;
      const prepare = vi.spyOn(Database.prototype, "prepare").mockImplementation(function (
        this: Database.Database,
        text,
      ) {
        // What is on disk at this moment is what the next process finds.
        if (statements === deaths) copyDatabase(file, left);
        if (statements++ >= deaths) throw new Error("the process is dead");
        return real.call(this, text) as never;
      });
      isDead = await openState(file).then(
        (state) => state.destroy().then(() => false),
        () => true,
      );
      prepare.mockRestore();
      const state = await openState(isDead ? left : file);
      expect(await state.selectFrom("languages").selectAll().execute()).toEqual([{ userId: 7, language: "ko" }]);
      expect(await state.selectFrom("unreachableChats").selectAll().execute()).toEqual([]);
      await state.destroy();
    }
    expect(deaths).toBeGreaterThan(20);
  });

  it("of a newer version is refused with what to do", async () => {
    const file = join(folder, "state.sqlite");
    const state = await openState(file);
    await sql`insert into kysely_migration values ('2999-01-of-the-future', '2999-01-01')`.execute(state);
    await state.destroy();
    await expect(openState(file)).rejects.toThrow("is of a newer version of this program; update the program");
  });

  it("in a folder that cannot be made is refused", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(openState(join(folder, "file", "state.sqlite"))).rejects.toThrow(StateError);
  });
});

/** Copies a database with what is not yet written into it. */
function copyDatabase(from: string, to: string): void {
  for (const end of ["", "-wal"]) if (existsSync(from + end)) cpSync(from + end, to + end);
}
