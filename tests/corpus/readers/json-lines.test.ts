import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { DocumentError } from "../../../corpus/draft.ts";
import { readJsonLines } from "../../../corpus/readers/json-lines.ts";

let path: string;

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), "json-lines-"));
  path = join(folder, "all.jsonl");
  onTestFinished(() => rm(folder, { recursive: true }));
});

async function read(content: string | Uint8Array): Promise<string[]> {
  await writeFile(path, content);
  const results: string[] = [];
  for await (const result of readJsonLines(path)) {
    results.push(result instanceof DocumentError ? result.message.replace(path, "") : `${result.id}=${result.body}`);
  }
  return results;
}

it("gives every text back as it is, whatever the size of the lines", async () => {
  const text = fc.string({
    unit: fc.constantFrom("吉", "林", "\n", "\u3000", '"', "\\", "🚌", "x".repeat(40_000)),
    minLength: 1,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(text.filter((each) => each.trim() !== "")), async (texts) => {
      const lines = texts.map((each, index) => JSON.stringify({ id: `a${index}`, text: each }));
      expect(await read(lines.join("\n"))).toEqual(texts.map((each, index) => `a${index}=${each}`));
    }),
    { numRuns: 30 },
  );
});

it("takes files from Windows: a byte order mark, and carriage returns in lines and texts", async () => {
  expect(await read('\uFEFF{"docid":"a","text":"一\\r\\n二\\r三"}\r\n\r\n{"docid":"b","text":"四"}\r\n')).toEqual([
    "a=一\n二\n三",
    "b=四",
  ]);
});

it("refuses a line longer than 10 MB without holding it, and reads on", async () => {
  const long = JSON.stringify({ id: "a", text: "x".repeat(10_000_000) });
  expect(await read(`${long}\n{"id":"b","text":"二"}\n${long}`)).toEqual([
    ":1: larger than 10 MB; cut the article into parts",
    "b=二",
    ":3: larger than 10 MB; cut the article into parts",
  ]);
});

it("refuses lines in another encoding than UTF-8", async () => {
  expect(await read(Buffer.from('{"id":"a","text":"\xbc\xaa\xc1\xd6"}', "latin1"))).toEqual([
    ":1: not UTF-8 text; save the file as UTF-8",
  ]);
});
