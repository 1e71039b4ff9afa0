import { type ResourceLimits, Worker } from "node:worker_threads";

/**
 * Starts a thread that calls `serve` of a module with its port. Node loads no TypeScript in a thread by itself: the thread
 * first registers what does.
 *
 * @param serve name of a function that the module exports, of one parameter: the MessagePort
 */
export function startThread(module: URL, serve: string, resourceLimits: ResourceLimits = {}): Worker {
  const loader = import.meta.resolve("tsx/esm/api");
  const code = `(async () => {
    const { register } = await import("${loader}");
    register();
    const { ${serve} } = await import("${module.href}");
    ${serve}(require("node:worker_threads").parentPort);
  })()`;
  return new Worker(code, { eval: true, resourceLimits });
}
