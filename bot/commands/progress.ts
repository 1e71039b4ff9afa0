import { Presets, SingleBar } from "cli-progress";

export interface Progress {
  onProgress(progress: { stage: string; done: number; total: number }): void;
  /** Ends the bar; the cursor is then at the start of an empty line. */
  stop(): void;
}

/** A progress bar on stderr when that is a terminal; nothing otherwise. */
export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { onProgress: () => undefined, stop: () => undefined };
  const bar = new SingleBar(
    { stream, format: "{stage} {bar} {value}/{total}", clearOnComplete: true, hideCursor: true },
    Presets.shades_classic,
  );
  let running = false;
  return {
    onProgress({ stage, done, total }) {
      if (!running) bar.start(total, done, { stage });
      else {
        bar.setTotal(total);
        bar.update(done, { stage });
      }
      running = true;
    },
    stop() {
      if (running) bar.stop();
      running = false;
    },
  };
}
