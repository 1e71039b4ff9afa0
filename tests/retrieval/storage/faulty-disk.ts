import fileSystem from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

/** The calls that change the disk, of the module and of an open file. */
const CALLS = ["mkdir", "open", "rename", "rm", "copyFile"] as const;
const FILE_CALLS = ["writeFile", "appendFile", "sync"] as const;

type Call = (...parameters: unknown[]) => Promise<unknown>;

/**
 * Lets `fault` happen before a call that changes the disk, on each call numbered (from 0) for which it likes to: it may
 * throw or end the process. Returns a function that puts the real calls back.
 */
export function interceptDisk(fault: (call: number, name: string) => void): () => void {
  let calls = 0;
  const restore: (() => void)[] = [];
  const intercept = (target: Record<string, Call>, name: string): void => {
    const real = target[name]!;
    target[name] = async function (this: unknown, ...parameters) {
      fault(calls++, name);
      const result = await real.apply(this, parameters);
      if (name === "open") for (const fileCall of FILE_CALLS) intercept(result as Record<string, Call>, fileCall);
      return result;
    };
    restore.push(() => (target[name] = real));
  };
  for (const name of CALLS) intercept(fileSystem as unknown as Record<string, Call>, name);
  syncBuiltinESMExports();
  return () => {
    for (const undo of restore.reverse()) undo();
    syncBuiltinESMExports();
  };
}
