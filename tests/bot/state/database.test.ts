import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openState, StateError } from "../../../bot/state/database.ts";

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

  it("in a folder that cannot be made is refused", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(openState(join(folder, "file", "state.sqlite"))).rejects.toThrow(StateError);
  });
});
