import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tryLock, waitForLock } from "../../../bot/state/lock.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lock-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("The lock of a data folder", () => {
  it("is held by one at a time", async () => {
    const release = await tryLock(join(folder, "made-for-it"));
    expect(await tryLock(join(folder, "made-for-it"))).toBeUndefined();
    release?.();
    expect(await tryLock(join(folder, "made-for-it"))).toBeDefined();
  });

  it("is free as soon as the process that held it was killed, and waiting is told once", async () => {
    const script = `import { tryLock } from ${JSON.stringify(import.meta.resolve("../../../bot/state/lock.ts"))};
      globalThis.release = await tryLock(${JSON.stringify(folder)});
      process.stdout.write("held");
      setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script]);
    await once(holder.stdout, "data");
    let told = 0;
    const waiting = waitForLock(folder, {
      stop: new AbortController().signal,
      onWait: () => {
        told += 1;
        holder.kill("SIGKILL");
      },
    });
    expect(await waiting).toBeDefined();
    expect(told).toBe(1);
  });

  it("is not waited for any longer when the process is stopped", async () => {
    await tryLock(folder);
    const stop = new AbortController();
    expect(await waitForLock(folder, { stop: stop.signal, onWait: () => stop.abort() })).toBeUndefined();
  });
});
