import fileSystem from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { interceptDisk } from "../retrieval/storage/faulty-disk.ts";

/**
 * A process that adds an article to a corpus and builds the index, and kills itself before its nth call that changes the
 * disk: `CORPUS DATA N ARTICLE`, the article as JSON. It ends by itself when there are fewer, and prints how many there were.
 */
const [corpusDir, dataDir, nth, article] = process.argv.slice(2) as [string, string, string, string];
let calls = 0;
const killInTime = () => {
  if (calls === Number(nth)) process.kill(process.pid, "SIGKILL");
  calls += 1;
};
interceptDisk(killInTime);
// Article files are written by a library that calls these.
const callbackCalls = fileSystem as unknown as Record<string, (...parameters: unknown[]) => void>;
for (const name of ["open", "write", "fsync", "close", "rename"]) {
  const real = callbackCalls[name]!;
  callbackCalls[name] = (...parameters) => {
    killInTime();
    real(...parameters);
  };
}
syncBuiltinESMExports();

const { openArticleStore } = await import("../../corpus/index.ts");
const { openAnswerer } = await import("../../retrieval/index.ts");
calls = 0;
await openArticleStore(corpusDir).write(JSON.parse(article) as never);
const answerer = await openAnswerer({
  corpusDir,
  dataDir,
  embeddings: "builtin",
  embeddingModel: "none",
  modelDir: dataDir,
});
await answerer.close();
process.stdout.write(String(calls));
