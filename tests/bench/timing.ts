import { Bench } from "tinybench";

/** Latency of one task, in milliseconds. */
export interface Latency {
  p50: number;
  p99: number;
}

/**
 * Times tasks that each take the next of `inputs` in turn: two rounds unmeasured, then for `seconds`, or once for every
 * input where that takes longer.
 */
export async function timeTasks<Input>(
  inputs: readonly Input[],
  tasks: Record<string, (input: Input) => unknown>,
  seconds: number,
): Promise<Record<string, Latency>> {
  const bench = new Bench({
    time: seconds * 1_000,
    iterations: inputs.length,
    warmupTime: 100,
    warmupIterations: Math.min(20, inputs.length),
  });
  for (const [name, task] of Object.entries(tasks)) {
    let next = 0;
    bench.add(name, async () => {
      await task(inputs[next++ % inputs.length]!);
    });
  }
  await bench.run();
  const latencies: Record<string, Latency> = {};
  for (const { name, result } of bench.tasks) {
    if (result.state !== "completed") throw new Error(`${name} could not be timed`, { cause: result });
    latencies[name] = { p50: result.latency.p50, p99: result.latency.p99 };
  }
  return latencies;
}

/** Seconds that `work` takes, and what it gives. */
export async function timed<Result>(
  work: () => Result | Promise<Result>,
): Promise<{ seconds: number; result: Result }> {
  const began = performance.now();
  const result = await work();
  return { seconds: (performance.now() - began) / 1_000, result };
}
