import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Log } from "./log.ts";

/** While the event loop stands still, nobody is answered; from this many milliseconds on it is told. */
const TOO_LONG = 1000;
const CHECK_INTERVAL = 10_000;

/** Tells when the process was held up, until `stop` aborts. The figures themselves are among the metrics. */
export function watchEventLoop({ log, stop }: { log: Log; stop: AbortSignal }): void {
  const delays = monitorEventLoopDelay({ resolution: 20 });
  delays.enable();
  const timer = setInterval(() => {
    const milliseconds = delays.max / 1e6;
    delays.reset();
    if (milliseconds < TOO_LONG) return;
    log.warn("Answers were held up for more than a second; give the process more of the processor.", { milliseconds });
  }, CHECK_INTERVAL);
  timer.unref();
  stop.addEventListener("abort", () => {
    clearInterval(timer);
    delays.disable();
  });
}
