import { embedCached } from "../../../retrieval/storage/embedding-cache.ts";
import { writeGeneration } from "../../../retrieval/storage/generation-writer.ts";
import { interceptDisk } from "./faulty-disk.ts";

/**
 * A process that adds to the storage in a folder and kills itself before its nth call that changes the disk:
 * `generation FOLDER N` or `embeddings FOLDER N`. It ends by itself when there are fewer calls.
 */
const [what, folder, nth] = process.argv.slice(2) as [string, string, string];
interceptDisk((call) => {
  if (call === Number(nth)) process.kill(process.pid, "SIGKILL");
});
if (what === "generation") {
  await writeGeneration(folder, {
    recipe: "recipe",
    facts: { label: "two" },
    files: { "terms.columns": Buffer.from("terms of two") },
  });
} else {
  const texts = Array.from({ length: 300 }, (_, index) => `text ${index}`);
  await embedCached(folder, "recipe", texts, async (batch) => batch.map((text) => [text.length, 1, 2]));
}
